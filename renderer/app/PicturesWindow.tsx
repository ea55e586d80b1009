/** A window for a second screen: the sheet at hand, and beside it what the portal shows of the record it is compared with. */
import { useCallback, useEffect, useState } from 'react';
import type { Host } from '../../shared/contract/host-contract.ts';
import { hearKeys } from '../controls/keys.ts';
import { followSheetAtHand, type AtHand } from '../imaging/sheet-at-hand.ts';
import { say } from '../strings/say.ts';
import { FadedInk } from '../viewer/FadedInk.tsx';
import { PictureFrame } from '../viewer/PictureFrame.tsx';
import { PictureStage } from '../viewer/picture-stage.ts';
import { PictureViewer } from '../viewer/PictureViewer.tsx';
import { Notice } from './Notice.tsx';

/** Whether this window is for pictures: it works on nothing and asks nothing of the station but pictures. */
export const isPicturesWindow = (): boolean => location.hash === '#pictures';

const NOTHING: AtHand = { imageId: null, nextImageIds: [], record: null };

export function PicturesWindow({ host }: { readonly host: Host }) {
  const [{ imageId, nextImageIds, record }, setAtHand] = useState(NOTHING);
  useEffect(() => followSheetAtHand(setAtHand), []);
  useEffect(() => hearKeys(window, () => undefined), []);
  useEffect(() => {
    if (nextImageIds.length > 0) void host.call('picture.fetchAhead', { imageIds: [...nextImageIds] });
  }, [host, nextImageIds]);
  const recordImageId = useFirstPictureOf(record, host);
  const shown = [
    ...(imageId === null ? [] : [{ imageId, of: 'sheet' as const }]),
    ...(recordImageId === null ? [] : [{ imageId: recordImageId, of: 'record' as const }]),
  ];
  if (shown.length === 0) return <Notice title={say('pictures.none')}>{say('pictures.noneNote')}</Notice>;
  return <Pictures host={host} shown={shown} />;
}

interface Shown {
  readonly imageId: string;
  readonly of: 'sheet' | 'record';
}

function Pictures({ host, shown }: { readonly host: Host; readonly shown: readonly Shown[] }) {
  const [stages] = useState(() => ({ sheet: new PictureStage(), record: new PictureStage() }));
  const open = useCallback((imageId: string) => host.call('picture.open', { imageId }), [host]);
  const [first = stages.sheet, second] = shown.map(({ of }) => stages[of]);
  return (
    <main className="picture-alone">
      <FadedInk />
      <PictureFrame first={first} second={second}>
        {shown.map(({ imageId, of }) => (
          <PictureViewer
            key={of}
            imageId={imageId}
            label={say(`pictures.${of}`)}
            {...(second ? { caption: say(`pictures.${of}`) } : {})}
            stage={stages[of]}
            open={open}
          />
        ))}
      </PictureFrame>
    </main>
  );
}

/** Null while the portal has not answered, or where it has none. */
function useFirstPictureOf(record: AtHand['record'], host: Host): string | null {
  const [journalId, occid] = [record?.journalId, record?.occid];
  const [found, setFound] = useState<{ readonly occid: number; readonly imageId: string | null }>();
  useEffect(() => {
    if (journalId !== undefined && occid !== undefined)
      void host.call('picture.ofRecord', { journalId, occid }).then(answer => {
        setFound({ occid, imageId: answer.ok ? (answer.value[0]?.imageId ?? null) : null });
      });
  }, [journalId, occid, host]);
  return found && found.occid === occid ? found.imageId : null;
}
