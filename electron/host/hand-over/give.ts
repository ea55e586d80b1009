/**
 * Gives the open queue to another station:
 *
 *   entries chosen and held -> file written beside, safe -> journal: handed over -> file gets its name
 *
 * A crash before the journal's line leaves a part that nobody takes; one after it leaves entries that wait for "take back".
 */
import { failed, success, type Result } from '../../../shared/failure/failure.ts';
import { whyNotKept } from '../durable-files.ts';
import { chooseEntries, type Chosen, type Kept } from './choose-entries.ts';
import { partOf } from './hand-over-folder.ts';
import type { HandOverPorts } from './ports.ts';
import { imagesOf } from './read-file.ts';
import { handOverFile } from './write-file.ts';

/** `file` is null where nothing could be given. */
export interface Given {
  readonly token: string | null;
  readonly file: string | null;
  readonly given: number;
  readonly kept: readonly Kept[];
}

/** Whatever is in hand comes to its end first, so that nothing stays behind only because it was just being tried. */
export function give(ports: HandOverPorts, passphrase: string | undefined): Promise<Result<Given>> {
  return ports.engine.whileAtRest(() => giveAll(ports, passphrase));
}

async function giveAll(ports: HandOverPorts, passphrase: string | undefined): Promise<Result<Given>> {
  const { journal, engine } = ports;
  const images = await storedImages(ports);
  const chosen = chooseEntries(journal.projection, {
    isBusyWith: id => engine.isBusyWith(id),
    hasImage: sha256 => images.has(sha256),
  });
  const { given, kept } = chosen;
  if (given.length === 0) return success({ token: null, file: null, given: 0, kept });
  return engine.reserve(given, () => giveChosen(ports, chosen, passphrase));
}

async function giveChosen(
  ports: HandOverPorts,
  chosen: Chosen,
  passphrase: string | undefined,
): Promise<Result<Given>> {
  const { folder, journal } = ports;
  const token = ports.newToken();
  const file = fileName(token, ports.now());
  try {
    await folder.write(partOf(file), handOverFile(contentsOf(ports, chosen, token), ports.key, passphrase));
  } catch (error) {
    await folder.remove(partOf(file)).catch(() => undefined);
    return failed(whyNotKept(error));
  }
  const kept = await journal.record({ kind: 'handedOver', token, file, entryIds: [...chosen.given] });
  if (!kept.ok) {
    await folder.remove(partOf(file)).catch(() => undefined);
    return kept;
  }
  const isPlaced = await folder.place(partOf(file), file).catch(() => false);
  if (!isPlaced) return failed({ kind: 'diskBroken' });
  return success({ token, file, given: chosen.given.length, kept: chosen.kept });
}

function contentsOf(ports: HandOverPorts, { carried }: Chosen, token: string) {
  const { profile, journal, images, stationName: station } = ports;
  const about = {
    token,
    journalId: journal.journalId,
    station,
    portal: { address: profile.address, collid: profile.collid, name: profile.portalName },
    collection: profile.collectionName,
    accounts: [...new Set(carried.map(({ entry }) => entry.account))],
    givenAt: ports.now(),
  };
  return { about, carried, images: imagesOf(carried), image: (sha256: string) => images.read(sha256) };
}

/** The pictures of the queue that are in the store. */
async function storedImages({ journal, images }: HandOverPorts): Promise<ReadonlySet<string>> {
  const { open, queue } = journal.projection;
  const stored = new Set<string>();
  for (const id of open) {
    const change = queue.get(id)?.entry.change;
    if (change?.kind === 'attachImage' && (await images.has(change.image.sha256))) stored.add(change.image.sha256);
  }
  return stored;
}

const fileName = (token: string, at: number): string =>
  `vasculum-${new Date(at).toISOString().slice(0, 10)}-${token}.handover`;
