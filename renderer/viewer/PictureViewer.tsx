/**
 * One picture, as large as its place: its first view at once, sharp behind it, or a sentence why there is none. Those that come
 * next are made ready behind it.
 */
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Failure, Result } from '../../shared/failure/failure.ts';
import type { PictureSize } from '../../shared/specimen/picture-levels.ts';
import { say, sayFailure } from '../strings/say.ts';
import type { PictureStage } from './picture-stage.ts';

export interface PictureViewerProps {
  readonly imageId: string;
  /** Those that come next, the soonest first; at most two. */
  readonly ahead?: readonly string[];
  /** What the picture is, for those who do not see it. */
  readonly label: string;
  /** Stands above it where there are several. */
  readonly caption?: string;
  readonly stage: PictureStage;
  /** Has the host make it ready. */
  readonly open: (imageId: string) => Promise<Result<PictureSize>>;
}

const NONE: readonly string[] = [];
/** Longer than a busy computer paints at a picture that was turned to, shorter than anybody looks at it. */
const PAINTED_WITHIN_MS = 150;

export function PictureViewer({ imageId, ahead = NONE, label, caption, stage, open }: PictureViewerProps) {
  const place = useRef<HTMLDivElement>(null);
  const [failure, setFailure] = useState<Failure>();
  const { shown, isFaded, zoom, degrees } = useStore(stage.view);
  useLayoutEffect(() => (place.current ? stage.attach(place.current) : undefined), [stage]);
  // Subtle: before the words of the screen are painted, so that picture and words change in one frame.
  useLayoutEffect(() => {
    let isLeft = false;
    setFailure(undefined);
    if (stage.turnTo(imageId)) return undefined;
    stage.clear();
    void open(imageId).then(opened => {
      if (isLeft) return;
      if (opened.ok) stage.show(imageId, opened.value);
      else setFailure(opened.failure);
    });
    return () => void (isLeft = true);
  }, [imageId, stage, open]);
  usePrepared(shown === 'nothing' ? NONE : ahead, stage, open);
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

/** One after the other, after a moment in which only the picture that is looked at is drawn. */
function usePrepared(imageIds: readonly string[], stage: PictureStage, open: PictureViewerProps['open']): void {
  const wanted = imageIds.join(' ');
  useEffect(() => {
    let isLeft = false;
    const prepare = async () => {
      for (const imageId of wanted.split(' ').filter(Boolean)) {
        if (stage.holds(imageId)) continue;
        const opened = await open(imageId);
        if (isLeft) return;
        if (opened.ok) stage.prepare(imageId, opened.value);
      }
    };
    const timer = setTimeout(() => void prepare(), PAINTED_WITHIN_MS);
    return () => {
      isLeft = true;
      clearTimeout(timer);
    };
  }, [wanted, stage, open]);
}

const sayWhyNot = (failure: Failure): string =>
  failure.kind === 'unreadableImage' ? say('viewer.damaged') : say('viewer.notShown', { why: sayFailure(failure) });
