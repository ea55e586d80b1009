/** What is in a packed Vasculum, and that it is enough. */
import { execFile, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { builtinModules, createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { getCurrentFuseWire, FuseV1Options } from '@electron/fuses';
import { expect, test } from '@playwright/test';
import { NtExecutable, NtExecutableResource } from 'resedit';
import sharp from 'sharp';
import { createWorker, OEM } from 'tesseract.js';
import { StandInShell } from '../shells/stand-in-shell.ts';
import { PackedVasculum } from './packed-vasculum.ts';

const MOST_BYTES = 60 * 1024 * 1024;
/** Ten seconds' work on a computer that has nothing else to do. */
const PACKED_WITHIN_MS = 300_000;

const run = promisify(execFile);

test.describe.configure({ mode: 'default' });
test.skip(process.platform !== 'linux', 'The stand-in for the download of Electron is laid out as on Linux.');

let packed: PackedVasculum;
test.beforeAll(async () => {
  test.setTimeout(PACKED_WITHIN_MS);
  packed = await PackedVasculum.pack('linux');
});
test.afterAll(() => packed?.remove());

test('it holds the program that package.json names, and the page with all its parts', () => {
  const files = packed.files();
  const { main } = JSON.parse(packed.text('package.json')) as { main: string };
  expect(main).toBe('dist/station/desktop.cjs');
  expect(files).toContain(main);
  const parts = [...packed.text('dist/renderer/index.html').matchAll(/(?:src|href)="\.\/([^"]+)"/g)];
  expect(parts.length).toBeGreaterThan(0);
  for (const [, part] of parts) expect(files).toContain(`dist/renderer/${part}`);
});

test('it holds no sources, tests, tools or maps of sources', () => {
  const ours = packed.files().filter(file => !file.startsWith('node_modules/'));
  const rooms = new Set(ours.map(file => file.split('/').slice(0, 2).join('/')));
  expect([...rooms].sort()).toEqual(['dist/renderer', 'dist/station', 'package.json']);
  expect(packed.files().filter(file => /\.([cm]?tsx?|map|cc|h)$|\.(test|spec)\./.test(file))).toEqual([]);
  for (const file of ours.filter(name => /\.c?js$/.test(name)))
    expect(packed.text(file), file).not.toContain('sourceMappingURL=data:');
});

test('it holds the packages that its programs ask for, and none that is in a bundle already or only makes them', async () => {
  const files = packed.files();
  const holds = (name: string) => files.includes(`node_modules/${name}/package.json`);
  const programs = files.filter(file => /^dist\/station\/.*js$/.test(file)).map(file => packed.text(file));

  const project = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'));
  const isNamed = (name: string) => programs.some(text => text.includes(`"${name}"`) || text.includes(`"${name}/`));
  expect(Object.keys(project.dependencies).filter(name => !isNamed(name))).toEqual([]);
  expect(programs.flatMap(packagesAskedFor).filter(name => !(name in project.dependencies && holds(name)))).toEqual([]);
  expect(Object.keys(project.devDependencies).filter(holds)).toEqual([]);
});

test('native libraries lie beside the archive, where the system can load them', async () => {
  const native = packed.files().filter(file => /\.(node|so)(\.|$)/.test(file));
  expect(native.length).toBeGreaterThan(0);
  for (const file of native) {
    expect(packed.liesBeside(file), file).toBe(true);
    expect((await stat(path.join(packed.resources, 'app.asar.unpacked', file))).size, file).toBeGreaterThan(0);
  }
});

test('it is small enough to be carried to a computer without a network', async () => {
  expect(await bytesUnder(packed.resources)).toBeLessThan(MOST_BYTES);
});

test('it knows no address to fetch another version from', async () => {
  expect(await readdir(packed.resources)).not.toContain('app-update.yml');
});

test('its fuses are as a release has them', async () => {
  const wire = await getCurrentFuseWire(packed.program);
  const isOn = (fuse: FuseV1Options) => String.fromCharCode(wire[fuse] ?? 0) === '1';
  expect({
    runAsNode: isOn(FuseV1Options.RunAsNode),
    nodeOptions: isOn(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
    nodeCliInspect: isOn(FuseV1Options.EnableNodeCliInspectArguments),
    fileProtocolPrivileges: isOn(FuseV1Options.GrantFileProtocolExtraPrivileges),
    cookieEncryption: isOn(FuseV1Options.EnableCookieEncryption),
    asarIntegrity: isOn(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
    onlyFromAsar: isOn(FuseV1Options.OnlyLoadAppFromAsar),
  }).toEqual({
    runAsNode: false,
    nodeOptions: false,
    nodeCliInspect: false,
    fileProtocolPrivileges: false,
    cookieEncryption: true,
    asarIntegrity: true,
    onlyFromAsar: true,
  });
});

test('on Windows its program names the one archive that it accepts', async () => {
  const forWindows = await PackedVasculum.pack('win');
  try {
    const value = createHash('sha256').update(forWindows.header()).digest('hex');
    expect(await archivesAcceptedBy(forWindows.program)).toEqual([
      { file: 'resources\\app.asar', alg: 'SHA256', value },
    ]);
  } finally {
    await forWindows.remove();
  }
});

test('its practice portal draws a sheet with nothing but what was packed', async () => {
  const folder = packed.extract();
  const program = path.join(folder, 'dist/station/practice-portal.js');
  const portal = spawn(process.execPath, [program, '--folder', path.join(folder, 'practice')]);
  try {
    const address = await addressSaidBy(portal.stdout);
    const [sheet] = (await (await fetch(`${address}/practice/sheets`)).json()) as { id: string }[];
    const picture = await fetch(`${address}/practice/sheets/${sheet?.id}.jpg`);
    expect(picture.headers.get('content-type')).toBe('image/jpeg');
    expect((await picture.arrayBuffer()).byteLength).toBeGreaterThan(10_000);
  } finally {
    portal.kill();
  }
});

async function archivesAcceptedBy(program: string): Promise<unknown> {
  const { entries } = NtExecutableResource.from(NtExecutable.from(await readFile(program)));
  const entry = entries.find(({ type, id }) => type === 'INTEGRITY' && id === 'ELECTRONASAR');
  return JSON.parse(new TextDecoder().decode(entry?.bin));
}

/** The packages that a bundle imports or requires, now or once it needs them; Node's own and Electron's left out. */
function packagesAskedFor(program: string): readonly string[] {
  const asked = program.matchAll(
    /(?:^import .*?from |^import |\b(?:require|import)\()"((?:@[^"/]+\/)?[^"./][^"/]*)[^"]*"/gm,
  );
  return [...asked]
    .map(([, name = '']) => name)
    .filter(name => !name.startsWith('node:') && !builtinModules.includes(name) && name !== 'electron');
}

async function addressSaidBy(output: NodeJS.ReadableStream): Promise<string> {
  let said = '';
  for await (const part of output) {
    said += String(part);
    const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
    if (found) return found;
  }
  throw new Error(`The practice portal did not start: ${said}`);
}

async function bytesUnder(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = entries.filter(entry => entry.isFile()).map(entry => stat(path.join(entry.parentPath, entry.name)));
  return (await Promise.all(sizes)).reduce((sum, { size }) => sum + size, 0);
}

test('its reader of stamps has its thread, its core and its data beside the archive', async () => {
  const beside = path.join(packed.resources, 'app.asar.unpacked', 'node_modules');
  const worker = await createWorker('eng', OEM.LSTM_ONLY, {
    workerPath: path.join(beside, 'tesseract.js/src/worker-script/node/index.js'),
    langPath: path.join(beside, '@tesseract.js-data/eng/4.0.0_best_int'),
    cacheMethod: 'none',
    gzip: true,
  });
  const number = `<svg width="300" height="70"><rect width="300" height="70" fill="#fff"/><text x="20" y="50" font-size="44" font-family="DejaVu Sans, Arial, sans-serif">041207</text></svg>`;
  const { data } = await worker.recognize(await sharp(Buffer.from(number)).png().toBuffer());
  await worker.terminate();
  expect(data.text.trim()).toBe('041207');
});

test('each package that its programs ask for loads from what was packed', async () => {
  const folder = path.join(packed.extract(), 'dist/station');
  const { dependencies } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'));
  for (const name of Object.keys(dependencies))
    await run(process.execPath, ['--input-type=module', '-e', `await import('${name}')`], { cwd: folder });
});

test('its reader of RAW files finds the preview in a picture', async () => {
  test.skip(spawnSync('perl', ['-v']).status !== 0, 'this computer has no Perl, so no previews are read here');
  const folder = packed.extract();
  const [picture, preview, found] = ['picture.jpg', 'preview.jpg', 'found.jpg'].map(name => path.join(folder, name));
  const paper = { width: 300, height: 200, channels: 3, background: '#e8ddc4' } as const;
  await sharp({ create: paper }).toFile(String(picture));
  await sharp({ create: paper }).resize(30, 20).toFile(String(preview));
  const required = createRequire(path.join(folder, 'dist/station/desktop.cjs'));
  const { ExifTool } = required('exiftool-vendored') as typeof import('exiftool-vendored');
  const exiftoolPath = path.join(packed.resources, 'app.asar.unpacked/node_modules/exiftool-vendored.pl/bin/exiftool');
  const tool = new ExifTool({ exiftoolPath, maxProcs: 1 });
  await tool.write(String(picture), {}, { writeArgs: [`-ThumbnailImage<=${preview}`] });
  await tool.extractBinaryTag('ThumbnailImage', String(picture), String(found));
  await tool.end();
  expect(await sharp(found).metadata()).toMatchObject({ width: 30, height: 20 });
});

test('its main starts, and one can work in its window', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'vasculum-packed-start-'));
  const shell = new StandInShell(folder, path.join(packed.extract(), 'dist/station/desktop.cjs'));
  const args = ['--root', path.join(folder, 'station')];
  const page = await shell.open(args, { width: 1366, height: 768 }, { STAND_IN_PACKAGED: 'yes' });
  await expect(page.getByText('PRACTICE:')).toBeVisible();
  await expect(page.getByRole('img', { name: 'Picture of the specimen sheet' })).toHaveJSProperty('complete', true);
  await shell.close();
  await rm(folder, { recursive: true, maxRetries: 3 });
});

test('its main does not start with switches that let another program steer its page', async () => {
  const shell = new StandInShell(packed.extract(), path.join(packed.extract(), 'dist/station/desktop.cjs'));
  const env = { STAND_IN_PACKAGED: 'yes' };
  for (const door of ['--remote-debugging-port=9222', '--remote-debugging-pipe', '--remote-allow-origins=*'])
    await expect(shell.open([door], { width: 1366, height: 768 }, env), door).rejects.toThrow(
      'let another program steer it',
    );
});
