/** One picture, as large as its place: its first view at once, sharp behind it, or a sentence why there is none. */
import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Failure, Result } from '../../shared/failure/failure.ts';
import type { PictureSize } from '../../shared/specimen/picture-levels.ts';
import { say, sayFailure } from '../strings/say.ts';
import type { PictureStage } from './picture-stage.ts';

export interface PictureViewerProps {
  readonly imageId: string;
  /** What the picture is, for those who do not see it. */
  readonly label: string;
  /** Stands above it where there are several. */
  readonly caption?: string;
  readonly stage: PictureStage;
  /** Has the host make it ready. */
  readonly open: (imageId: string) => Promise<Result<PictureSize>>;
}

export function PictureViewer({ imageId, label, caption, stage, open }: PictureViewerProps) {
  const place = useRef<HTMLDivElement>(null);
  const [failure, setFailure] = useState<Failure>();
  const { shown, isFaded, zoom, degrees } = useStore(stage.view);
  useEffect(() => (place.current ? stage.attach(place.current) : undefined), [stage]);
  useEffect(() => {
    let isLeft = false;
    stage.clear();
    setFailure(undefined);
    void open(imageId).then(opened => {
      if (isLeft) return;
      if (opened.ok) stage.show(imageId, opened.value);
      else setFailure(opened.failure);
    });
    return () => void (isLeft = true);
  }, [imageId, stage, open]);
  return (
    <div
      className="viewer"
      data-image={imageId}
      data-shown={shown}
      data-faded={isFaded}
      data-zoom={zoom}
      data-degrees={degrees}
    >
      {caption && <h2>{caption}</h2>}
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
