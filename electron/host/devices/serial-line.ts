/** The serial ports of this computer, by the package `serialport`. */
import { readdir } from 'node:fs/promises';
import type { SerialPort, SerialPortMock } from 'serialport';
import type { ScannerState, SerialPortChoice } from '../../../shared/contract/scanner-contract.ts';

/** An open port: a stream that ends with `close`, by us or by the plug. */
export type SerialLine = SerialPort | SerialPortMock;

type WhyAway = Extract<ScannerState, { is: 'away' }>['why'];

export interface KnownPort {
  readonly path: string;
  readonly name: string;
}

/** Subtle: loaded at the first need, so that a computer for which it has no binary loses the serial scanner and nothing else. */
const loadLibrary = () => import('serialport');

/** Rejects with what the system says; `whyAway` reads it. */
export async function openSerialLine(port: SerialPortChoice): Promise<SerialLine> {
  const { SerialPort: Port } = await loadLibrary();
  return opened(new Port({ path: port.path, baudRate: port.speed, autoOpen: false }));
}

export function opened<Line extends SerialLine>(line: Line): Promise<Line> {
  return new Promise((resolve, reject) => line.open(error => (error ? reject(error) : resolve(line))));
}

/** What the system's sentence means; each system and version words it otherwise. */
export function whyAway(error: unknown): WhyAway {
  const said = error instanceof Error ? error.message : String(error);
  if (/no such file|no such device|file not found|does not exist|ENOENT|ENXIO|ENODEV/i.test(said)) return 'unplugged';
  if (/permission denied|EACCES|EPERM/i.test(said)) return 'forbidden';
  if (/cannot lock|busy|temporarily unavailable|access denied|EBUSY/i.test(said)) return 'busy';
  return 'failed';
}

/** Where the system does not tell (Linux without udev), the usual names in /dev are looked for. */
export async function listSerialPorts(): Promise<{ readonly ports: KnownPort[]; readonly isComplete: boolean }> {
  try {
    const { SerialPort: Port } = await loadLibrary();
    const ports = (await Port.list()).map(({ path, pnpId, manufacturer }) => ({
      path: lastingPath(path, pnpId),
      name: [path, manufacturer].filter(Boolean).join(' · '),
    }));
    return { ports, isComplete: true };
  } catch {
    const names = await readdir('/dev').catch(() => []);
    const ports = names.filter(name => /^(tty(ACM|USB)|cu\.usb|rfcomm)/.test(name)).map(name => `/dev/${name}`);
    return { ports: ports.map(path => ({ path, name: path })), isComplete: false };
  }
}

/** Linux gives a device that comes back another number; the name by which udev knows it stays. */
const lastingPath = (path: string, pnpId: string | undefined): string =>
  path.startsWith('/dev/tty') && pnpId ? `/dev/serial/by-id/${pnpId}` : path;
