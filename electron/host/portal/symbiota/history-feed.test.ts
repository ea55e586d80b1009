import { describe, expect, it } from 'vitest';
import { HistoryFeed } from './history-feed.ts';
import type { PortalRequest } from './request.ts';

/** A portal whose history has the ids 1 to `count`, in order. */
function aFeed(history: { count: number }) {
  const ask = async ({ path }: PortalRequest) => {
    const query = new URL(path, 'http://portal').searchParams;
    const [limit, offset] = [Number(query.get('limit')), Number(query.get('offset'))];
    const ids = Array.from({ length: history.count }, (_, nth) => nth + 1).slice(offset, offset + limit);
    const body = JSON.stringify({
      count: history.count,
      results: ids.map(id => ({
        annotationID: id,
        occid: id,
        fieldName: 'catalogNumber',
        oldValue: '',
        newValue: `N${id}`,
        appliedStatus: id % 2,
      })),
    });
    return { ok: true, answer: { status: 200, body, location: undefined } } as never;
  };
  return new HistoryFeed(ask, 1);
}

const idsSince = async (feed: HistoryFeed, mark: number) => {
  const rows = await feed.since(mark);
  return rows.ok ? rows.value.map(row => row.editId) : rows.failure;
};

describe('the edit history after a mark', () => {
  it('holds every row since, however many colleagues wrote meanwhile and were looked at by other changes', async () => {
    const history = { count: 100 };
    const feed = aFeed(history);
    expect(await feed.newest()).toEqual({ ok: true, value: 100 });
    history.count = 140;
    await feed.newest();
    const ids = await idsSince(feed, 100);
    expect(ids).toEqual(Array.from({ length: 40 }, (_, nth) => 101 + nth));
  });

  it('holds them after a restart, over more than one page', async () => {
    const ids = await idsSince(aFeed({ count: 1300 }), 100);
    expect(ids).toHaveLength(1200);
    expect(new Set(ids as number[]).size).toBe(1200);
  });

  it('tells what counts from what only waits for approval', async () => {
    const rows = await aFeed({ count: 2 }).since(0);
    expect(rows.ok && rows.value.map(({ isApplied }) => isApplied)).toEqual([true, false]);
  });

  it('is empty where nothing was written since', async () => {
    expect(await idsSince(aFeed({ count: 7 }), 7)).toEqual([]);
    expect(await idsSince(aFeed({ count: 0 }), 0)).toEqual([]);
  });

  it('keeps its mark where rows went together with their records', async () => {
    const history = { count: 100 };
    const feed = aFeed(history);
    await feed.newest();
    history.count = 60;
    expect(await feed.newest()).toEqual({ ok: true, value: 60 });
  });
});
