/**
 * The browser that stories run in: from npm, unpacked once beside the other caches, with the system libraries and fonts
 * it carries where this computer lacks them. CHROMIUM=/path/to/a/browser overrides; other systems use an installed one.
 */
import { execFile } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { chmod, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createBrotliDecompress } from 'node:zlib';
import tar from 'tar-fs';

export interface Browser {
  readonly executablePath?: string;
  readonly channel?: 'chrome' | 'msedge';
  readonly env?: Readonly<Record<string, string>>;
  readonly args: readonly string[];
}

const run = promisify(execFile);
const CACHE = fileURLToPath(new URL('../node_modules/.cache/vasculum-browser', import.meta.url));
const carried = path.join(path.dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '../../bin');

const ARGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
];

/** The fonts that the browser carries, where this computer knows of none. */
const FONTS_CONF = `<?xml version="1.0"?><fontconfig><dir>${path.join(CACHE, 'fonts')}</dir></fontconfig>\n`;

/** A film that plays before the browser's camera, which is allowed without a question. */
export const cameraArgs = (film: string): readonly string[] => [
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  `--use-file-for-fake-video-capture=${film}`,
];

/** Ready to launch; unpacks at the first call. `film`: an MJPEG file for its camera. */
export async function prepareBrowser(film?: string): Promise<Browser> {
  const browser = await preparedBrowser();
  return film === undefined ? browser : { ...browser, args: [...browser.args, ...cameraArgs(film)] };
}

async function preparedBrowser(): Promise<Browser> {
  const chosen = process.env['CHROMIUM'];
  if (chosen) return { executablePath: chosen, args: ARGS };
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return { channel: process.platform === 'win32' ? 'msedge' : 'chrome', args: ARGS };
  if (!existsSync(path.join(CACHE, 'chromium'))) await unpackAll();
  const executablePath = path.join(CACHE, 'chromium');
  return { executablePath, args: ARGS, env: { ...(await lackingLibraries(executablePath)), ...lackingFonts() } };
}

/** Subtle: unpacked beside and renamed, so that nobody ever starts half a browser. */
async function unpackAll(): Promise<void> {
  const beside = `${CACHE}.${process.pid}`;
  await mkdir(beside, { recursive: true });
  await pipeline(
    createReadStream(path.join(carried, 'chromium.br')),
    createBrotliDecompress(),
    createWriteStream(path.join(beside, 'chromium')),
  );
  await chmod(path.join(beside, 'chromium'), 0o755);
  await unpackTar('swiftshader.tar.br', beside);
  await unpackTar('al2023.tar.br', path.join(beside, 'libraries'));
  await unpackTar('fonts.tar.br', path.join(beside, 'fonts'));
  await writeFile(path.join(beside, 'fonts', 'fonts.conf'), FONTS_CONF);
  await rm(CACHE, { recursive: true, force: true });
  await rename(beside, CACHE);
}

const unpackTar = (name: string, folder: string): Promise<void> =>
  pipeline(createReadStream(path.join(carried, name)), createBrotliDecompress(), tar.extract(folder));

async function lackingLibraries(executablePath: string): Promise<Record<string, string>> {
  try {
    await run(executablePath, ['--version']);
    return {};
  } catch {
    return { LD_LIBRARY_PATH: path.join(CACHE, 'libraries', 'lib') };
  }
}

const lackingFonts = (): Record<string, string> =>
  existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: path.join(CACHE, 'fonts') };
