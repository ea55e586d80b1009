/**
 * The picture of a sheet, to be looked at closely. Behind it lie, painted and unseen, those that come next, so that turning to
 * one shows it at once, before its viewer is ready.
 */
import { useCallback, useState } from 'react';
import { firstViewAddress } from '../../shared/contract/image-url.ts';
import type { Result } from '../../shared/failure/failure.ts';
import type { PictureSize } from '../../shared/specimen/picture-levels.ts';
import type { PictureBox } from '../../shared/workflow/suggested-number.ts';
import { say } from '../strings/say.ts';
import { FadedInk } from '../viewer/FadedInk.tsx';
import { PictureFrame } from '../viewer/PictureFrame.tsx';
import { PictureStage } from '../viewer/picture-stage.ts';
import { PictureViewer } from '../viewer/PictureViewer.tsx';
import type { Region } from '../viewer/view.ts';

interface SheetPictureProps {
  readonly imageId: string;
  readonly barcode: string;
  /** Pictures that come next. */
  readonly ahead: readonly string[];
  /** Where the machine read the number. */
  readonly stamp: PictureBox | undefined;
  /** Has the host make a picture ready. */
  readonly open: (imageId: string) => Promise<Result<PictureSize>>;
}

export function SheetPicture({ imageId, barcode, ahead, stamp, open }: SheetPictureProps) {
  const [stage] = useState(() => new PictureStage());
  const [size, setSize] = useState<PictureSize>();
  const measured = useCallback(
    async (id: string) => {
      const opened = await open(id);
      setSize(opened.ok ? opened.value : undefined);
      return opened;
    },
    [open],
  );
  return (
    <div className="sheet-picture">
      <FadedInk />
      <PaintedAhead imageIds={[imageId, ...ahead.filter(one => one !== imageId)]} />
      <PictureFrame first={stage} regions={{ stamp: stamp && size && regionOf(stamp, size) }}>
        <PictureViewer imageId={imageId} label={say('linking.picture.of', { barcode })} stage={stage} open={measured} />
      </PictureFrame>
    </div>
  );
}

/** The first is the one at hand. Subtle: only it may hold up a frame; those behind it are decoded beside the work. */
function PaintedAhead({ imageIds }: { readonly imageIds: readonly string[] }) {
  return (
    <div className="painted">
      {imageIds.map((one, nth) => (
        <img
          key={one}
          src={firstViewAddress(one)}
          alt=""
          className={nth > 0 ? 'ahead' : undefined}
          decoding={nth > 0 ? 'async' : 'sync'}
          draggable={false}
        />
      ))}
    </div>
  );
}

/** Parts of a picture are told in shares of its width and height, regions in shares of its width alone. */
function regionOf({ left, top, width, height }: PictureBox, size: PictureSize): Region {
  const high = size.height / size.width;
  return { x: left, y: top * high, width, height: height * high };
}
