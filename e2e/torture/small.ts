/** `npm run test:torture`: a little of every torture, for each `npm test`; `npm run torture` has more. */
import { killBrowsers } from './browser-kills.ts';
import { chanceOf } from './chance.ts';
import { fillDisks } from './disk-full.ts';
import { newLink, type Listed } from './entry.ts';
import { meetEveryFault } from './fault-run.ts';
import { FAULTS } from './faulty-proxy.ts';
import { killAgainAndAgain } from './kill-run.ts';
import { Ledger, NO_COLLEAGUE, type Figures } from './ledger.ts';
import type { PortalView } from './portal-eyes.ts';
import { OwnPracticePortal } from './portals.ts';

const SEED = 20;
const CLOCK_RATE = 30;
const HOST_KILLS = 6;
const BROWSER_KILLS = 2;
const FULL_DISKS = 2;
const say = (sentence: string): void => console.log(`      ${sentence}`);

interface Case {
  readonly name: string;
  /** Undefined: skipped, and the reason has been said. */
  readonly run: () => Promise<Figures | undefined>;
  readonly acknowledged: number;
}

const CASES: readonly Case[] = [
  {
    name: 'a host killed again and again, over a faulty line, loses nothing and does nothing twice',
    run: killHosts,
    acknowledged: HOST_KILLS,
  },
  {
    name: 'every way in which a save can go wrong loses nothing and does nothing twice',
    run: () => meetEveryFault(chanceOf(SEED), CLOCK_RATE, say),
    acknowledged: 2 * FAULTS.length,
  },
  {
    name: 'a browser killed while specimens are being linked shows afterwards all that it called saved',
    run: () => killBrowsers(BROWSER_KILLS, chanceOf(SEED), say),
    acknowledged: BROWSER_KILLS,
  },
  {
    name: 'a full disk is told to the person and loses nothing',
    run: () => fillDisks(FULL_DISKS, chanceOf(SEED), CLOCK_RATE, say),
    acknowledged: FULL_DISKS,
  },
];

async function killHosts(): Promise<Figures> {
  const portal = await OwnPracticePortal.start();
  const { occids } = portal;
  const secondAccount = { user: 'supervisor', password: 'practice' };
  try {
    const wish = { portal, occids, kills: HOST_KILLS, clockRate: CLOCK_RATE, faultShare: 0.05, secondAccount, say };
    return await killAgainAndAgain({ ...wish, chance: chanceOf(SEED), tag: 'SMALL' });
  } finally {
    await portal.close();
  }
}

/** What would be found if it were there: a ledger that never complains proves nothing. */
function ledgerComplains(): boolean {
  const ledger = new Ledger();
  const [kept, lost, doubled] = [1, 2, 3].map(occid => newLink(occid, null, `VASC${occid}`));
  if (!kept || !lost || !doubled) return false;
  for (const link of [kept, lost, doubled]) {
    ledger.sent.set(link.id, link);
    ledger.acknowledged.add(link.id);
  }
  const listed: readonly Listed[] = [kept, doubled].map(({ id, occid }) => ({
    id,
    occid,
    delivery: { is: 'delivered' },
  }));
  const view: PortalView = {
    replacedBy: occid => (occid === doubled.occid ? [null, null] : [null]),
    standing: occid => ({ catalogNumber: `VASC${occid}`, occurrenceRemarks: null }),
  };
  const journal = { queued: new Set([kept.id, doubled.id]), attempts: 2 };
  ledger.judge({ listed, journal, view, writes: 3, colleague: NO_COLLEAGUE });
  const figures = ledger.figures(1);
  return figures.lost === 1 && figures.doubled === 2;
}

async function passes({ name, run, acknowledged }: Case): Promise<boolean> {
  try {
    const figures = await run();
    const isGood = !figures || (figures.lost + figures.doubled === 0 && figures.acknowledged >= acknowledged);
    console.log(`${isGood ? 'ok   ' : 'FAIL '} ${name} ${figures ? JSON.stringify(figures) : '(skipped)'}`);
    return isGood;
  } catch (error) {
    console.log(`FAIL  ${name}\n      ${error instanceof Error ? error.stack : String(error)}`);
    return false;
  }
}

const complains = ledgerComplains();
console.log(`${complains ? 'ok   ' : 'FAIL '} the ledger notices one lost and two doubled entries`);
const results = [complains, ...(await Promise.all(CASES.map(passes)))];
const passed = results.filter(Boolean).length;
console.log(`\n${passed} passed, ${results.length - passed} failed`);
process.exitCode = passed === results.length ? 0 : 1;
