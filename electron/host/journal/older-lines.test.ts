import { expect, it } from 'vitest';
import { idOf } from '../../../shared/outbox/builders.ts';
import { Journal } from './journal.ts';
import { chain } from './journal-line.ts';
import { MemoryDisk } from './memory-disk.ts';

const FIRST_ENTRY = {
  v: 1,
  id: idOf(1),
  occid: 7,
  collid: 1,
  why: 'link',
  edit: { term: 'catalogNumber', from: null, to: 'VASC0000001' },
  seen: { accession: null, recordedBy: null, recordNumber: null, eventDate: null, scientificName: null },
  account: 'ana',
  madeAt: 0,
  holdUntil: null,
  undoes: null,
};

/** A segment as the first version of this program wrote it. */
function firstVersion(happenings: readonly object[]): Buffer {
  let hash = '';
  const lines = happenings.map((what, nth) => {
    const body = JSON.stringify({ v: 1, seq: nth + 1, at: 0, what });
    hash = chain(hash, body);
    return `{"b":${body},"h":"${hash}"}\n`;
  });
  return Buffer.from(lines.join(''));
}

it('a queue that the first version left is taken over whole: entries, what was read before them, where they stand', async () => {
  const disk = new MemoryDisk();
  const happenings = [
    { kind: 'opened', journalId: idOf(900), connectionId: 'test' },
    { kind: 'queued', entry: FIRST_ENTRY },
    { kind: 'intent', entryId: idOf(1), attempt: 1, mark: { value: null, rowStamp: 'S', historyId: 3 } },
    { kind: 'moved', entryId: idOf(1), delivery: { is: 'refused', why: { kind: 'forbidden' }, at: 1 } },
  ];
  await disk.create(1, firstVersion(happenings));
  const journal = await Journal.open({ disk, connectionId: 'test', now: () => 5, newId: () => idOf(901) });
  const { queue, marks, newerLines } = journal.projection;
  expect(newerLines).toBe(0);
  expect(queue.get(idOf(1))).toMatchObject({
    entry: { v: 2, after: null, change: { kind: 'setField', occid: 7, edit: FIRST_ENTRY.edit } },
    delivery: { is: 'refused' },
  });
  expect(marks.get(idOf(1))).toMatchObject({ value: null, rowStamp: 'S', historyId: 3, kit: null });
  await journal.close();
});
