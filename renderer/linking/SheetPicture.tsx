/** The picture of a sheet, and behind it, unseen, those that come next, so that turning to one paints it at once. */
import { useEffect, useState } from 'react';
import { say } from '../strings/say.ts';

interface SheetPictureProps {
  readonly imageId: string;
  readonly barcode: string;
  /** Pictures that come next. */
  readonly ahead: readonly string[];
}

export function SheetPicture({ imageId, barcode, ahead }: SheetPictureProps) {
  const [broken, setBroken] = useState<string | null>(null);
  useEffect(() => setBroken(null), [imageId]);
  const pictures = [imageId, ...ahead.filter(one => one !== imageId)];
  return (
    <div className="sheet-picture">
      {pictures.map(one => (
        <img
          key={one}
          src={`/image/${one}`}
          alt={one === imageId ? say('linking.picture.of', { barcode }) : ''}
          className={one !== imageId ? 'ahead' : broken === one ? 'broken' : undefined}
          // Subtle: only the one at hand may hold up a frame; those behind it are decoded beside the work.
          decoding={one === imageId ? 'sync' : 'async'}
          draggable={false}
          onError={() => one === imageId && setBroken(one)}
        />
      ))}
      {broken === imageId && <p>{say('linking.picture.none')}</p>}
    </div>
  );
}
