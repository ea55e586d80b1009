import { describe, expect, it } from 'vitest';
import { aMerge, anEntry, clash, idOf } from '../../../shared/outbox/builders.ts';
import type { OutboxEntry } from '../../../shared/outbox/outbox-entry.ts';
import { practiceProfile } from '../practice.ts';
import { BenchStation, MemoryFolder, twoStations, valueOf } from './hand-over-bench.ts';
import { fingerprintOf } from './station-key.ts';

const SHEET = Buffer.from('a sheet of Carex');
const failed = (kind: string) => ({ ok: false, failure: { kind } });

/** A picture of the record 7, which the giving station has in its store. */
function anImage(sha256: string): OutboxEntry['change'] {
  return { kind: 'attachImage', occid: 7, image: { sha256, bytes: SHEET.length, mime: 'image/jpeg', name: 'a.jpg' } };
}

describe('giving', () => {
  it('moves every open entry with its picture, and sends none of them from here', async () => {
    const { field, office } = twoStations();
    await field.queue(1);
    await field.queue(2, { change: anImage(field.keepImage(SHEET)) });
    await field.queue(3);
    await field.move(3, clash('changed'));
    expect(await field.give()).toMatchObject({ given: 3, kept: [] });
    expect([1, 2, 3].map(nth => field.delivery(nth)?.is)).toEqual(['handedOver', 'handedOver', 'handedOver']);
    expect(await office.take()).toMatchObject({ is: 'taken', from: 'field', taken: 3, isReceipted: true });
    expect([1, 2, 3].map(nth => office.delivery(nth)?.is)).toEqual(['waiting', 'waiting', 'conflicted']);
    expect([...office.images.values()]).toEqual([SHEET]);
    expect(office.projection.queue.get(idOf(1))?.entry).toEqual(field.projection.queue.get(idOf(1))?.entry);
  });

  it('keeps what may have left until it is clear, what follows it, and what lost its picture, and says so', async () => {
    const { field } = twoStations();
    await field.queue(1);
    await field.move(1, {
      is: 'checking',
      attempt: 1,
      notBefore: 0,
      why: { kind: 'timedOut' },
      answered: false,
      looks: 0,
    });
    await field.queue(2, { change: { ...anEntry(2).change, occid: 1 } as never });
    await field.queue(3, { after: idOf(2) });
    await field.queue(4, { change: anImage('0'.repeat(64)) });
    await field.queue(5);
    field.busyWith = idOf(5);
    await field.queue(6);
    expect(await field.give()).toMatchObject({
      given: 1,
      kept: [
        { entryId: idOf(1), why: 'checking' },
        { entryId: idOf(2), why: 'follows' },
        { entryId: idOf(3), why: 'follows' },
        { entryId: idOf(4), why: 'pictureGone' },
        { entryId: idOf(5), why: 'sending' },
      ],
    });
    expect([1, 6].map(nth => field.delivery(nth)?.is)).toEqual(['checking', 'handedOver']);
  });

  it('takes along what was delivered, where an open entry follows it', async () => {
    const { field, office } = twoStations();
    await field.queue(1);
    await field.move(1, { is: 'delivered', at: 1, already: false, superseded: false, occid: 77 });
    await field.queue(2, { after: idOf(1) });
    expect(await field.give()).toMatchObject({ given: 1 });
    expect(await office.take()).toMatchObject({ taken: 1 });
    expect([1, 2].map(nth => office.delivery(nth)?.is)).toEqual(['delivered', 'waiting']);
  });

  it('writes nothing where nothing can be given', async () => {
    const { field, folder } = twoStations();
    expect(await field.give()).toEqual({ token: null, file: null, given: 0, kept: [] });
    expect(folder.files.size).toBe(0);
  });
});

