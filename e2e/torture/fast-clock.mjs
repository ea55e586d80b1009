/**
 * `node --import fast-clock.mjs?rate=N&since=MS PROGRAM`: the shipped program on a computer whose clock has run N times faster
 * since that moment, so that a rest of 150 seconds is over sooner. Waits and moments shrink together, a program that is
 * started again meets the same clock, and it knows nothing of it.
 */
import { performance } from 'node:perf_hooks';

const asked = new URL(import.meta.url).searchParams;
const [rate, since] = [Number(asked.get('rate')), Number(asked.get('since'))];
const [wallNow, steadyNow] = [Date.now, performance.now.bind(performance)];

Date.now = () => Math.round(since + (wallNow() - since) * rate);
performance.now = () => steadyNow() * rate;
for (const name of ['setTimeout', 'setInterval']) {
  const plain = globalThis[name];
  // Subtle: Node's own modules took theirs before, so a socket's patience stays as it is.
  globalThis[name] = (then, ms = 0, ...values) => plain(then, ms / rate, ...values);
}
