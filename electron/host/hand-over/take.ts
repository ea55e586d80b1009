/**
 * Takes another station's file in:
 *
 *   looked through -> station known? -> beside our queue? -> claimed -> pictures kept -> journal: taken in -> receipt beside
 *
 * The journal's line makes the entries ours, all at once. After a crash the same file is simply taken again.
 */
import type { TakenAnswer } from '../../../shared/contract/hand-over-contract.ts';
import { failed, success, type Result } from '../../../shared/failure/failure.ts';
import { isSettled } from '../../../shared/outbox/outbox-entry.ts';
import { claim, writeReceipt } from './beside-file.ts';
import type { OpenFile } from './hand-over-folder.ts';
import { judgeEntries } from './judge-entries.ts';
import type { HandOverPorts } from './ports.ts';
import { readHandOver, type Read } from './read-file.ts';
import { fingerprintOf } from './station-key.ts';

export interface TakeWish {
  readonly file: string;
  readonly passphrase: string | undefined;
  /** The fingerprint that a supervisor has compared and accepts. */
  readonly acceptKey: string | undefined;
}

type WhyRefused = Extract<TakenAnswer, { is: 'refused' }>['why'];

const refused = (why: WhyRefused): Result<TakenAnswer> => success({ is: 'refused', why });

export async function take(ports: HandOverPorts, wish: TakeWish): Promise<Result<TakenAnswer>> {
  const file = await ports.folder.open(wish.file);
  if (!file) return failed({ kind: 'notFound' });
  try {
    const read = await readHandOver(file, wish.passphrase);
    return read.is === 'read' ? await takeRead(ports, wish, file, read) : success(read);
  } finally {
    await file.close();
  }
}

async function takeRead(
  ports: HandOverPorts,
  wish: TakeWish,
  file: OpenFile,
  read: Read,
): Promise<Result<TakenAnswer>> {
  const { journal, known } = ports;
  const { manifest, key } = read;
  if (manifest.journalId === journal.journalId) return refused('own');
  if (!isSamePortal(ports, read)) return refused('anotherPortal');
  const isKnown = await known.has(key);
  const fingerprint = fingerprintOf(key);
  if (!isKnown && wish.acceptKey !== fingerprint)
    return success({ is: 'unknownStation', station: manifest.station, fingerprint });
  if (!isKnown && !ports.isSupervisor()) return failed({ kind: 'forbidden' });
  if (journal.projection.handOvers.taken.has(manifest.token)) return success(await again(ports, wish.file, read));
  if (judge(ports, read).is === 'otherContent') return refused('otherContent');
  if (!isKnown) await known.accept(key, manifest.station);
  return own(ports, wish, file, read);
}

/** From here on nobody else takes this file, nor is it taken back. */
async function own(ports: HandOverPorts, wish: TakeWish, file: OpenFile, read: Read): Promise<Result<TakenAnswer>> {
  const { token, station } = read.manifest;
  const claimed = await claim(ports, wish.file, token, 'take').catch(() => undefined);
  if (!claimed) return refused('folderIsReadOnly');
  if (!claimed.isOurs) return refused(claimed.by?.said.act === 'takeBack' ? 'takenBack' : 'claimed');
  const kept = await keepImages(ports, file, wish.passphrase);
  if (!kept.ok) return kept;
  // Subtle: judged anew, beside what was queued here while the pictures were kept.
  const judged = judge(ports, read);
  if (judged.is === 'otherContent') return refused('otherContent');
  const { entries, alreadyHere, numbersInUse } = judged;
  const from = { name: station, fingerprint: fingerprintOf(read.key) };
  const recorded = await ports.journal.record({ kind: 'takenIn', token, from, entries: [...entries] });
  if (!recorded.ok) return recorded;
  ports.engine.wake();
  const isReceipted = await acknowledge(ports, wish.file, token);
  const taken = entries.filter(({ delivery }) => !isSettled(delivery)).length;
  return success({ is: 'taken', from: station, taken, alreadyHere, numbersInUse: [...numbersInUse], isReceipted });
}

const judge = ({ journal, now }: HandOverPorts, { carried }: Read) => judgeEntries(carried, journal.projection, now());

/** A file that was taken before changes nothing; its receipt is written where it is missing. */
async function again(ports: HandOverPorts, file: string, { manifest, carried }: Read): Promise<TakenAnswer> {
  const isReceipted = await acknowledge(ports, file, manifest.token);
  return { is: 'taken', from: manifest.station, taken: 0, alreadyHere: carried.length, numbersInUse: [], isReceipted };
}

const isSamePortal = ({ profile }: HandOverPorts, { manifest: { portal } }: Read): boolean =>
  portal.address === profile.address && portal.collid === profile.collid;

async function keepImages(
  { images }: HandOverPorts,
  file: OpenFile,
  passphrase: string | undefined,
): Promise<Result<void>> {
  let answer: Result<unknown> = success(undefined);
  const read = await readHandOver(file, passphrase, async bytes => {
    answer = await images.keep(bytes);
    return answer.ok;
  });
  const isChanged = read.is !== 'read' && answer.ok;
  if (isChanged) return failed({ kind: 'notUnderstood', detail: 'the file changed while it was read' });
  return answer.ok ? success(undefined) : answer;
}

const acknowledge = (ports: HandOverPorts, file: string, token: string): Promise<boolean> =>
  writeReceipt(ports, file, token).then(
    () => true,
    () => false,
  );
