import { SerialPortMock } from 'serialport';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ScannerView, SerialPortChoice } from '../../../shared/contract/scanner-contract.ts';
import { opened } from './serial-line.ts';
import { SerialScanner } from './serial-scanner.ts';

const PORT: SerialPortChoice = { path: '/dev/ttyACM0', speed: 9600 };

let line: SerialPortMock;
let seen: ScannerView[];
let scanner: SerialScanner;
let told: number;

beforeEach(() => {
  [seen, told] = [[], 0];
  SerialPortMock.binding.createPort(PORT.path);
  scanner = new SerialScanner({
    now: () => 5,
    onChange: view => seen.push(view),
    onScan: () => (told += 1),
    firstPauseMs: 1,
    open: async ({ path, speed }) =>
      (line = await opened(new SerialPortMock({ path, baudRate: speed, autoOpen: false }))),
  });
});
afterEach(async () => {
  await scanner.close();
  SerialPortMock.binding.reset();
});

const states = () => seen.map(({ state }) => (state.is === 'away' ? state.why : state.is));
const isListening = () => vi.waitFor(() => expect(scanner.view.state.is).toBe('listening'));
const send = (bytes: Buffer | string) => line.port?.emitData(bytes as Buffer);
/** The cable is pulled: the port is gone, and its stream says so. */
function unplug(): void {
  SerialPortMock.binding.reset();
  line.emit('close', new Error('EIO'));
}

describe('a serial scanner', () => {
  it('is opened at the speed that was chosen, and its lines are scans that wait to be taken once', async () => {
    await scanner.use({ ...PORT, speed: 19_200 });
    await isListening();
    expect(line.baudRate).toBe(19_200);
    send('VASC0104301\r\nVASC0104302\r\n');
    await vi.waitFor(() => expect(told).toBe(2));
    expect(scanner.takeScans()).toEqual([
      { text: 'VASC0104301', at: 5 },
      { text: 'VASC0104302', at: 5 },
    ]);
    expect(scanner.takeScans()).toEqual([]);
  });

  it('that is unplugged is said to be, and is heard again once it is back', async () => {
    await scanner.use(PORT);
    await isListening();
    unplug();
    await vi.waitFor(() => expect(scanner.view.state).toEqual({ is: 'away', why: 'unplugged' }));
    SerialPortMock.binding.createPort(PORT.path);
    await isListening();
    send('VASC0104301\r');
    await vi.waitFor(() => expect(scanner.takeScans()).toHaveLength(1));
    expect(states()).toEqual(['opening', 'listening', 'unplugged', 'listening']);
  });

  it('that was not there at the start is found when it comes', async () => {
    SerialPortMock.binding.reset();
    await scanner.use(PORT);
    await vi.waitFor(() => expect(scanner.view.state).toEqual({ is: 'away', why: 'unplugged' }));
    SerialPortMock.binding.createPort(PORT.path);
    await isListening();
  });

  it('refuses what is no scan with the reason, until the next good one', async () => {
    await scanner.use(PORT);
    await isListening();
    send(Buffer.of(0xff, 0xfe, 0x0d));
    await vi.waitFor(() => expect(scanner.view.refused).toEqual({ why: 'notText', at: 5 }));
    expect(told).toBe(0);
    send('VASC0104301\r');
    await vi.waitFor(() => expect(told).toBe(1));
    expect(seen.at(-1)?.refused).toBeNull();
  });

  it('keeps the newest scans where nobody takes them', async () => {
    await scanner.use(PORT);
    await isListening();
    send(Array.from({ length: 130 }, (_, nth) => `VASC${nth}\r`).join(''));
    await vi.waitFor(() => expect(told).toBe(130));
    const kept = scanner.takeScans();
    expect([kept.length, kept[0]?.text, kept.at(-1)?.text]).toEqual([100, 'VASC30', 'VASC129']);
  });

  it('that is no longer wanted is closed, so that another program may have it', async () => {
    await scanner.use(PORT);
    await isListening();
    await scanner.use(null);
    expect(line.isOpen).toBe(false);
    expect(scanner.view).toEqual({ port: null, state: { is: 'off' }, refused: null });
  });

  it('may be chosen anew at another speed on the same port', async () => {
    await scanner.use(PORT);
    await isListening();
    await scanner.use({ ...PORT, speed: 115_200 });
    await isListening();
    expect(line.baudRate).toBe(115_200);
  });
});