describe('taking', () => {
  it('asks a supervisor about a station that is not known, by its fingerprint, and remembers the answer', async () => {
    const folder = new MemoryFolder();
    const [field, office] = [new BenchStation('field', folder), new BenchStation('office', folder)];
    const fingerprint = fingerprintOf(field.key.publicKey);
    await field.queue(1);
    await field.give();
    expect(await office.take()).toEqual({ is: 'unknownStation', station: 'field', fingerprint });
    expect(await office.take({ acceptKey: fingerprintOf(office.key.publicKey) })).toMatchObject({
      is: 'unknownStation',
    });
    office.isSupervisor = false;
    const wish = { file: folder.theFile, passphrase: undefined, acceptKey: fingerprint };
    expect(await office.handOvers.take(wish)).toEqual(failed('forbidden'));
    expect(office.projection.queue.size).toBe(0);
    office.isSupervisor = true;
    expect(await office.take({ acceptKey: fingerprint })).toMatchObject({ is: 'taken', taken: 1 });
    expect([...office.accepted]).toEqual([field.key.publicKey]);
  });

  it('refuses the whole file where one entry says something else here', async () => {
    const { field, office } = twoStations();
    await field.queue(1);
    await field.queue(2);
    await office.queue(2, { account: 'ben' });
    await field.give();
    expect(await office.take()).toEqual({ is: 'refused', why: 'otherContent' });
    expect(office.projection.queue.size).toBe(1);
  });

  it('takes a file once: a second time changes nothing, whatever became of the entries since', async () => {
    const { field, office } = twoStations();
    await field.queue(1);
    await field.give();
    await office.take();
    await office.move(1, { is: 'withdrawn', at: 1, by: 'ana' });
    office.restart();
    expect(await office.take()).toMatchObject({ is: 'taken', taken: 0 });
    expect(office.delivery(1)?.is).toBe('withdrawn');
  });

  it('takes nothing for another portal, nothing of its own, and nothing that is not there', async () => {
    const folder = new MemoryFolder();
    const field = new BenchStation('field', folder, { profile: practiceProfile('http://elsewhere.example/portal') });
    const office = new BenchStation('office', folder);
    await field.queue(1);
    await field.give();
    expect(await office.take()).toEqual({ is: 'refused', why: 'anotherPortal' });
    expect(await field.take()).toEqual({ is: 'refused', why: 'own' });
    const wish = { file: 'none.handover', passphrase: undefined, acceptKey: undefined };
    expect(await office.handOvers.take(wish)).toEqual(failed('notFound'));
  });

  it('asks for every merge anew, and never sends one because a file says so', async () => {
    const { field, office } = twoStations();
    await field.queue(1, { change: aMerge(8, 9), why: 'merge' });
    await field.give();
    await office.take();
    expect(office.delivery(1)).toMatchObject({ is: 'conflicted', kind: 'confirmAgain' });
  });

  it('keeps the maker, so that nobody else’s session sends it, and drops an adoption that was of the other station', async () => {
    const { field, office } = twoStations();
    await field.queue(1, { account: 'supervisor' });
    await field.record({ kind: 'adopted', entryIds: [idOf(1)], by: 'ben' });
    await field.give();
    await office.take();
    expect(office.projection.queue.get(idOf(1))).toMatchObject({ entry: { account: 'supervisor' }, adoptedBy: null });
  });

  it('stops at a barcode that the own queue gives to another record', async () => {
    const { field, office } = twoStations();
    const barcode = anEntry(1).change;
    await office.queue(5, { change: { ...barcode, occid: 500 } as never });
    await field.queue(1);
    await field.give();
    expect(await office.take()).toMatchObject({ taken: 1, numbersInUse: ['VASC0000001'] });
    expect(office.delivery(1)).toMatchObject({ is: 'conflicted', kind: 'numberInUse', holders: [500] });
    expect(office.delivery(5)?.is).toBe('waiting');
  });

  it('opens a locked file with its passphrase only', async () => {
    const { field, office } = twoStations();
    await field.queue(1);
    await field.give('correct horse');
    expect(await office.take()).toEqual({ is: 'wantsPassphrase', wasWrong: false });
    expect(await office.take({ passphrase: 'wrong' })).toEqual({ is: 'wantsPassphrase', wasWrong: true });
    expect(await office.take({ passphrase: 'correct horse' })).toMatchObject({ is: 'taken', taken: 1 });
  });
});

