/** Which pictures belong to the sheet at hand, told from the bench's window to the one that shows pictures. */

export interface AtHand {
  /** The sheet's own picture. */
  readonly imageId: string | null;
  /** The pictures of the sheets that come next. */
  readonly nextImageIds: readonly string[];
  /** The record that the sheet is compared with: the portal may have pictures of it. */
  readonly record: { readonly journalId: string; readonly occid: number } | null;
}

/** Something that changes and tells so; every store does. */
export interface Changing {
  subscribe(listener: () => void): () => void;
}

const CHANNEL = 'vasculum-sheet-at-hand';
const ASKED = 'which?';

/** Tells whenever something of it changed, and whoever asks. */
export function tellSheetAtHand(changing: readonly Changing[], look: () => AtHand): void {
  const channel = new BroadcastChannel(CHANNEL);
  let told = '';
  const tell = () => {
    const atHand = look();
    if (told !== (told = JSON.stringify(atHand))) channel.postMessage(atHand);
  };
  channel.addEventListener('message', ({ data }) => data === ASKED && channel.postMessage(look()));
  for (const one of changing) one.subscribe(tell);
  tell();
}

/** Hears of it from now on, and of what is at hand already; answers how to stop. */
export function followSheetAtHand(hear: (atHand: AtHand) => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener('message', ({ data }: MessageEvent<AtHand | string>) => {
    if (typeof data === 'object') hear(data);
  });
  channel.postMessage(ASKED);
  return () => channel.close();
}
