/** Kills one station's host many times, folder after folder, and adds up what every folder had to answer for. */
import type { Chance } from './chance.ts';
import { Colleague } from './colleague.ts';
import { FaultyProxy } from './faulty-proxy.ts';
import { addFigures, NO_COLLEAGUE, noFigures, personsReasons, type Figures } from './ledger.ts';
import { lookAt } from './portal-eyes.ts';
import { PortalForms, type Account } from './portal-forms.ts';
import type { TorturedPortal } from './portals.ts';
import { TorturedStation } from './tortured-station.ts';

export interface KillWish {
  readonly portal: TorturedPortal;
  /** The records that are this station's alone. */
  readonly occids: readonly number[];
  readonly kills: number;
  readonly chance: Chance;
  readonly clockRate: number;
  readonly faultShare: number;
  readonly tag: string;
  /** Edits a tenth of the same records meanwhile. */
  readonly secondAccount: Account | undefined;
  /** Progress and complaints, for whoever watches. */
  readonly say: (sentence: string) => void;
}

/** A folder's journal stays as long as some days of work. */
const KILLS_PER_FOLDER = 100;
/** So few that records are linked again and again: what comes late then undoes something. */
const MOST_RECORDS = 120;
const [SHORTEST_LIFE_MS, LONGEST_LIFE_MS] = [50, 3_000];

export async function killAgainAndAgain(wish: KillWish): Promise<Figures> {
  const figures = noFigures();
  const proxy = await FaultyProxy.open(new URL(wish.portal.root).origin, wish.chance, wish.clockRate);
  try {
    const occids = wish.occids.slice(0, MOST_RECORDS);
    for (let folder = 1; figures.kills < wish.kills; folder += 1) {
      const kills = Math.min(KILLS_PER_FOLDER, wish.kills - figures.kills);
      addFigures(figures, await oneFolder({ ...wish, occids, kills, tag: `${wish.tag}${folder}N` }, proxy));
      wish.say(`${wish.tag}: ${JSON.stringify(figures)} faults met: ${JSON.stringify(Object.fromEntries(proxy.met))}`);
    }
  } finally {
    await proxy.close();
  }
  return figures;
}

async function oneFolder(wish: KillWish, proxy: FaultyProxy): Promise<Figures> {
  const { portal, chance, kills, say } = wish;
  await portal.renew();
  const station = await TorturedStation.make({ ...wish, proxy });
  await station.setUp();
  const colleague = await colleagueOf(wish);
  proxy.writes = 0;
  proxy.faultShare = wish.faultShare;
  for (let nth = 0; nth < kills; nth += 1) await station.live(chance.between(SHORTEST_LIFE_MS, LONGEST_LIFE_MS));
  proxy.faultShare = 0;
  await colleague?.stop();
  const listed = await station.drain();
  const view = await lookAt(portal.root, portal.collid, wish.occids);
  const journal = await station.journal();
  station.ledger.judge({ listed, journal, view, writes: proxy.writes, colleague: colleague ?? NO_COLLEAGUE });
  for (const [reason, times] of personsReasons(listed)) say(`${wish.tag}: ${times} wait for a person: ${reason}`);
  for (const complaint of station.ledger.complaints) say(`${wish.tag}: ${complaint}`);
  if (station.ledger.complaints.length === 0) await station.discard();
  else say(`${wish.tag}: its folder is kept: ${station.folder}`);
  return station.ledger.figures(kills);
}

async function colleagueOf({ portal, occids, chance, secondAccount, tag }: KillWish): Promise<Colleague | undefined> {
  if (!secondAccount) return undefined;
  const forms = await PortalForms.signIn(portal.root, portal.collid, secondAccount);
  const tenth = occids.filter((_, index) => index % 10 === 0);
  return new Colleague(forms, tenth, chance, `COLL${tag}`);
}
