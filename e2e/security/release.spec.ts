/** What a release is made with; `e2e/packaging` reads the same back from a packed program. */
import { expect, test } from '@playwright/test';
import release from '../../electron-builder.ts';

const FUSES = [
  ['T107', 'runAsNode', false],
  ['T107', 'enableNodeOptionsEnvironmentVariable', false],
  ['T107', 'enableNodeCliInspectArguments', false],
  ['T108', 'enableEmbeddedAsarIntegrityValidation', true],
  ['T108', 'onlyLoadAppFromAsar', true],
  ['T111', 'enableCookieEncryption', true],
  ['T96', 'grantFileProtocolExtraPrivileges', false],
] as const;

for (const [id, fuse, isOn] of FUSES)
  test(`${id} a release has ${fuse} ${isOn ? 'on' : 'off'}`, () => expect(release.electronFuses?.[fuse]).toBe(isOn));

test('T113 a release knows no address from which an older or unsigned one could come', () => {
  expect(release.publish).toBeNull();
});
