/** The sheets one practises on: turned by keys, their stickers scanned without a scanner. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Host, PracticeSheet } from '../../shared/contract/host-contract.ts';

export interface ShelfView {
  readonly sheets: readonly PracticeSheet[];
  readonly at: number;
}

/** A sheet takes a person longer than a picture takes the station. */
const FETCHED_AHEAD = 2;

export class PracticeShelf {
  readonly view: StoreApi<ShelfView> = createStore<ShelfView>(() => ({ sheets: [], at: 0 }));

  constructor(
    private readonly host: Host,
    private readonly scan: (text: string) => void,
  ) {}

  async begin(): Promise<void> {
    await this.fill();
  }

  /** Fetches the sheets where none are here yet. */
  async fill(): Promise<void> {
    if (this.view.getState().sheets.length > 0) return;
    const sheets = await this.host.call('practice.sheets', {});
    if (sheets.ok) this.view.setState({ sheets: sheets.value });
  }

  /** The picture of the sheet at hand, then those that come next. */
  get pictures(): readonly string[] {
    const { sheets, at } = this.view.getState();
    return [...sheets.slice(at), ...sheets.slice(0, at)].map(({ imageId }) => imageId).slice(0, 1 + FETCHED_AHEAD);
  }

  turn(by: 1 | -1): void {
    this.view.setState(({ sheets, at }) => ({ at: (at + by + sheets.length) % Math.max(1, sheets.length) }));
  }

  scanSticker(): void {
    const { sheets, at } = this.view.getState();
    const sheet = sheets[at];
    if (sheet) this.scan(sheet.barcode);
  }
}
