/** Which folder the camera's program writes into, per connection: `camera.json` in the connection's folder. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { writeWhole } from '../station-folder.ts';

const CameraFile = z.object({
  v: z.literal(1),
  folder: z.string().nullable(),
  /** Whether originals are renamed there once their specimen is queued. */
  renamesOriginals: z.boolean(),
});
export type CameraFile = z.infer<typeof CameraFile>;

const cameraFile = (connection: string): string => path.join(connection, 'camera.json');

export async function readCamera(connection: string): Promise<CameraFile> {
  const text = await readFile(cameraFile(connection), 'utf8').catch(() => undefined);
  return text === undefined ? { v: 1, folder: null, renamesOriginals: false } : CameraFile.parse(JSON.parse(text));
}

export const writeCamera = (connection: string, camera: CameraFile): Promise<void> =>
  writeWhole(cameraFile(connection), camera);

/** Subtle: a folder of the station's own would take in what the station itself writes there. */
export function isOwnFolder(root: string, folder: string): boolean {
  const way = path.relative(root, folder);
  return way === '' || !(way.startsWith('..') || path.isAbsolute(way));
}
