/** A camera on a cable, released by this computer. Its picture comes through the camera's folder like every other. */
import { spawn } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import { failed, success, type Result } from '../../../shared/failure/failure.ts';

export interface Tether {
  /** Takes a picture and puts it into the folder. Fails with rejected and what the camera's program said. */
  shoot(folder: string): Promise<Result<void>>;
}

const PROGRAM = 'gphoto2';
/** A bulb exposure and a slow cable; after that the program hangs. */
const LONGEST_MS = 60_000;
/** Its last line says what is wrong; the rest is advice for a terminal. */
const MOST_WORDS = 200;

/** Undefined where the program is not installed. */
export async function findTether(searchPath: string | undefined): Promise<Tether | undefined> {
  for (const folder of (searchPath ?? '').split(path.delimiter)) {
    const program = path.join(folder, PROGRAM);
    const isThere = folder !== '' && (await access(program, constants.X_OK).then(yes, no));
    if (isThere) return { shoot: into => run(program, into) };
  }
  return undefined;
}

/** Named by the moment, so that no two pictures have one name; asked whether to overwrite, the program hears nobody. */
function run(program: string, folder: string): Promise<Result<void>> {
  const words = ['--capture-image-and-download', '--filename', 'shot-%Y%m%d-%H%M%S-%n.%C'];
  return new Promise(resolve => {
    const camera = spawn(program, words, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'], timeout: LONGEST_MS });
    let said = '';
    camera.stderr.on('data', (part: Buffer) => (said = (said + String(part)).slice(-4_000)));
    camera.on('error', error => resolve(refused(error.message)));
    camera.on('close', code => resolve(code === 0 ? success(undefined) : refused(said)));
  });
}

function refused(said: string): Result<never> {
  const words =
    said
      .split('\n')
      .map(line => line.trim())
      .find(line => line.startsWith('***')) ??
    said.trim().split('\n').at(-1) ??
    '';
  return failed({
    kind: 'rejected',
    reason: words
      .replace(/[*\s]+/g, ' ')
      .trim()
      .slice(0, MOST_WORDS),
  });
}

const yes = () => true;
const no = () => false;
