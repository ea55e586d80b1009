import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BenchStandIn, FIRST, SECOND } from './bench-stand-in.ts';

let station: BenchStandIn;
beforeEach(async () => {
  station = await BenchStandIn.open();
  station.portal = [FIRST, SECOND];
});
afterEach(() => station.close());

const flag = { reason: 'other', parts: [], note: 'Torn.' } satisfies Parameters<typeof station.bench.flag>[0];

describe('who opens the flag drawer while the barcode is being checked', () => {
  const scanAndThinkAgain = async () => {
    await station.find('1499');
    await station.agree();
    station.bench.scan('VASC0000001');
    station.bench.openFlag(true);
    await vi.waitFor(() => expect(station.view().task).toMatchObject({ step: 'imaging', isChecked: true }));
  };

  it('links nothing behind it, and flags the sheet with its sticker', async () => {
    await scanAndThinkAgain();
    expect(station.queued()).toEqual([]);
    station.bench.flag(flag);
    await vi.waitFor(() => expect(station.cases).toMatchObject([{ occid: 1, scanned: 'VASC0000001' }]));
    expect(station.queued().map(([why]) => why)).toEqual(['flag']);
  });

  it('goes on with the link when it is closed again', async () => {
    await scanAndThinkAgain();
    station.bench.openFlag(false);
    await station.endedAs({ is: 'linked', number: 'VASC0000001' });
  });
});

describe('the sticker of a sheet that was flagged', () => {
  const flagWithSticker = async () => {
    await station.find('1499');
    await station.isAt('verifying');
    station.bench.scan('VASC0000001');
    station.bench.flag(flag);
    await vi.waitFor(() => expect(station.cases).toHaveLength(1));
    await vi.waitFor(() => expect(station.outbox.view.getState().cases).toHaveLength(1));
    station.time += 3_600_000;
  };

  it('is not free for another sheet', async () => {
    await flagWithSticker();
    await station.find('1500');
    await station.agree();
    station.bench.scan('VASC0000001');
    await vi.waitFor(() =>
      expect(station.view().task).toMatchObject({ step: 'stopped', question: { is: 'inUse', where: 'flagged' } }),
    );
  });

  it('is free for its own', async () => {
    await flagWithSticker();
    await station.link('1499', 'VASC0000001');
  });
});

describe('a scan that is kept for a stamp', () => {
  it('does not move on to another one', async () => {
    await station.find('47777');
    await station.isAt('choosing');
    station.bench.scan('VASC0000001');
    station.bench.happen({ type: 'wentBack' });
    await station.find('1499');
    await station.agree();
    expect(station.view().task.kept).toBeNull();
  });

  it('is kept for the next stamp where the field was empty, whatever was looked for before', async () => {
    await station.find('47777');
    await station.isAt('choosing');
    station.bench.happen({ type: 'wentBack' });
    station.bench.type({ accession: '' });
    station.bench.scan('VASC0000001');
    await station.find('1499');
    await station.agree();
    expect(station.view().task.kept).toMatchObject({ catalogNumber: 'VASC0000001' });
  });

  it('stays while the same sheet is looked for by its label', async () => {
    station.bench.scan('VASC0000001');
    station.bench.type({ accession: '47777', recordedBy: SECOND.recordedBy ?? '' });
    station.bench.ask('accession');
    await station.isAt('choosing');
    station.bench.ask('label');
    await station.agree();
    expect(station.view().task.kept).toMatchObject({ catalogNumber: 'VASC0000001' });
  });
});

it('a flag that neither copy took is said to be lost', async () => {
  vi.spyOn(station.database, 'keep').mockRejectedValue(new Error('QuotaExceededError'));
  station.journalAnswers = { kind: 'diskFull' };
  station.bench.type({ accession: '47777' });
  station.bench.flag(flag);
  await vi.waitFor(() =>
    expect(station.view().trouble).toMatchObject({ sentence: expect.stringMatching(/\w/) as string }),
  );
});
