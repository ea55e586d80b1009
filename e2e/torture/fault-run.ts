/** Every fault once, each at the save of an entry of its own that another change of the same record waits behind. */
import type { Chance } from './chance.ts';
import { FAULTS, FaultyProxy } from './faulty-proxy.ts';
import { lookAt } from './portal-eyes.ts';
import { OwnPracticePortal } from './portals.ts';
import { NO_COLLEAGUE, type Figures } from './ledger.ts';
import { TorturedStation } from './tortured-station.ts';
import type { WindowClient } from './window-client.ts';

export async function meetEveryFault(
  chance: Chance,
  clockRate: number,
  say: (sentence: string) => void,
): Promise<Figures> {
  const portal = await OwnPracticePortal.start();
  const proxy = await FaultyProxy.open(new URL(portal.root).origin, chance, clockRate);
  const station = await TorturedStation.make({ portal, proxy, occids: portal.occids, chance, clockRate, tag: 'FAULT' });
  try {
    await queueTwoForEach(station, portal.occids.slice(0, FAULTS.length));
    for (const fault of FAULTS) proxy.meetNextWrite(fault);
    const listed = await station.drain();
    const view = await lookAt(portal.root, portal.collid, portal.occids);
    const journal = await station.journal();
    station.ledger.judge({ listed, journal, view, writes: proxy.writes, colleague: NO_COLLEAGUE });
    for (const complaint of station.ledger.complaints) say(complaint);
    for (const fault of FAULTS) if (proxy.met.get(fault) !== 1) throw new Error(`No save has met ${fault}.`);
    return station.ledger.figures(0);
  } finally {
    await station.discard();
    await proxy.close();
    await portal.close();
  }
}

/** Queued by a life that never lets anything leave. */
async function queueTwoForEach(station: TorturedStation, occids: readonly number[]): Promise<void> {
  const host = station.start();
  try {
    const window = (await station.enter(host, 'only looks')) as WindowClient;
    for (const occid of occids.flatMap(one => [one, one])) await station.linkOne(window, occid);
  } finally {
    await host.kill();
  }
}
