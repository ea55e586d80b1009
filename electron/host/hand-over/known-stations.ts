/** The other stations that a supervisor has accepted for this connection: their names and public keys, nothing secret. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { writeWhole } from '../station-folder.ts';
import type { KnownStations } from './ports.ts';

const KnownFile = z.object({ v: z.literal(1), stations: z.array(z.object({ key: z.string(), name: z.string() })) });

export function knownStations(file: string): KnownStations {
  const read = async () => {
    const text = await readFile(file, 'utf8').catch(() => undefined);
    return text === undefined ? [] : KnownFile.parse(JSON.parse(text)).stations;
  };
  return {
    has: async publicKey => (await read()).some(({ key }) => key === publicKey),
    accept: async (key, name) => writeWhole(file, { v: 1, stations: [...(await read()), { key, name }] }),
  };
}
