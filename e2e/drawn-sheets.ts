/**
 * The practice sheets of one run of stories. A practice portal keeps in its folder what it has drawn; here all of them keep it in
 * one, so that a sheet is drawn once in a run, by whoever is asked first. They name it by what stands on it.
 */
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const VARIABLE = 'VASCULUM_DRAWN_SHEETS';

/** For this process and those that it starts. Answers how to remove it. */
export async function openDrawnSheets(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vasculum-drawn-'));
  process.env[VARIABLE] = folder;
  return () => rm(folder, { recursive: true, force: true });
}

/** A portal that will live in this folder finds there what others have drawn; outside a run of stories it draws for itself. */
export async function shareDrawnSheets(portalFolder: string): Promise<void> {
  const drawn = process.env[VARIABLE];
  if (drawn === undefined) return;
  await mkdir(portalFolder, { recursive: true, mode: 0o700 });
  await symlink(drawn, path.join(portalFolder, 'sheets'), 'junction');
}
