/** What must hold after any run. I1 to I12 of RELIABILITY 3.1, judged by what really happened at the portal. */
import { isDeepStrictEqual } from 'node:util';
import { disorder, judgeWish, lost } from './entry-invariants.ts';
import { judgeEffect } from './effect-invariants.ts';
import { PASSWORD } from './portal-pages.ts';
import { isAccountOf, type Run } from './run.ts';

export function violationsOf(run: Run): readonly string[] {
  const wishes = run.stations.flatMap(station => [...station.made.values()].map(entry => ({ station, entry })));
  const ours = run.model.effects.filter(effect => run.stations.some(station => isAccountOf(station, effect.by)));
  return [
    ...lost(run),
    ...ours.flatMap(effect => judgeEffect(run, effect, wishes)),
    ...wishes.flatMap(wish => judgeWish(run, wish, ours, wishes)),
    ...disorder(run, ours, wishes),
    ...machinery(run),
  ];
}

/** I8, I10, I11, I12, and no bug on the way. */
function machinery({
  stations,
  replayed,
  texts,
  writes,
  editorsOpened,
  requests,
  mostInFlight,
}: Run): readonly string[] {
  const found: string[] = [];
  const entries = stations.reduce((sum, { made }) => sum + made.size, 0);
  if (requests > 400 + 60 * (entries + 1)) found.push(`I11 busy: ${requests} requests for ${entries} entries`);
  const intents = stations.reduce((sum, station) => sum + station.intents, 0);
  if (writes > intents) found.push(`D2 wire: ${writes} writes for ${intents} intents`);
  if (editorsOpened > 0) found.push(`C9 lock: ${editorsOpened} editor pages opened`);
  if (mostInFlight > 1) found.push(`I12 writers: ${mostInFlight} at once under one account`);
  for (const [nth, station] of stations.entries()) {
    for (const fault of station.faults) found.push(`fault: ${fault}`);
    if (texts[nth]?.includes(PASSWORD)) found.push('I10 secret: the password is in the journal');
    if (!isDeepStrictEqual(station.journal?.projection.queue, replayed[nth]?.queue))
      found.push('I8 replay: the journal says something else when it is read again');
  }
  return found;
}
