/** How fast the outbox asks a portal, so that it leaves room for everybody else. Retries have limits of their own. */
import type { Portal } from '../../../shared/portal/portal.ts';

export interface PacePorts {
  readonly now: () => number;
  readonly after: (ms: number, then: () => void) => () => void;
}

/** How many requests each question costs; what the bench looks up is not the outbox's and never waits. */
const QUESTIONS: Readonly<Partial<Record<keyof Portal, number>>> = {
  readRecord: 1,
  readWhole: 3,
  holdersOf: 1,
  bearersOf: 3,
  historyMark: 1,
  historySince: 1,
  ownHistory: 1,
};

/** Writes do not wait: between the last look at who is signed in and the write nothing may come. The next question does. */
const WRITES: ReadonlySet<keyof Portal> = new Set<keyof Portal>([
  'sendEdits',
  'addIdentifier',
  'removeIdentifier',
  'merge',
  'create',
  'attachImage',
  'associate',
]);

/** The same portal, asked at most so often in a second. */
export function atPace(portal: Portal, requestsPerSecond: number, { now, after }: PacePorts): Portal {
  let free = 0;
  /** Takes the next place in the queue; answers how far off it is, in milliseconds. */
  const take = (requests: number): number => {
    const begin = Math.max(now(), free);
    free = begin + (requests * 1000) / requestsPerSecond;
    return begin - now();
  };
  return new Proxy(portal, {
    get(target, name: keyof Portal) {
      const requests = QUESTIONS[name];
      const call = target[name] as (...given: unknown[]) => unknown;
      if (WRITES.has(name)) take(1);
      if (requests === undefined) return call;
      return async (...given: unknown[]) => {
        const wait = take(requests);
        if (wait > 0) await new Promise<void>(resolve => after(wait, resolve));
        return call.apply(target, given);
      };
    },
  });
}
