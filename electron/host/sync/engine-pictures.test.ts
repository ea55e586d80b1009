/** Pictures on their way: too large, there already, gone from this computer. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failed, success, type Failure } from '../../../shared/failure/failure.ts';
import { anEntry, idOf } from '../../../shared/outbox/builders.ts';
import { imageSource } from '../../../shared/outbox/image-evidence.ts';
import { learnedFrom } from '../../../shared/portal/image-upload.ts';
import type { StoredImage } from '../../../shared/portal/change.ts';
import { EngineBench, OCCID } from './engine-bench.ts';
import { refuseUnsendable } from './outbox-desk.ts';
import type { PicturePort, ReadyPicture } from './ports.ts';

let bench: EngineBench;
let pictures: ShrinkingPictures;
beforeEach(async () => {
  bench = await EngineBench.open();
  pictures = new ShrinkingPictures();
  bench.pictures = pictures;
  await bench.restartUnmet();
  await bench.engine.meet(0);
});
afterEach(() => bench.close());

const IMAGE: StoredImage = { sha256: 'a'.repeat(64), bytes: 800, mime: 'image/jpeg', name: 'VASC0000001.jpg' };
const SMALLEST = 100;
const TOO_LARGE: Failure = { kind: 'tooLarge', bytes: 100, most: null };

/** Pictures that can be made as small as is wanted, down to a hundred bytes. */
class ShrinkingPictures implements PicturePort {
  private most = Infinity;

  ready = async (image: StoredImage) => {
    const bytes = Math.min(image.bytes, this.most);
    if (bytes < SMALLEST) return failed({ kind: 'tooLarge', bytes: image.bytes, most: this.most });
    return success({ image: { ...image, bytes }, bytes: Buffer.alloc(bytes) });
  };

  wereRefused = async ({ bytes }: Pick<ReadyPicture, 'bytes'>, why: Failure) =>
    void (this.most = learnedFrom(bytes.length, why.kind === 'tooLarge' ? why.most : null));
}

const queue = async (nth: number, image = IMAGE) => {
  await bench.queue(nth, { why: 'image', change: { kind: 'attachImage', occid: OCCID, image } });
  await bench.settle();
};
const sentSizes = () => bench.portal.writes.map(({ multipart }) => multipart?.file.bytes.length);
const onRecord = () => bench.portal.model.records.get(OCCID)?.media.map(({ key }) => key);

describe('a picture in the outbox', () => {
  it('hangs on its record once, under its entry and its content', async () => {
    await queue(1);
    expect(bench.delivery(1)).toMatchObject({ is: 'delivered', already: false });
    expect(onRecord()).toEqual([imageSource(idOf(1), IMAGE.sha256)]);
  });

  it('that was too large is proven not to be there, and goes out smaller', async () => {
    bench.portal.next('tooLarge');
    await queue(1);
    expect(bench.said).toEqual(['1 sending', '1 retrying', '1 sending', '1 delivered']);
    expect(sentSizes()).toEqual([400]);
    expect(onRecord()).toHaveLength(1);
  });

  it('that is too large however small is refused, and nothing hangs there', async () => {
    for (let nth = 0; nth < 4; nth += 1) bench.portal.next('tooLarge');
    await queue(1);
    for (let nth = 0; nth < 5; nth += 1) await bench.pass(60_000);
    expect(bench.delivery(1)).toMatchObject({ is: 'refused', why: { kind: 'tooLarge', bytes: 800, most: 50 } });
    expect(sentSizes()).toEqual([]);
    expect(onRecord()).toEqual([]);
  });

  it('whose answer was lost is looked for when its quarantine is over, and not sent again', async () => {
    bench.portal.next('losesTheAnswer');
    await queue(1);
    expect(bench.delivery(1)).toMatchObject({ is: 'checking' });
    await bench.pass(200_000);
    expect(bench.delivery(1)).toMatchObject({ is: 'delivered' });
    expect(onRecord()).toEqual([imageSource(idOf(1), IMAGE.sha256)]);
  });

  it('that the portal took while the station was being killed is not sent by its next life', async () => {
    bench.portal.next('losesTheAnswer');
    await queue(1);
    await bench.restartUnmet();
    await bench.engine.meet(0);
    for (let nth = 0; nth < 3; nth += 1) await bench.pass(200_000);
    expect(bench.delivery(1)).toMatchObject({ is: 'delivered' });
    expect(sentSizes()).toHaveLength(1);
    expect(onRecord()).toHaveLength(1);
  });

  it('that can never be small enough is said before the portal is in reach', async () => {
    bench.portal.isReachable = false;
    await pictures.wereRefused({ bytes: Buffer.alloc(100) }, TOO_LARGE);
    await queue(1);
    await refuseUnsendable(bench.engine, pictures, idOf(1), IMAGE);
    expect(bench.delivery(1)).toMatchObject({ is: 'refused', why: { kind: 'tooLarge', bytes: 800, most: 50 } });
  });

  it('that was taken back meanwhile is refused no more', async () => {
    await bench.queue(1, {
      holdUntil: bench.time + 1_000,
      change: { kind: 'attachImage', occid: OCCID, image: IMAGE },
    });
    await bench.engine.withdraw(idOf(1), 'ana');
    await pictures.wereRefused({ bytes: Buffer.alloc(100) }, TOO_LARGE);
    await refuseUnsendable(bench.engine, pictures, idOf(1), IMAGE);
    expect(bench.delivery(1)).toMatchObject({ is: 'withdrawn' });
  });

  it('that another picture was too large before it is smaller at its first sending', async () => {
    bench.portal.next('tooLarge');
    await queue(1);
    await bench.pass(60_000);
    await queue(2, { ...IMAGE, sha256: 'b'.repeat(64) });
    expect(sentSizes()).toEqual([400, 400]);
  });

  it('that another station has brought meanwhile is not sent, and is said to be there', async () => {
    bench.portal.model.attach(OCCID, imageSource(anEntry(77).id, IMAGE.sha256), 'ben', 0);
    await queue(1);
    expect(bench.delivery(1)).toMatchObject({ is: 'delivered', already: true });
    expect(bench.portal.writes).toEqual([]);
  });

  it('that two stations brought at the same moment lies before a person', async () => {
    const twin = imageSource(anEntry(77).id, IMAGE.sha256);
    bench.portal.beforeWrite = () => bench.portal.model.attach(OCCID, twin, 'ben', 0);
    await queue(1);
    expect(bench.delivery(1)).toMatchObject({ is: 'conflicted', kind: 'doubled' });
  });
});
