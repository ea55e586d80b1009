import { describe, expect, it } from 'vitest';
import { advance } from './barcode-while-imaging.ts';
import { aShot, AT, EVENTS, follow, scan } from './imaging-builders.ts';
import type { ImagingEvent } from './imaging-event.ts';
import type { TaskAt } from './imaging-task.ts';
import { doubtAbout } from './join-barcode.ts';

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

  it.each(['readRight', 'readNothing'])('goes on once its picture is read (%s), where a person wanted to', reading => {
    const wished = follow(AT.imaging, 'barcodeIsFree', 'unreadShot', 'picturesTaken');
    expect(wished).toMatchObject({ task: { step: 'imaging', wantsOn: true }, effects: [] });
    expect(follow(wished.task, reading)).toMatchObject({ task: { step: 'queued' }, effects: ['queueLink'] });
  });

  it('whose picture shows another barcode is not saved before a person has looked', () => {
    const { task, effects } = follow(AT.imaging, 'barcodeIsFree', 'unreadShot', 'picturesTaken', 'readOther');
    expect([task, effects]).toMatchObject([{ step: 'imaging', wantsOn: false }, []]);
    expect(doubtAbout(task as TaskAt<'imaging'>)).toBe('VASC0000042');
    expect(follow(task, 'picturesTaken').effects).toEqual([]);
    expect(follow(task, 'shotsConfirmed', 'picturesTaken').effects).toEqual(['queueLink']);
  });

  it('whose picture shows another barcode gets another picture, or another sticker', () => {
    const { task } = follow(AT.imaging, 'barcodeIsFree', 'unreadShot', 'readOther');
    expect(follow(task, 'lastShotTakenBack', 'anotherShot', 'picturesTaken').task.step).toBe('queued');
    expect(advance(task, scan('VASC0000042'))).toMatchObject({
      task: { step: 'scanning', kept: { catalogNumber: 'VASC0000042' } },
      effects: [{ do: 'releaseShots', to: 'waiting' }],
    });
  });

  it('is asked once more where a shot came after the wish to go on', () => {
    const { task } = follow(AT.imaging, 'barcodeIsFree', 'unreadShot', 'picturesTaken', 'anotherShot', 'readNothing');
    expect(task).toMatchObject({ step: 'imaging', shots: [{}, {}] });
  });
});
