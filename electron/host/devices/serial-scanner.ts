/**
 * A scanner on a serial port, kept open for as long as it is wanted:
 *
 *   use(port) -> open -> listening -> closed by the plug -> pause, longer each time -> open -> …
 *
 * Its scans wait here until the working window takes them, so none is lost while no window listens.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type {
  ScannerState,
  ScannerView,
  SerialPortChoice,
  SerialScan,
} from '../../../shared/contract/scanner-contract.ts';
import { ScanLines, type Line } from './scan-lines.ts';
import { openSerialLine, whyAway, type SerialLine } from './serial-line.ts';

export interface SerialScannerOptions {
  readonly now: () => number;
  /** Told of everything that a person may see of the scanner. */
  readonly onChange: (view: ScannerView) => void;
  /** Told that scans wait to be taken. */
  readonly onScan: () => void;
  readonly open?: (port: SerialPortChoice) => Promise<SerialLine>;
  readonly firstPauseMs?: number;
}

/** A plug that was only loose is back at once; one that was pulled may stay out for days. */
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;
/** More than anybody scans before looking at the screen; the oldest go first. */
const MOST_KEPT_SCANS = 100;

export class SerialScanner {
  private port: SerialPortChoice | null = null;
  private state: ScannerState = { is: 'off' };
  private refused: ScannerView['refused'] = null;
  private kept: SerialScan[] = [];
  private stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly options: SerialScannerOptions) {}

  get view(): ScannerView {
    return { port: this.port, state: this.state, refused: this.refused };
  }

  /** Listens to this port from now on, null: to none. Subtle: the old line is closed first, it may be the same port. */
  async use(port: SerialPortChoice | null): Promise<void> {
    this.stopping.abort();
    await this.running;
    this.stopping = new AbortController();
    this.port = port;
    this.refused = null;
    this.show({ is: port ? 'opening' : 'off' });
    if (port) this.running = this.keepOpen(port, this.stopping.signal);
  }

  /** What came since the last call, each scan once. */
  takeScans(): readonly SerialScan[] {
    return this.kept.splice(0);
  }

  async close(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async keepOpen(port: SerialPortChoice, signal: AbortSignal): Promise<void> {
    const { open = openSerialLine, firstPauseMs = FIRST_PAUSE_MS } = this.options;
    let pauseMs = firstPauseMs;
    while (!signal.aborted) {
      try {
        const line = await open(port);
        pauseMs = firstPauseMs;
        this.show({ is: 'listening' });
        await this.listen(line, signal);
        if (!signal.aborted) this.show({ is: 'away', why: 'unplugged' });
      } catch (error) {
        this.show({ is: 'away', why: whyAway(error) });
      }
      await pause(pauseMs, undefined, { signal }).catch(() => undefined);
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    }
  }

  /** Until the line is closed, by the plug or by us. */
  private listen(line: SerialLine, signal: AbortSignal): Promise<void> {
    const lines = new ScanLines();
    return new Promise(resolve => {
      const close = () => line.close(() => resolve());
      line.on('data', (part: Buffer) => lines.take(part, this.options.now()).forEach(one => this.hear(one)));
      line.once('close', () => {
        signal.removeEventListener('abort', close);
        resolve();
      });
      // Subtle: a failed read is followed by `close`; without a listener the error would end the program.
      line.on('error', () => undefined);
      if (signal.aborted) close();
      else signal.addEventListener('abort', close, { once: true });
    });
  }

  private hear(line: Line): void {
    const at = this.options.now();
    const refused = line.ok ? null : { why: line.why, at };
    const isNews = refused !== null || this.refused !== null;
    this.refused = refused;
    if (isNews) this.options.onChange(this.view);
    if (!line.ok) return;
    this.kept = [...this.kept, { text: line.text, at }].slice(-MOST_KEPT_SCANS);
    this.options.onScan();
  }

  private show(state: ScannerState): void {
    const isSame = JSON.stringify(state) === JSON.stringify(this.state);
    this.state = state;
    if (!isSame) this.options.onChange(this.view);
  }
}
