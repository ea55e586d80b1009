import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findTether } from './tether.ts';

let folder: string;
let captures: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vasculum-tether-'));
  captures = path.join(folder, 'captures');
  await mkdir(captures);
});
afterEach(() => rm(folder, { recursive: true }));

/** The camera's program as a script. */
async function install(script: string): Promise<string> {
  const program = path.join(folder, 'gphoto2');
  await writeFile(program, `#!/bin/sh\n${script}\n`);
  await chmod(program, 0o755);
  return ['/nowhere', folder].join(path.delimiter);
}

it('the camera is released, and its picture comes into the folder', async () => {
  const tether = await findTether(await install('[ "$1" = --capture-image-and-download ] && echo picture > shot.jpg'));
  expect(await tether?.shoot(captures)).toEqual({ ok: true, value: undefined });
  expect(await readdir(captures)).toEqual(['shot.jpg']);
});

it('a camera that does not answer is told with its program’s own words', async () => {
  const words = 'echo "\n*** Error: No camera found. ***\n\nFor debugging messages, use --debug." >&2; exit 1';
  const tether = await findTether(await install(words));
  expect(await tether?.shoot(captures)).toEqual({
    ok: false,
    failure: { kind: 'rejected', reason: 'Error: No camera found.' },
  });
});

it('there is none where the program is not installed', async () => {
  expect(await findTether(['/nowhere', captures].join(path.delimiter))).toBeUndefined();
  expect(await findTether(undefined)).toBeUndefined();
});
