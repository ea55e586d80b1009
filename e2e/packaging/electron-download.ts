/** A few files laid out as in Electron's download, for packing without a network. The program in it does nothing. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';

export type System = 'linux' | 'win';

/** What Electron puts into its program before its fuses: the mark, their version, their number. */
const FUSE_MARK = Buffer.concat([Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'), Buffer.from([1, 8])]);
/** Each fuse the wrong way round, in Electron's order, so that one left alone is noticed. */
const UNSAFE_FUSES = '10110001';

const AMERICAN_ENGLISH = 1033;
const UNICODE = 1200;

export async function layOutElectron(folder: string, system: System): Promise<void> {
  for (const name of ['locales', 'resources']) await mkdir(path.join(folder, name), { recursive: true });
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'version']) await writeFile(path.join(folder, name), '');
  const [name, start] = system === 'linux' ? ['electron', '#!/bin/sh\nexit 0\n'] : ['electron.exe', emptyProgram()];
  const program = Buffer.concat([Buffer.from(start), FUSE_MARK, Buffer.from(UNSAFE_FUSES)]);
  await writeFile(path.join(folder, name), program, { mode: 0o755 });
}

/** Windows' format with nothing in it but the sheet of facts that electron-builder fills in. */
function emptyProgram(): Buffer {
  const program = NtExecutable.createEmpty();
  const resources = NtExecutableResource.from(program);
  const facts = Resource.VersionInfo.createEmpty();
  facts.setStringValues({ lang: AMERICAN_ENGLISH, codepage: UNICODE }, { ProductName: 'Electron' });
  facts.outputToResourceEntries(resources.entries);
  resources.outputResource(program);
  return Buffer.from(program.generate());
}
