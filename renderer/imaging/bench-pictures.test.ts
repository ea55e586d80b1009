import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BenchStandIn, FIRST, SECOND } from './bench-stand-in.ts';

let station: BenchStandIn;
beforeEach(async () => {
  station = await BenchStandIn.open();
  station.portal = [FIRST, SECOND];
  await station.withCamera();
});
afterEach(() => station.close());

async function putUnderCamera(accession = '1499', barcode = 'VASC0000001'): Promise<void> {
  await station.find(accession);
  await station.agree();
  station.bench.scan(barcode);
  await vi.waitFor(() => expect(station.view().task).toMatchObject({ step: 'imaging', isChecked: true }));
}

const shotsHere = (count: number) =>
  vi.waitFor(() => expect(station.view().task).toMatchObject({ shots: { length: count } }));
const goOn = () => station.bench.happen({ type: 'picturesTaken', at: station.time });
const places = () => station.camera.state.shots.map(({ place }) => place);
const queued = () =>
  station.journal.map(({ why, change, after }) => [why, 'image' in change && change.image.name, after]);

describe('a specimen under the camera', () => {
  it('waits for its picture, and its shots go out after its link in the order in which they came', async () => {
    await putUnderCamera();
    station.shoot();
    await shotsHere(1);
    station.shoot();
    await shotsHere(2);
    expect(station.queued()).toEqual([]);
    goOn();
    await station.endedAs({ is: 'linked', number: 'VASC0000001', savedAt: station.time });
    const link = station.journal[0]?.id;
    expect(queued()).toEqual([
      ['link', false, null],
      ['image', 'VASC0000001.jpg', link],
      ['image', 'VASC0000001_2.jpg', link],
    ]);
    expect(station.journal.map(({ change }) => 'occid' in change && change.occid)).toEqual([1, 1, 1]);
  });

  it('goes on without one only where a person says so', async () => {
    await putUnderCamera();
    station.bench.happen({ type: 'pictureSkipped', at: station.time });
    await station.endedAs({ is: 'linked', savedAt: station.time });
    expect(queued()).toEqual([['link', false, null]]);
  });

  it('loses its last shot by undo: the picture is set aside and goes nowhere', async () => {
    await putUnderCamera();
    station.shoot();
    await shotsHere(1);
    station.shoot();
    await shotsHere(2);
    await station.bench.undoLast();
    await vi.waitFor(() => expect(places()).toEqual(['given', 'setAside']));
    goOn();
    await station.endedAs({ is: 'linked', savedAt: station.time });
    expect(queued().map(([, name]) => name)).toEqual([false, 'VASC0000001.jpg']);
  });

  it('keeps its shots when the window is opened anew, also one that was given in the last moment', async () => {
    await putUnderCamera();
    station.shoot();
    await shotsHere(1);
    const last = station.camera.arrive(null);
    await station.shots.give(last.id, station.bench.sheet() ?? { taskId: '', catalogNumber: '' });
    await station.shots.begin();
    await station.bench.begin();
    await shotsHere(2);
  });
});

describe('the barcode on a picture', () => {
  beforeEach(() => (station.camera.reads = null));

  it('is waited for before anything is saved, and the bench goes on by itself where it is the specimen’s', async () => {
    await putUnderCamera();
    const shot = station.shoot();
    await shotsHere(1);
    goOn();
    expect(station.queued()).toEqual([]);
    station.readShot(shot, 'VASC0000001');
    await station.endedAs({ is: 'linked', savedAt: station.time });
    expect(queued().map(([, name]) => name)).toEqual([false, 'VASC0000001.jpg']);
  });

  it('that is another specimen’s stops the bench, with nothing saved, until a person says what is right', async () => {
    await putUnderCamera();
    const shot = station.shoot();
    await shotsHere(1);
    goOn();
    station.readShot(shot, 'VASC0000002');
    await vi.waitFor(() => expect(station.sounds.at(-1)).toBe('stop'));
    goOn();
    expect([station.view().task.step, station.queued()]).toEqual(['imaging', []]);
    station.bench.happen({ type: 'shotsConfirmed' });
    goOn();
    await station.endedAs({ is: 'linked', number: 'VASC0000001', savedAt: station.time });
  });

  it('that was read while the window was closed is known to the bench when it opens', async () => {
    await putUnderCamera();
    const shot = station.shoot();
    await shotsHere(1);
    station.camera.noteRead(shot.id, ['VASC0000002']);
    await station.shots.begin();
    await vi.waitFor(() => expect(station.view().task).toMatchObject({ shots: [{ read: ['VASC0000002'] }] }));
  });
});

describe('a shot that nobody waited for', () => {
  it('waits and is heard, and does not become the next specimen’s', async () => {
    station.shoot();
    await vi.waitFor(() => expect(station.sounds.at(-1)).toBe('stop'));
    await putUnderCamera();
    expect(station.view().task).toMatchObject({ shots: [] });
    expect(places()).toEqual(['waiting']);
  });

  it('that was begun for the specimen before does not become the next one’s either', async () => {
    await putUnderCamera();
    const before = station.camera.pointedAt;
    station.bench.happen({ type: 'pictureSkipped', at: station.time });
    await station.endedAs({ is: 'linked', savedAt: station.time });
    await putUnderCamera('1500', 'VASC0000002');
    station.shoot(before);
    await vi.waitFor(() => expect(station.sounds.at(-1)).toBe('stop'));
    expect(station.view().task).toMatchObject({ shots: [] });
  });

  it('is given to the specimen on the bench, or to the one linked last, by a person', async () => {
    const [one, two] = [station.shoot(null), station.shoot(null)];
    await putUnderCamera();
    await station.shots.giveToBench(one.id);
    await shotsHere(1);
    goOn();
    await station.endedAs({ is: 'linked', savedAt: station.time });
    await station.bench.links.giveToLast(two.id);
    expect(queued().map(([why, name, after]) => [why, name, after !== null])).toEqual([
      ['link', false, false],
      ['image', 'VASC0000001.jpg', true],
      ['image', 'VASC0000001_2.jpg', true],
    ]);
  });

  it('waits again where its specimen left the camera without it and the window died', async () => {
    const shot = station.shoot(null);
    await station.shots.give(shot.id, { taskId: shot.id, catalogNumber: 'VASC0000009' });
    await station.shots.begin();
    await station.bench.begin();
    await vi.waitFor(() => expect(places()).toEqual(['waiting']));
  });
});

describe('a link that is taken back', () => {
  const linkWithPicture = async () => {
    await putUnderCamera();
    station.shoot();
    await shotsHere(1);
    goOn();
    await station.endedAs({ is: 'linked', savedAt: station.time });
  };

  it('takes its pictures back before it', async () => {
    await linkWithPicture();
    await station.bench.undoLast();
    expect(station.view().ended).toMatchObject({ is: 'undone' });
    expect(station.withdrawn).toEqual(station.journal.map(({ id }) => id).reverse());
  });

  it('takes back those that have not left, where the link has', async () => {
    await linkWithPicture();
    const [link, picture] = station.journal.map(({ id }) => id);
    station.left.add(link ?? '');
    await station.bench.undoLast();
    expect(station.view().ended).toMatchObject({ is: 'undoQueued' });
    expect(station.withdrawn).toEqual([picture]);
  });
});
