import { describe, expect, it } from 'vitest';
import { advance } from './barcode-while-imaging.ts';
import { aShot, AT, EVENTS, follow } from './imaging-builders.ts';
import type { ImagingEvent } from './imaging-event.ts';

describe('a specimen under the camera', () => {
  it('every shot that comes in its time is of the specimen, and all of them are queued with its link', () => {
    const { task } = follow(AT.imaging, 'barcodeIsFree', 'shot', 'anotherShot', 'shot');
    expect(task).toMatchObject({ step: 'imaging', shots: [aShot(1), aShot(2)] });
    expect(advance(task, { type: 'picturesTaken', at: 7 }).effects).toMatchObject([
      { do: 'queueLink', shots: [aShot(1), aShot(2)] },
    ]);
  });

  it('goes on without a picture only where none came, and with pictures only where one did', () => {
    expect(follow(AT.imaging, 'barcodeIsFree', 'picturesTaken').task.step).toBe('imaging');
    expect(follow(AT.imaging, 'barcodeIsFree', 'shot', 'pictureSkipped').task.step).toBe('imaging');
    expect(follow(AT.imaging, 'shot', 'picturesTaken').task).toMatchObject({ step: 'imaging', isChecked: false });
  });

  it('the last shot can be taken back, and is set aside', () => {
    const { task } = follow(AT.imaging, 'barcodeIsFree', 'shot', 'anotherShot');
    const back = advance(task, { type: 'lastShotTakenBack' });
    expect(back.task).toMatchObject({ shots: [aShot(1)] });
    expect(back.effects).toEqual([{ do: 'releaseShots', shots: [aShot(2)], to: 'setAside' }]);
  });

  it.each(['wentBack', 'barcodeIsNotFree', 'badScan', 'flagged'])(
    'shots of a specimen that loses its number (%s) wait for a person',
    event => {
      const { task } = follow(AT.imaging, 'shot');
      const after = advance(task, EVENTS[event] as ImagingEvent);
      expect(after.task.step).not.toBe('imaging');
      expect(after.effects.at(-1)).toEqual({ do: 'releaseShots', shots: [aShot(1)], to: 'waiting' });
    },
  );
});
