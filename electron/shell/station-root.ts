import { homedir } from 'node:os';
import path from 'node:path';

/** The folder that holds a station: as told, else VASCULUM_HOME, else in the person's home. Both shells share it. */
export const stationRoot = (told: string | undefined): string =>
  path.resolve(told ?? process.env['VASCULUM_HOME'] ?? path.join(homedir(), '.vasculum'));
