/** What a release promises, whatever computer it is made on. */
import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import sharp from 'sharp';
import release from '../../electron-builder.ts';

const project = new URL('../../', import.meta.url);
const manifest = JSON.parse(await readFile(new URL('package.json', project), 'utf8'));

test('Linux gets an AppImage and a deb, Windows an installer, a Mac a disk image', () => {
  expect(release.linux?.target).toEqual(['AppImage', 'deb']);
  expect(release.win?.target).toBe('nsis');
  expect(release.mac?.target).toBe('dmg');
});

test('the program cannot be made into a plain Node, and runs from its own archive alone', () => {
  expect(release.asar).toBe(true);
  expect(release.electronFuses).toEqual({
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
  });
});

test('hand-over files and vasculum links open Vasculum', () => {
  expect(release.fileAssociations).toMatchObject([{ ext: 'vasculum', name: 'Vasculum hand-over' }]);
  expect(release.protocols).toMatchObject({ schemes: ['vasculum'] });
  // Windows ties a file to a program only where the program is installed for everybody.
  expect(release.nsis?.perMachine).toBe(true);
});

test('no address for updates is built in, and removing the program leaves what waits to be sent', () => {
  expect(release.publish).toBeNull();
  expect(release.nsis?.deleteAppDataOnUninstall).toBe(false);
});

test('a Debian package can say who makes it and where that is told', () => {
  expect(manifest.homepage).toMatch(/^https:/);
  expect(manifest.author).toMatch(/^.+ <.+@.+>$/);
  expect(manifest.description).not.toBe('');
  expect(release.linux?.category).toBe('Science');
});

test('what making it needs is pinned, for other versions pack otherwise', () => {
  for (const name of ['electron', 'electron-builder', '@electron/asar', '@electron/fuses', 'resedit'])
    expect(manifest.devDependencies[name], name).toMatch(/^\d+\.\d+\.\d+$/);
});

test('the icon is there for every system, each picture as large as its name says', async () => {
  const icons = new URL('resources/icons/', project);
  for (const pixels of [16, 24, 32, 48, 64, 128, 256, 512]) {
    const { width, height } = await sharp(await readFile(new URL(`${pixels}x${pixels}.png`, icons))).metadata();
    expect([width, height]).toEqual([pixels, pixels]);
  }
  expect(sidesInIco(await readFile(new URL('icon.ico', icons)))).toEqual([16, 24, 32, 48, 64, 128, 256]);
  expect(await sidesInIcns(await readFile(new URL('icon.icns', icons)))).toEqual([32, 64, 128, 256, 512, 1024]);
});

function sidesInIco(file: Buffer): readonly number[] {
  const rows = Array.from({ length: file.readUInt16LE(4) }, (_, index) => file.subarray(6 + 16 * index));
  return rows.map(row => row.readUInt8(0) || 256);
}

async function sidesInIcns(file: Buffer): Promise<readonly number[]> {
  expect(file.toString('latin1', 0, 4)).toBe('icns');
  const sides: number[] = [];
  for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4)) {
    const picture = file.subarray(at + 8, at + file.readUInt32BE(at + 4));
    sides.push((await sharp(picture).metadata()).width);
  }
  return sides;
}
