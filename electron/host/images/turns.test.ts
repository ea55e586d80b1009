import { describe, expect, it } from 'vitest';
import { Turns, type Urgency } from './turns.ts';

/** Work that ends when it is told to. */
function someWork(turns: Turns) {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const take = (key: string, urgency: Urgency) =>
    turns.take(key, urgency, async () => {
      begun.push(key);
      await new Promise<void>(end => ends.set(key, end));
    });
  return { begun, take, end: (key: string) => ends.get(key)?.() };
}

describe('turns at heavy work', () => {
  it('are taken by no more than may work at once', async () => {
    const { begun, take, end } = someWork(new Turns(2));
    const [first] = [take('a', 'ahead'), take('b', 'ahead'), take('c', 'ahead')];
    expect(begun).toEqual(['a', 'b']);
    end('a');
    await first;
    expect(begun).toEqual(['a', 'b', 'c']);
  });

  it('go first to what a person waits for, the newest of it, then to the rest in its order', async () => {
    const { begun, take, end } = someWork(new Turns(1));
    const all = [
      take('now', 'front'),
      take('next', 'ahead'),
      take('then', 'ahead'),
      take('old', 'front'),
      take('new', 'front'),
    ];
    for (const [nth, key] of ['now', 'new', 'old', 'next', 'then'].entries()) {
      expect(begun[nth]).toBe(key);
      end(key);
      await new Promise(setImmediate);
    }
    await Promise.all(all);
  });

  it('come sooner for what was fetched ahead and is asked for now', async () => {
    const turns = new Turns(1);
    const { begun, take, end } = someWork(turns);
    const [now] = [take('now', 'front'), take('next', 'ahead'), take('then', 'ahead')];
    turns.hurry('then');
    end('now');
    await now;
    expect(begun).toEqual(['now', 'then']);
  });

  it('pass on after work that failed', async () => {
    const turns = new Turns(1);
    await expect(turns.take('a', 'front', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await turns.take('b', 'front', async () => 'done')).toBe('done');
  });
});
