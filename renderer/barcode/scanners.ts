/**
 * Everything that reads barcodes, joined into one path:
 *
 *   keyboard scanner ─┐
 *   serial scanner  ──┼─> hear(scan) -> onScan        where somebody looks at the bench
 *   camera          ──┘             -> missed, said   where nobody did
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Host } from '../../shared/contract/host-contract.ts';
import type { ScannedBy } from '../../shared/workflow/imaging-task.ts';
import { CameraScanner, type CameraPorts } from './camera-scanner.ts';
import { listenForScans } from './keyboard-scanner.ts';
import { SerialScanner } from './serial-scanner.ts';

export interface Scan {
  readonly text: string;
  readonly by: ScannedBy;
  /** Wall milliseconds. */
  readonly at: number;
}

export interface Heard {
  readonly last: Scan | null;
  /** Scans that came while no window listened: nothing was done with them, and a person is told. */
  readonly missed: readonly string[];
}

export interface ScannersPorts {
  readonly host: Host;
  readonly now: () => number;
  readonly camera: CameraPorts;
  /** Does what a scan is for; false where nobody looks at the bench, so that nothing may come of it. */
  readonly onScan: (scan: Scan) => boolean;
  readonly onRefusal: () => void;
}

/** A scan that is older was made for something else than what is on the screen now. */
const STILL_MEANT_MS = 2_000;

export class Scanners {
  readonly heard: StoreApi<Heard> = createStore<Heard>(() => ({ last: null, missed: [] }));
  readonly serial: SerialScanner;
  readonly camera: CameraScanner;

  constructor(private readonly ports: ScannersPorts) {
    this.serial = new SerialScanner(ports.host, scan => this.hear({ ...scan, by: 'serial' }));
    this.camera = new CameraScanner(ports.camera, text => this.hear({ text, by: 'camera', at: ports.now() }));
  }

  /** Begins to listen; answers how to forget the keys so far, which were a command. */
  begin(target: Window): () => void {
    const { now } = this.ports;
    const keyboard = listenForScans(target, { now, onScan: (text, at) => this.hear({ text, at, by: 'keyboard' }) });
    this.serial.begin();
    this.camera.begin();
    return () => keyboard.forget();
  }

  hear(scan: Scan): void {
    const isMeant = this.ports.now() - scan.at <= STILL_MEANT_MS;
    this.heard.setState(({ missed }) => ({ last: scan, missed: isMeant ? [] : [...missed, scan.text] }));
    if (!isMeant || !this.ports.onScan(scan)) this.ports.onRefusal();
  }
}
