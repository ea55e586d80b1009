/** Joins the three kinds of scanner to the bench. */
import type { Host } from '../../shared/contract/host-contract.ts';
import type { PortalProfile } from '../../shared/portal/portal-profile.ts';
import { checkCatalogNumber } from '../../shared/specimen/catalog-number.ts';
import { Scanners, type Scan } from '../barcode/scanners.ts';
import { watchFrames } from '../barcode/watch-frames.ts';
import { startDecodeWorker } from '../barcode/worker-reader.ts';
import { play } from '../controls/sounds.ts';
import type { Bench } from '../imaging/bench.ts';
import { waitsForBarcode } from '../imaging/bench-view.ts';

interface ScannersAtBench {
  readonly host: Host;
  readonly bench: Bench;
  readonly profile: PortalProfile;
  readonly now: () => number;
  /** Whether somebody looks at the bench and may change it: a scan that nobody sees must not link anything. */
  readonly isSeen: () => boolean;
}

/** `followBench` is to be called when what `isSeen` answers may have changed. */
export function openScanners({ host, bench, profile, now, isSeen }: ScannersAtBench) {
  const onScan = ({ text, by }: Scan): boolean => {
    if (!isSeen()) return false;
    // Other scanners beep by themselves.
    if (by === 'camera') play('found');
    bench.scan(text, by);
    return true;
  };
  const camera = {
    media: navigator.mediaDevices as MediaDevices | undefined,
    startReader: startDecodeWorker,
    isOurs: (text: string) => checkCatalogNumber(text, profile.catalogNumber).ok,
    storage: localStorage,
    page: document,
    watch: watchFrames,
  };
  const scanners = new Scanners({ host, now, onScan, onRefusal: () => play('stop'), camera });
  const followBench = () => scanners.camera.waitFor(isSeen() && waitsForBarcode(bench.view.getState()));
  bench.view.subscribe(followBench);
  return { scanners, followBench };
}
