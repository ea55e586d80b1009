/** The part of the sheet on which the machine read the number, cut from the picture by the browser. */
import { firstViewAddress } from '../../shared/contract/image-url.ts';
import type { SuggestedNumber } from '../../shared/workflow/suggested-number.ts';
import { say } from '../strings/say.ts';

interface StampCropProps {
  readonly imageId: string | undefined;
  readonly suggestion: SuggestedNumber | null;
}

export function StampCrop({ imageId, suggestion }: StampCropProps) {
  if (imageId === undefined || !suggestion)
    return <div className="crop empty small">{say('linking.number.noStamp')}</div>;
  const { left, top, width, height } = suggestion.crop;
  return (
    <div className="crop">
      <svg viewBox="0 0 1 1" preserveAspectRatio="none" role="img" aria-label={say('linking.number.crop')}>
        <image
          href={firstViewAddress(imageId)}
          x={-left / width}
          y={-top / height}
          width={1 / width}
          height={1 / height}
          preserveAspectRatio="none"
        />
      </svg>
    </div>
  );
}
