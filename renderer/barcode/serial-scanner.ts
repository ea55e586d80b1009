/** The serial scanner as this window knows it: the host reads it, the working window takes its scans. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Host } from '../../shared/contract/host-contract.ts';
import type { ScannerView, SerialPortChoice, SerialScan } from '../../shared/contract/scanner-contract.ts';
import type { Result } from '../../shared/failure/failure.ts';

const NOT_ASKED: ScannerView = { port: null, state: { is: 'off' }, refused: null };

export class SerialScanner {
  readonly view: StoreApi<ScannerView> = createStore<ScannerView>(() => NOT_ASKED);
  /** Scans are taken one call after the other, so that they stay in their order. */
  private taking: Promise<void> = Promise.resolve();

  constructor(
    private readonly host: Host,
    private readonly onScan: (scan: SerialScan) => void,
  ) {}

  /** Begins to listen, and hears what came before. */
  begin(): void {
    this.host.on('scanner.changed', view => this.view.setState(view));
    this.host.on('scanner.scanned', () => this.take());
    this.ask();
  }

  /** After the line to the host was found again, or the work was taken over: facts may have been missed. */
  ask(): void {
    void this.host.call('scanner.read', {}).then(read => read.ok && this.view.setState(read.value));
    this.take();
  }

  /** Listens to this port, null: to none. */
  async use(port: SerialPortChoice | null): Promise<Result<ScannerView>> {
    const used = await this.host.call('scanner.use', { port });
    if (used.ok) this.view.setState(used.value);
    return used;
  }

  /** Subtle: a window that only looks on is refused, and the scans wait for the one that works. */
  private take(): void {
    this.taking = this.taking.then(async () => {
      const taken = await this.host.call('scanner.takeScans', {});
      if (taken.ok) taken.value.forEach(this.onScan);
    });
  }
}
