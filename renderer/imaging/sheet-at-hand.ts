/** Which picture belongs to the sheet at hand, told from the bench's window to the one that shows pictures. */
import type { StoreApi } from 'zustand/vanilla';

const CHANNEL = 'vasculum-sheet-at-hand';
const ASKED = 'which?';

/** Tells every change, and whoever asks. */
export function tellSheetAtHand<View>(view: StoreApi<View>, imageIdOf: (view: View) => string | undefined): void {
  const channel = new BroadcastChannel(CHANNEL);
  const tell = () => channel.postMessage({ imageId: imageIdOf(view.getState()) ?? null });
  channel.addEventListener('message', ({ data }) => data === ASKED && tell());
  view.subscribe(tell);
  tell();
}

/** Hears of the picture from now on, and of the one at hand already; answers how to stop. */
export function followSheetAtHand(hear: (imageId: string | null) => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener('message', ({ data }: MessageEvent<{ imageId?: string | null } | string>) => {
    if (typeof data === 'object') hear(data.imageId ?? null);
  });
  channel.postMessage(ASKED);
  return () => channel.close();
}
