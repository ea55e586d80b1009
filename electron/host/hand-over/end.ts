/** How a hand-over ends on the giving side: the other station's receipt closes it, or the entries are taken back. */
import { failed, success, type Result } from '../../../shared/failure/failure.ts';
import type { GivenHandOver } from '../journal/hand-over-line.ts';
import { claim, dropClaim, readReceipt } from './beside-file.ts';
import { partOf } from './hand-over-folder.ts';
import type { HandOverPorts } from './ports.ts';
import { fingerprintOf } from './station-key.ts';

/** What the person says who takes back: only a person can know of copies of the file that were carried away. */
export type TakeBackWord = 'neverTaken' | 'otherStationIsLost';

export type TookBack =
  | { readonly is: 'takenBack' }
  | { readonly is: 'takenThere'; readonly station: string }
  /** Another station has begun to take it and is to end that; only if it is lost, "the other station is lost" goes on. */
  | { readonly is: 'begunThere'; readonly station: string | null };

export type Closed =
  | { readonly is: 'closed' }
  | { readonly is: 'noReceipt' }
  | { readonly is: 'unknownStation'; readonly station: string; readonly fingerprint: string };

/** The file is made worthless first, and only then the entries are ours again: a crash between leaves them to nobody. */
export async function takeBack(ports: HandOverPorts, token: string, word: TakeBackWord): Promise<Result<TookBack>> {
  const { folder, journal, engine } = ports;
  const given = openHandOver(ports, token);
  if (!given.ok) return given;
  const { file } = given.value;
  const receipt = await readReceipt(folder, file, token);
  if (receipt) return success({ is: 'takenThere', station: receipt.said.station });
  let claimed = await claim(ports, file, token, 'takeBack');
  if (!claimed.isOurs && word === 'otherStationIsLost') {
    await dropClaim(folder, file);
    claimed = await claim(ports, file, token, 'takeBack');
  }
  if (!claimed.isOurs) return success({ is: 'begunThere', station: claimed.by?.said.station ?? null });
  await folder.remove(file);
  await folder.remove(partOf(file));
  const kept = await journal.record({ kind: 'takenBack', token });
  if (!kept.ok) return kept;
  engine.wake();
  return success({ is: 'takenBack' });
}

/** `onMyWord`: a person knows that the other station has them, whatever lies in the folder. */
export async function close(ports: HandOverPorts, token: string, onMyWord: boolean): Promise<Result<Closed>> {
  const { folder, journal, known } = ports;
  const given = openHandOver(ports, token);
  if (!given.ok) return given;
  const receipt = await readReceipt(folder, given.value.file, token);
  if (!receipt && !onMyWord) return success({ is: 'noReceipt' });
  const station = receipt?.said.station ?? '';
  if (receipt && !onMyWord && !(await known.has(receipt.key)))
    return success({ is: 'unknownStation', station, fingerprint: fingerprintOf(receipt.key) });
  const kept = await journal.record({ kind: 'handOverClosed', token, to: station });
  return kept.ok ? success({ is: 'closed' }) : kept;
}

function openHandOver({ journal }: HandOverPorts, token: string): Result<GivenHandOver> {
  const given = journal.projection.handOvers.given.get(token);
  if (!given) return failed({ kind: 'notFound' });
  return given.state === 'open' ? success(given) : failed({ kind: 'tooLate' });
}
