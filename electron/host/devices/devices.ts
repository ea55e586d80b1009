/** The devices of a station, whichever portal is open, and the calls about them. Chosen once, remembered in ROOT/devices.json. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Announce } from '../../../shared/contract/define-contract.ts';
import type { HostContract, HostHandlers } from '../../../shared/contract/host-contract.ts';
import { SerialPortChoice } from '../../../shared/contract/scanner-contract.ts';
import { success } from '../../../shared/failure/failure.ts';
import type { AsWriter } from '../portal-handlers.ts';
import { writeWhole } from '../station-folder.ts';
import { listSerialPorts } from './serial-line.ts';
import { SerialScanner } from './serial-scanner.ts';

const DevicesFile = z.object({ v: z.literal(1), scanner: SerialPortChoice.nullable() });

type Names = `scanner.${'read' | 'ports' | 'use' | 'takeScans'}`;

export class Devices {
  private readonly file: string;
  readonly scanner: SerialScanner;

  constructor(root: string, announce: Announce<HostContract>) {
    this.file = path.join(root, 'devices.json');
    this.scanner = new SerialScanner({
      now: () => Date.now(),
      onChange: () => announce('scanner.changed', {}),
      onScan: () => announce('scanner.scanned', {}),
    });
  }

  /** Listens to what was chosen last; a file that cannot be read means that nothing was. */
  async begin(): Promise<void> {
    const text = await readFile(this.file, 'utf8').catch(() => '');
    await this.scanner.use(chosenIn(text));
  }

  async useScanner(port: SerialPortChoice | null): Promise<void> {
    await writeWhole(this.file, { v: 1, scanner: port });
    await this.scanner.use(port);
  }

  close = (): Promise<void> => this.scanner.close();
}

export function deviceHandlers(devices: () => Devices, asWriter: AsWriter): Pick<HostHandlers, Names> {
  return {
    'scanner.read': async () => success(devices().scanner.view),
    'scanner.ports': async () => success(await listSerialPorts()),
    'scanner.use': ({ port }, { windowId }) =>
      asWriter(windowId, async () => {
        await devices().useScanner(port);
        return success({});
      }),
    'scanner.takeScans': (_, { windowId }) =>
      asWriter(windowId, async () => success([...devices().scanner.takeScans()])),
  };
}

function chosenIn(text: string): SerialPortChoice | null {
  try {
    return DevicesFile.parse(JSON.parse(text)).scanner;
  } catch {
    return null;
  }
}
