/** The picture of a sheet, to be looked at closely. Behind it lie, drawn and unseen, those that come next. */
import { useState } from 'react';
import { useStore } from 'zustand';
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
  const size = useStore(stage.view, view => view.size);
  return (
    <div className="sheet-picture">
      <FadedInk />
      <PictureFrame first={stage} regions={{ stamp: stamp && size && regionOf(stamp, size) }}>
        <PictureViewer
          imageId={imageId}
          ahead={ahead}
          label={say('linking.picture.of', { barcode })}
          stage={stage}
          open={open}
        />
      </PictureFrame>
    </div>
  );
}

/** Parts of a picture are told in shares of its width and height, regions in shares of its width alone. */
function regionOf({ left, top, width, height }: PictureBox, size: PictureSize): Region {
  const high = size.height / size.width;
  return { x: left, y: top * high, width, height: height * high };
}
