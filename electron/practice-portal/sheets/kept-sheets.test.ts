import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startPracticePortal } from '../server.ts';
import { KeptSheets } from './kept-sheets.ts';
import { planSheet, type SheetPlan } from './sheet-plan.ts';

let folder: string;
let drawn: SheetPlan[];
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'practice-sheets-'));
  drawn = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const openSheets = () =>
  new KeptSheets(folder, async plan => {
    drawn.push(plan);
    return Buffer.from(plan.stamp?.number ?? 'none');
  });
const stamped = (stamp: string) => planSheet('a.jpg', 1, 2, { stamp });

describe('the picture of a sheet', () => {
  it('is drawn when it is first asked for, once for all who wait, and never again', async () => {
    const sheets = openSheets();
    const both = await Promise.all([sheets.picture(stamped('01234')), sheets.picture(stamped('01234'))]);
    expect([...both, await openSheets().picture(stamped('01234'))].map(String)).toEqual(Array(3).fill('01234'));
    expect(drawn).toHaveLength(1);
  });

  it('is another where something else stands on the sheet', async () => {
    await openSheets().picture(stamped('01234'));
    expect(String(await openSheets().picture(stamped('56789')))).toBe('56789');
  });

  it('that the disk does not take is drawn and shown all the same', async () => {
    await writeFile(path.join(folder, 'sheets'), 'no folder');
    expect(String(await openSheets().picture(stamped('01234')))).toBe('01234');
  });

  it('that could not be drawn is tried again when it is asked for again', async () => {
    let hasInk = false;
    const sheets = new KeptSheets(folder, async () => {
      if (!hasInk) throw new Error('no ink');
      return Buffer.from('drawn');
    });
    await expect(sheets.picture(stamped('01234'))).rejects.toThrow('no ink');
    hasInk = true;
    expect(String(await sheets.picture(stamped('01234')))).toBe('drawn');
  });
});

describe('the portal', () => {
  const ADDRESSES = ['/portal/media/GREY_VASC/1101_1.jpg', '/practice/sheets/1.jpg'];

  it('answers everybody else while a sheet is being drawn', async () => {
    let finish = () => undefined as void;
    const ink = new Promise<void>(resolve => (finish = resolve));
    const portal = await startPracticePortal({ folder, port: 0, draw: () => ink.then(() => Buffer.from('drawn')) });
    const pictures = ADDRESSES.map(address => fetch(portal.address + address));
    expect((await fetch(`${portal.address}/portal/profile/index.php`)).status).toBe(200);
    finish();
    for (const picture of pictures) expect(await (await picture).text()).toBe('drawn');
    await portal.close();
  });

  it.each(ADDRESSES)('says that a sheet could not be drawn, and goes on: %s', async address => {
    const draw = () => Promise.reject(new Error('no ink'));
    const portal = await startPracticePortal({ folder, port: 0, draw });
    expect((await fetch(portal.address + address)).status).toBe(500);
    expect((await fetch(`${portal.address}/practice/health`)).status).toBe(200);
    await portal.close();
  });
});
