/** A window for a second screen: the picture of the sheet at hand, as large as the window. */
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { Host } from '../../shared/contract/host-contract.ts';
import { hearKeys } from '../controls/keys.ts';
import { followSheetAtHand } from '../imaging/sheet-at-hand.ts';
import { say } from '../strings/say.ts';
import { FadedInk } from '../viewer/FadedInk.tsx';
import { actsOn, usePictureKeys } from '../viewer/picture-keys.ts';
import { PictureStage } from '../viewer/picture-stage.ts';
import { PictureViewer } from '../viewer/PictureViewer.tsx';
import { ViewerBar } from '../viewer/ViewerBar.tsx';
import { Notice } from './Notice.tsx';

/** Whether this window is for pictures: it works on nothing and asks nothing of the station but pictures. */
export const isPicturesWindow = (): boolean => location.hash === '#pictures';

export function PicturesWindow({ host }: { readonly host: Host }) {
  const [imageId, setImageId] = useState<string | null>(null);
  useEffect(() => followSheetAtHand(setImageId), []);
  useEffect(() => hearKeys(window, () => undefined), []);
  if (imageId === null) return <Notice title={say('pictures.none')}>{say('pictures.noneNote')}</Notice>;
  return <SheetPicture imageId={imageId} host={host} />;
}

function SheetPicture({ imageId, host }: { readonly imageId: string; readonly host: Host }) {
  const [stage] = useState(() => new PictureStage());
  const { isFaded } = useStore(stage.view);
  const open = useCallback((wanted: string) => host.call('picture.open', { imageId: wanted }), [host]);
  const sameLook = useCallback(() => stage.now(), [stage]);
  const acts = useMemo(() => actsOn(stage), [stage]);
  usePictureKeys(acts);
  return (
    <main className="picture-alone">
      <FadedInk />
      <PictureViewer imageId={imageId} label={say('sheet.picture')} stage={stage} open={open} firstLook={sameLook} />
      <ViewerBar acts={acts} isFaded={isFaded} />
    </main>
  );
}
