/** A window for a second screen: the picture of the sheet at hand, as large as the window. */
import { useEffect, useState } from 'react';
import { followSheetAtHand } from '../imaging/sheet-at-hand.ts';
import { say } from '../strings/say.ts';
import { Notice } from './Notice.tsx';

/** Whether this window is for pictures: it works on nothing and asks nothing of the station but pictures. */
export const isPicturesWindow = (): boolean => location.hash === '#pictures';

export function PicturesWindow() {
  const [imageId, setImageId] = useState<string | null>(null);
  useEffect(() => followSheetAtHand(setImageId), []);
  if (imageId === null) return <Notice title={say('pictures.none')}>{say('pictures.noneNote')}</Notice>;
  return (
    <main className="picture-alone">
      <img src={`/image/${imageId}`} alt={say('sheet.picture')} />
    </main>
  );
}
