// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Host } from '../../shared/contract/host-contract.ts';
import { success } from '../../shared/failure/failure.ts';
import { Scanners, type Scan } from './scanners.ts';

let now: number;
let sent: { text: string; at: number }[];
let done: Scan[];
let refusals: number;
let isSeen: boolean;
let scanned: () => void;
let scanners: Scanners;

const host = {
  call: async (name: string) =>
    success(name === 'scanner.takeScans' ? sent.splice(0) : { port: null, state: { is: 'off' }, refused: null }),
  on: (name: string, listener: () => void) => {
    if (name === 'scanner.scanned') scanned = listener;
    return () => undefined;
  },
} as unknown as Host;

beforeEach(() => {
  [now, sent, done, refusals, isSeen] = [100_000, [], [], 0, true];
  scanners = new Scanners({
    host,
    now: () => now,
    onScan: scan => isSeen && done.push(scan) > 0,
    onRefusal: () => (refusals += 1),
    camera: {
      media: undefined,
      startReader: () => ({ read: async () => [], close: () => undefined }),
      isOurs: () => true,
      storage: localStorage,
      page: document,
      watch: () => () => undefined,
    },
  });
});

describe('scanners of three kinds', () => {
  it('end in one path, each scan marked with its source', async () => {
    scanners.begin(window);
    sent = [{ text: 'VASC0000001', at: now }];
    scanned();
    await vi.waitFor(() => expect(done).toEqual([{ text: 'VASC0000001', at: now, by: 'serial' }]));
    expect(scanners.heard.getState().last?.by).toBe('serial');
  });

  it('never act on a scan that was made before this window listened: it is told until the next one', async () => {
    sent = [
      { text: 'VASC0000001', at: now - 60_000 },
      { text: 'VASC0000002', at: now - 50_000 },
    ];
    scanners.begin(window);
    await vi.waitFor(() => expect(scanners.heard.getState().missed).toEqual(['VASC0000001', 'VASC0000002']));
    expect([done, refusals]).toEqual([[], 2]);
    scanners.hear({ text: 'VASC0000002', at: now, by: 'keyboard' });
    expect(scanners.heard.getState().missed).toEqual([]);
    expect(done).toHaveLength(1);
  });

  it('say so where nobody looks at the bench, and remember what came for whoever tries a scanner', () => {
    isSeen = false;
    scanners.hear({ text: 'VASC0000001', at: now, by: 'camera' });
    expect([done, refusals]).toEqual([[], 1]);
    expect(scanners.heard.getState().last?.text).toBe('VASC0000001');
  });
});
