import { describe, expect, it } from 'vitest';
import { idOf } from '../outbox/builders.ts';
import { advance } from './barcode-while-imaging.ts';
import { happen, scan } from './imaging-builders.ts';
import type { ImagingEvent } from './imaging-event.ts';
import type { ImagingTask, TaskAt } from './imaging-task.ts';
import { doubtAbout } from './join-barcode.ts';

const shot = (nth: number, read: string[] | null): ImagingEvent => ({
  type: 'shotArrived',
  shot: { id: idOf(nth), image: null, read, isConfirmed: false },
});
const readAs = (...numbers: string[]): ImagingEvent => ({ type: 'shotRead', shotId: idOf(1), numbers, at: 8 });
const goOn: ImagingEvent = { type: 'picturesTaken', at: 7 };
const UNREAD = shot(1, null);

function follow(start: ImagingTask, ...events: readonly ImagingEvent[]) {
  let task = start;
  const effects: string[] = [];
  for (const event of events) {
    const next = advance(task, event);
    task = next.task;
    effects.push(...next.effects.map(effect => effect.do));
  }
  return { task, effects };
}

const UNDER_CAMERA = happen('asked', 'foundOne', 'agreed', 'scan', 'barcodeIsFree');

describe('a specimen under the camera', () => {
  it.each([[['VASC0000042', 'VASC0104327']], [[]]])(
    'goes on once its picture is read (%s), where a person wanted to',
    on => {
      const wished = follow(UNDER_CAMERA, UNREAD, goOn);
      expect(wished).toMatchObject({ task: { step: 'imaging', wantsOn: true }, effects: [] });
      expect(follow(wished.task, readAs(...on))).toMatchObject({ task: { step: 'queued' }, effects: ['queueLink'] });
    },
  );

  it('whose picture shows another barcode is not saved before a person has looked', () => {
    const { task, effects } = follow(UNDER_CAMERA, UNREAD, goOn, readAs('VASC0000042'));
    expect([task, effects]).toMatchObject([{ step: 'imaging', wantsOn: false }, []]);
    expect(doubtAbout(task as TaskAt<'imaging'>)).toBe('VASC0000042');
    expect(follow(task, goOn).effects).toEqual([]);
    expect(follow(task, { type: 'shotsConfirmed' }, goOn).effects).toEqual(['queueLink']);
  });

  it('whose picture shows another barcode gets another picture, or another sticker', () => {
    const { task } = follow(UNDER_CAMERA, UNREAD, readAs('VASC0000042'));
    expect(follow(task, { type: 'lastShotTakenBack' }, shot(2, []), goOn).task.step).toBe('queued');
    expect(advance(task, scan('VASC0000042'))).toMatchObject({
      task: { step: 'scanning', kept: { catalogNumber: 'VASC0000042' } },
      effects: [{ do: 'releaseShots', to: 'waiting' }],
    });
  });

  it('is asked once more where a shot came after the wish to go on', () => {
    const { task } = follow(UNDER_CAMERA, UNREAD, goOn, shot(2, []), readAs());
    expect(task).toMatchObject({ step: 'imaging', shots: [{}, {}] });
  });
});