describe('ending', () => {
  it('closes by the receipt of a known station: nothing of it is expected here any more', async () => {
    const { field, office } = twoStations();
    await field.queue(1);
    const { token } = await field.give();
    expect(valueOf(await field.handOvers.close(token ?? '', false))).toEqual({ is: 'noReceipt' });
    await office.take();
    expect(valueOf(await field.handOvers.list()).given).toMatchObject([{ entries: 1, receiptOf: 'office' }]);
    expect(valueOf(await field.handOvers.close(token ?? '', false))).toEqual({ is: 'closed' });
    expect(field.delivery(1)).toMatchObject({ is: 'withdrawn', handedTo: 'office' });
    expect(await field.handOvers.takeBack(token ?? '', 'neverTaken')).toEqual(failed('tooLate'));
  });

  it('asks a person about the receipt of a station that is not known, and believes no altered one', async () => {
    const { field, office, folder } = twoStations();
    field.accepted.clear();
    await field.queue(1);
    const { token } = await field.give();
    await office.take();
    expect(valueOf(await field.handOvers.close(token ?? '', false))).toMatchObject({ is: 'unknownStation' });
    const receipt = `${folder.theFile}.received`;
    folder.files.set(receipt, Buffer.from(String(folder.files.get(receipt)).replace('office', 'ofFice')));
    expect(valueOf(await field.handOvers.close(token ?? '', false))).toEqual({ is: 'noReceipt' });
    expect(valueOf(await field.handOvers.close(token ?? '', true))).toEqual({ is: 'closed' });
  });

  it('takes back what nobody took, and the old file is worth nothing then', async () => {
    const { field, office, folder } = twoStations();
    await field.queue(1);
    const { token, file } = await field.give();
    const old = folder.files.get(file ?? '') ?? Buffer.alloc(0);
    expect(valueOf(await field.handOvers.takeBack(token ?? '', 'neverTaken'))).toEqual({ is: 'takenBack' });
    expect(field.delivery(1)?.is).toBe('waiting');
    folder.files.set(file ?? '', old);
    expect(await office.take()).toEqual({ is: 'refused', why: 'takenBack' });
    expect(valueOf(await office.handOvers.list()).found).toMatchObject([{ is: 'claimed', station: 'field' }]);
  });

  it('does not take back what another station has taken, or begun to', async () => {
    const { field, office, folder } = twoStations();
    await field.queue(1);
    const { token, file } = await field.give();
    await office.take();
    const takeBack = async (word: 'neverTaken' | 'otherStationIsLost') =>
      valueOf(await field.handOvers.takeBack(token ?? '', word));
    expect(await takeBack('otherStationIsLost')).toEqual({ is: 'takenThere', station: 'office' });
    folder.files.delete(`${file}.received`);
    expect(await takeBack('neverTaken')).toEqual({ is: 'begunThere', station: 'office' });
    expect(field.delivery(1)?.is).toBe('handedOver');
    expect(await takeBack('otherStationIsLost')).toEqual({ is: 'takenBack' });
  });

  it('lets an entry come home by a hand-over of its own', async () => {
    const { field, office, folder } = twoStations();
    await field.queue(1);
    const first = await field.give();
    await office.take();
    await field.handOvers.close(first.token ?? '', false);
    folder.files.clear();
    await office.give();
    expect(await field.take()).toMatchObject({ is: 'taken', taken: 1 });
    expect([field.owns(1), office.owns(1)]).toEqual([true, false]);
  });
});
