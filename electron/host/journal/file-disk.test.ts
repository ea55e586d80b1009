import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileDisk } from './file-disk.ts';
import { deliver, entriesOf, openOn, queue, queueAll } from './journal-bench.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vasculum-disk-'));
});
afterEach(() => rm(folder, { recursive: true }));

const at = (name: string) => path.join(folder, 'journal', name);
const disk = () => fileDisk(path.join(folder, 'journal'));

describe('the journal’s folder', () => {
  it('holds segments, a checkpoint and the reserve, which only their owner may read', async () => {
    const journal = await openOn(disk(), { segmentBytes: 2_000, checkpointLines: 3 });
    await queueAll(journal, 1, 5);
    await journal.close();
    const names = (await readdir(path.join(folder, 'journal'))).sort();
    expect(names).toEqual(['00000001.jsonl', '00000002.jsonl', 'checkpoint.json', 'reserve']);
    for (const name of names) expect((await stat(at(name))).mode & 0o077).toBe(0);
    expect((await stat(at('reserve'))).size).toBe(64 * 1024);
  });

  it('is opened again over several segments, by its checkpoint', async () => {
    const options = { segmentBytes: 2_000, checkpointLines: 4 };
    const journal = await openOn(disk(), options);
    await queueAll(journal, 1, 15);
    await journal.close();
    const again = await openOn(disk(), options);
    expect([again.opening.checkpoint, entriesOf(again).length]).toEqual(['used', 15]);
    expect(await again.verifyAll()).toEqual({ is: 'sound' });
    await again.close();
  });

  it('keeps the damaged bytes aside where the mirror has mended a segment', async () => {
    const mirror = () => fileDisk(path.join(folder, 'stick'));
    const journal = await openOn(disk(), { mirror: mirror() });
    await queueAll(journal, 1, 3);
    await journal.mirrored();
    await journal.close();
    const altered = (await readFile(at('00000001.jsonl'), 'utf8')).replace('VASC0000002', 'VASC0000009');
    await writeFile(at('00000001.jsonl'), altered);
    const again = await openOn(disk(), { mirror: mirror() });
    expect([entriesOf(again), again.opening.damage]).toEqual([[1, 2, 3], undefined]);
    expect(await readFile(at('00000001.jsonl.damaged-1'), 'utf8')).toBe(altered);
    await again.close();
  });

  it('ignores files that are none of the journal’s', async () => {
    await mkdir(path.join(folder, 'journal'));
    await writeFile(at('notes.txt'), 'mine');
    const journal = await openOn(disk());
    expect(await queue(journal, 1)).toEqual({ ok: true, value: 2 });
    await journal.close();
  });
});

describe('a real disk that is full', () => {
  const whyNot = mountSmallDisk();
  if (whyNot) console.info(`Skipped, a small disk cannot be mounted here: ${whyNot}`);

  it.skipIf(whyNot)('refuses new entries, takes verdicts, and goes on when there is room', async () => {
    const mounted = path.join(folder, 'small');
    await mkdir(mounted);
    mount(mounted);
    try {
      const journal = await openOn(fileDisk(path.join(mounted, 'journal')));
      await queue(journal, 1);
      await writeFile(path.join(mounted, 'filler'), Buffer.alloc(400 * 1024)).catch(() => undefined);
      const answers = [];
      for (let nth = 2; nth <= 20; nth += 1) answers.push(await queue(journal, nth));
      expect(answers.at(-1)).toEqual({ ok: false, failure: { kind: 'diskFull' } });
      expect(await deliver(journal, 1)).toMatchObject({ ok: true });
      await rm(path.join(mounted, 'filler'));
      expect(await queue(journal, 21)).toMatchObject({ ok: true });
      await journal.close();
      const again = await openOn(fileDisk(path.join(mounted, 'journal')));
      expect(entriesOf(again)).toEqual([1, ...answers.flatMap(({ ok }, index) => (ok ? [index + 2] : [])), 21]);
      expect(again.projection.queue.values().next().value?.delivery.is).toBe('delivered');
      await again.close();
    } finally {
      execFileSync('umount', [mounted]);
    }
  });
});

function mount(folder: string): void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', folder], { stdio: 'pipe' });
}

/** Why a small disk cannot be mounted; undefined where it can. */
function mountSmallDisk(): string | undefined {
  if (process.platform !== 'linux') return 'not on Linux';
  if (process.getuid?.() !== 0) return 'only root may mount';
  try {
    mount('/mnt');
    execFileSync('umount', ['/mnt']);
    return undefined;
  } catch (error) {
    return String(error);
  }
}
