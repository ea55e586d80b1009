import { appendFile, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anEntry } from '../../../shared/outbox/builders.ts';
import { QUARANTINE_MS } from '../../../shared/outbox/schedule.ts';
import { fileDisk } from './file-disk.ts';
import { Journal } from './journal.ts';
import { openOn, queue } from './journal-bench.ts';

let folder: string;
const file = () => path.join(folder, '00000001.jsonl');
const open = (now = 1000): Promise<Journal> => openOn(fileDisk(folder), { now: () => now });

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vasculum-journal-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('the journal', () => {
  it('remembers what was answered, in order, after a restart', async () => {
    const journal = await open();
    const answers = await Promise.all([queue(journal, 1), queue(journal, 2), queue(journal, 3)]);
    expect(answers).toEqual([2, 3, 4].map(value => ({ ok: true, value })));
    await journal.close();
    const again = await open();
    expect([...again.projection.queue.values()].map(({ seq }) => seq)).toEqual([2, 3, 4]);
    expect(again.journalId).toBe(journal.journalId);
    await again.close();
  });

  it('cuts off a line that was torn by a crash, which nobody was told of', async () => {
    const journal = await open();
    await queue(journal, 1);
    await journal.close();
    await appendFile(file(), '{"b":{"v":1,"seq":3,');
    const again = await open();
    expect(again.projection.queue.size).toBe(1);
    await queue(again, 2);
    await again.close();
    const third = await open();
    expect(third.projection.queue.size).toBe(2);
    await third.close();
  });

  it('forgets nothing when it is cut anywhere in its last line', async () => {
    const journal = await open();
    await queue(journal, 1);
    const whole = (await readFile(file())).length;
    await queue(journal, 2);
    await journal.close();
    await truncate(file(), whole + 40);
    const again = await open();
    expect([...again.projection.queue.keys()]).toEqual([anEntry(1).id]);
    await again.close();
  });

  it('opens with a line that somebody altered, says where, and leaves the file as it is', async () => {
    const journal = await open();
    await queue(journal, 1);
    await queue(journal, 2);
    await journal.close();
    const altered = (await readFile(file(), 'utf8')).replace('VASC0000001', 'VASC0000009');
    await writeFile(file(), altered);
    const again = await open();
    expect(again.opening.damage).toEqual({ segment: 1, line: 2 });
    expect([...again.projection.salvaged]).toEqual([anEntry(2).id]);
    await again.close();
    expect(await readFile(file(), 'utf8')).toBe(altered);
  });

  it('knows that what was being sent has an unknown outcome after a restart, and waits anew', async () => {
    const journal = await open();
    await queue(journal, 1);
    await journal.record({
      kind: 'intent',
      entryId: anEntry(1).id,
      attempt: 1,
      mark: { value: null, rowStamp: 'S', historyId: 4, ownRows: null, kit: null },
    });
    await journal.close();
    const again = await open(9000);
    expect(again.projection.queue.get(anEntry(1).id)?.delivery).toMatchObject({
      is: 'checking',
      notBefore: 9000 + QUARANTINE_MS,
    });
    expect(again.projection.marks.get(anEntry(1).id)?.historyId).toBe(4);
    await again.close();
  });

  it('shows lines of a newer version and leaves them alone', async () => {
    const journal = await open();
    await journal.close();
    const { createHash } = await import('node:crypto');
    const [first = ''] = (await readFile(file(), 'utf8')).split('\n');
    const previous = /"h":"([0-9a-f]+)"/.exec(first)?.[1] ?? '';
    const body = '{"v":2,"seq":2,"at":1,"what":{"kind":"something new"}}';
    const hash = createHash('sha256').update(previous).update(body).digest('hex');
    await appendFile(file(), `{"b":${body},"h":"${hash}"}\n`);
    const again = await open();
    expect(again.projection.newerLines).toBe(1);
    expect(await queue(again, 1)).toEqual({ ok: true, value: 3 });
    await again.close();
  });

  it('holds no password, token or cookie', async () => {
    const journal = await open();
    await queue(journal, 1);
    await journal.close();
    expect(await readFile(file(), 'utf8')).not.toMatch(/password|token|cookie|PHPSESSID/i);
  });
});
