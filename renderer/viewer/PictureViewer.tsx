/** One picture, as large as its place: its first view at once, sharp behind it, or a sentence why there is none. */
import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Failure, Result } from '../../shared/failure/failure.ts';
import type { PictureSize } from '../../shared/specimen/picture-levels.ts';
import { say, sayFailure } from '../strings/say.ts';
import type { PictureStage } from './picture-stage.ts';
import type { View } from './view.ts';

export interface PictureViewerProps {
  readonly imageId: string;
  /** What the picture is, for those who do not see it. */
  readonly label: string;
  readonly stage: PictureStage;
  /** Has the host make it ready. */
  readonly open: (imageId: string) => Promise<Result<PictureSize>>;
  /** What to see of it first; the whole picture where that is undefined. */
  readonly firstLook?: () => View | undefined;
}

export function PictureViewer({ imageId, label, stage, open, firstLook }: PictureViewerProps) {
  const place = useRef<HTMLDivElement>(null);
  const [failure, setFailure] = useState<Failure>();
  const { shown, isFaded } = useStore(stage.view);
  useEffect(() => (place.current ? stage.attach(place.current) : undefined), [stage]);
  useEffect(() => {
    let isLeft = false;
    const look = firstLook?.();
    stage.clear();
    setFailure(undefined);
    void open(imageId).then(opened => {
      if (isLeft) return;
      if (opened.ok) stage.show(imageId, opened.value, look);
      else setFailure(opened.failure);
    });
    return () => void (isLeft = true);
  }, [imageId, stage, open, firstLook]);
  return (
    <div className="viewer" data-image={imageId} data-shown={shown} data-faded={isFaded}>
      <div
        ref={place}
        className="viewer-place"
        role="img"
        aria-label={label}
        // Subtle: a press on the picture would take the focus from the number field.
        onMouseDownCapture={event => event.preventDefault()}
      />
      {failure && <p role="alert">{sayWhyNot(failure)}</p>}
    </div>
  );
}

const sayWhyNot = (failure: Failure): string =>
  failure.kind === 'unreadableImage' ? say('viewer.damaged') : say('viewer.notShown', { why: sayFailure(failure) });
