/** The two small signed files beside a hand-over file: who has claimed it, and that it was taken. */
import { partOf, readSmall, type HandOverFolder } from './hand-over-folder.ts';
import { Claim, Receipt } from './manifest.ts';
import type { HandOverPorts } from './ports.ts';
import { readSigned, signText, TITLES, type Signed } from './signed-text.ts';

const MOST_BYTES = 4_000;
const claimOf = (file: string): string => `${file}.claim`;
const receiptOf = (file: string): string => `${file}.received`;

type Lines = readonly [string, string, string];

async function linesOf(folder: HandOverFolder, name: string): Promise<Lines | undefined> {
  const lines = (await readSmall(folder, name, MOST_BYTES))?.split('\n');
  return lines?.length === 4 ? (lines.slice(0, 3) as unknown as Lines) : undefined;
}

export interface Claimed {
  /** Undefined where the claim cannot be read: then it is somebody else's. */
  readonly by: Signed<Claim> | undefined;
  readonly isOurs: boolean;
}

/**
 * Makes the file ours to take, or to take back. Of all who try in this folder one succeeds, and whoever did may go on after a
 * crash; the others are told who it was.
 */
export async function claim(
  { folder, key, journal, stationName: station }: HandOverPorts,
  file: string,
  token: string,
  act: Claim['act'],
): Promise<Claimed> {
  const said: Claim = { token, act, journalId: journal.journalId, station };
  if (await folder.createOnce(claimOf(file), signText(TITLES.claim, said, key)))
    return { by: { said, key: key.publicKey }, isOurs: true };
  const by = await readClaim(folder, file);
  const isSame = by?.said.act === act && by.said.token === token && by.said.journalId === journal.journalId;
  return { by, isOurs: isSame && by.key === key.publicKey };
}

export async function readClaim(folder: HandOverFolder, file: string): Promise<Signed<Claim> | undefined> {
  const lines = await linesOf(folder, claimOf(file));
  return lines && readSigned(TITLES.claim, Claim, lines);
}

export const dropClaim = (folder: HandOverFolder, file: string): Promise<void> => folder.remove(claimOf(file));

export async function writeReceipt(
  { folder, key, stationName, now }: HandOverPorts,
  file: string,
  token: string,
): Promise<void> {
  const said: Receipt = { token, station: stationName, takenAt: now() };
  const part = partOf(receiptOf(file));
  await folder.write(part, [Buffer.from(signText(TITLES.receipt, said, key))]);
  await folder.place(part, receiptOf(file));
}

/** Undefined where there is none for this token, or its signature does not hold. */
export async function readReceipt(
  folder: HandOverFolder,
  file: string,
  token: string,
): Promise<Signed<Receipt> | undefined> {
  const lines = await linesOf(folder, receiptOf(file));
  const receipt = lines && readSigned(TITLES.receipt, Receipt, lines);
  return receipt?.said.token === token ? receipt : undefined;
}
