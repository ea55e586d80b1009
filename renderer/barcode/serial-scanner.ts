/** The serial scanner as this window knows it: the host reads it, the working window takes its scans. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Host } from '../../shared/contract/host-contract.ts';
import type { ScannerView, SerialPortChoice, SerialScan } from '../../shared/contract/scanner-contract.ts';
import type { Result } from '../../shared/failure/failure.ts';

const NOT_ASKED: ScannerView = { port: null, state: { is: 'off' }, refused: null };

export class SerialScanner {
  readonly view: StoreApi<ScannerView> = createStore<ScannerView>(() => NOT_ASKED);
  /** One call after the other, so that scans stay in their order and the last view that is asked for is the one that stays. */
  private asking: Promise<void> = Promise.resolve();

  constructor(
    private readonly host: Host,
    private readonly onScan: (scan: SerialScan) => void,
  ) {}

  /** Begins to listen, and hears what came before. */
  begin(): void {
    this.host.on('scanner.changed', () => this.look());
    this.host.on('scanner.scanned', () => this.take());
    this.ask();
  }

  /** After the line to the host was found again, or the work was taken over: facts may have been missed. */
  ask(): void {
    this.look();
    this.take();
  }

  /** Listens to this port, null: to none. */
  use(port: SerialPortChoice | null): Promise<Result<unknown>> {
    return this.host.call('scanner.use', { port });
  }

  private look(): void {
    this.asking = this.asking.then(async () => {
      const read = await this.host.call('scanner.read', {});
      if (read.ok) this.view.setState(read.value);
    });
  }

  /** Subtle: a window that only looks on is refused, and the scans wait for the one that works. */
  private take(): void {
    this.asking = this.asking.then(async () => {
      const taken = await this.host.call('scanner.takeScans', {});
      if (taken.ok) taken.value.forEach(this.onScan);
    });
  }
}
