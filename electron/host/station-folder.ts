/**
 * The folders of a station:
 *
 *   ROOT/station.json                         the port its window lives on, the connection opened last, the journals' mirror
 *   ROOT/connections/ID/connection.json       one portal connection: how it is reached
 *   ROOT/connections/ID/{journal,log,lock}    its journal, its log, its one host
 *   ROOT/connections/ID/images                the pictures its entries name, each under the hash of its bytes
 *   ROOT/connections/ID/pictures              lasting forms and fetched originals; made anew where they are missing
 *   ROOT/connections/ID/camera.json           where the camera's program puts its pictures
 *   ROOT/connections/ID/shots.jsonl           what came from there, whose it is, under which name
 *   ROOT/connections/ID/day.jsonl             which pictures came, what was read on them, and whose they are
 *   ROOT/connections/ID/upload-bound.json     how large a picture the portal was found to take
 *   ROOT/devices.json                         the serial scanner that was chosen
 *   ROOT/station-key.pem                      by which other stations know this one; never leaves it
 *   ROOT/hand-over/                           what was given to other stations, and what came from them
 *   ROOT/practice-portal/                     the invented herbarium's own state
 */
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { PortalProfile } from '../../shared/portal/portal-profile.ts';
import { PRACTICE_ID } from './practice.ts';

const StationFile = z.object({
  v: z.literal(1),
  port: z.number().int().min(0).max(65535),
  lastConnection: z.string(),
  /** A folder on another disk, stick or share that gets a copy of every journal line; null: none. */
  mirror: z.string().nullable().default(null),
});
export type StationFile = z.infer<typeof StationFile>;

/** The port of a station that was never told another: IndexedDB belongs to the origin, so it must not wander. */
const DEFAULT_PORT = 47_630;

const stationFile = (root: string) => path.join(root, 'station.json');
const connections = (root: string) => path.join(root, 'connections');
export const connectionFolder = (root: string, connectionId: string) => path.join(connections(root), connectionId);
export const practicePortalFolder = (root: string) => path.join(root, 'practice-portal');

export async function readStation(root: string): Promise<StationFile> {
  const text = await readFile(stationFile(root), 'utf8').catch(() => undefined);
  return text === undefined
    ? { v: 1, port: DEFAULT_PORT, lastConnection: PRACTICE_ID, mirror: null }
    : StationFile.parse(JSON.parse(text));
}

export const writeStation = (root: string, station: StationFile): Promise<void> =>
  writeWhole(stationFile(root), station);

export async function readProfile(root: string, connectionId: string): Promise<PortalProfile | undefined> {
  const file = path.join(connectionFolder(root, connectionId), 'connection.json');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : PortalProfile.parse(JSON.parse(text));
}

export const writeProfile = (root: string, profile: PortalProfile): Promise<void> =>
  writeWhole(path.join(connectionFolder(root, profile.connectionId), 'connection.json'), profile);

export async function listProfiles(root: string): Promise<readonly PortalProfile[]> {
  const ids = await readdir(connections(root)).catch(() => []);
  const profiles = await Promise.all(ids.map(id => readProfile(root, id)));
  return profiles.filter(profile => profile !== undefined);
}

const Operator = z.object({ v: z.literal(1), account: z.string() });
const operatorFile = (root: string, connectionId: string) =>
  path.join(connectionFolder(root, connectionId), 'operator.json');

/** The account that worked here last: its name, nothing secret. Work goes on under it while signed out. */
export async function readOperator(root: string, connectionId: string): Promise<string | undefined> {
  const text = await readFile(operatorFile(root, connectionId), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : Operator.parse(JSON.parse(text)).account;
}

export const writeOperator = (root: string, connectionId: string, account: string): Promise<void> =>
  writeWhole(operatorFile(root, connectionId), { v: 1, account });

/** Discards one connection's folder, and only that. */
export const discardConnection = (root: string, connectionId: string): Promise<void> =>
  rm(connectionFolder(root, connectionId), { recursive: true, force: true });

/** Written beside, synced and renamed: a reader sees the old file or the new one, never half of it. */
export async function writeWhole(file: string, content: unknown): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const beside = `${file}.${process.pid}.part`;
  const handle = await open(beside, 'w', 0o600);
  try {
    await handle.writeFile(`${JSON.stringify(content, null, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(beside, file);
}
