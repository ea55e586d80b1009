/**
 * `npm run torture`: kills the station while it works, and compares what it promised with what journal and portal hold.
 *
 *   --kills N --stations S --seed K --faults SHARE --clock RATE      over practice portals of its own
 *   --browser-kills N                                                a real browser on the page is killed instead
 *   --full-disks N                                                   the station's disk runs full instead
 *   --portal URL --user U --collection C --records R [--second-user U2]   over a real one, with scratch records
 */
import { parseArgs } from 'node:util';
import { killBrowsers } from './browser-kills.ts';
import { chanceOf } from './chance.ts';
import { fillDisks } from './disk-full.ts';
import { killAgainAndAgain } from './kill-run.ts';
import { addFigures, noFigures, type Figures } from './ledger.ts';
import { OwnPracticePortal, RealPortal, type TorturedPortal } from './portals.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    stations: { type: 'string', default: '2' },
    'browser-kills': { type: 'string' },
    'full-disks': { type: 'string' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    faults: { type: 'string', default: '0.05' },
    clock: { type: 'string' },
    portal: { type: 'string' },
    user: { type: 'string', default: '' },
    collection: { type: 'string', default: '1' },
    records: { type: 'string', default: '60' },
    'second-user': { type: 'string' },
  },
});

const PRACTICE_CLOCK = 30;
/** A real portal takes longer to answer than the practice portal; its requests must not seem too late. */
const REAL_PORTAL_CLOCK = 10;
const ACKNOWLEDGED_PER_KILL = 5;

const say = (sentence: string): void => console.error(sentence);
const seed = Number(values.seed);
const password = process.env['STATION_PORTAL_PASSWORD'] ?? '';

function clockRate(): number {
  const rate = Number(values.clock ?? (values.portal === undefined ? PRACTICE_CLOCK : REAL_PORTAL_CLOCK));
  const isLocal = values.portal === undefined || ['127.0.0.1', 'localhost'].includes(new URL(values.portal).hostname);
  if (isLocal) return rate;
  if (values.clock !== undefined && rate !== 1) throw new Error('--clock is for portals on this computer only.');
  return 1;
}

/** One practice portal for each station, or one real portal for all. */
async function openPortals(stations: number): Promise<readonly TorturedPortal[]> {
  if (values.portal === undefined)
    return Promise.all(Array.from({ length: stations }, () => OwnPracticePortal.start()));
  const account = { user: values.user, password };
  const root = values.portal.replace(/\/+$/, '');
  return [await RealPortal.open({ root, collid: Number(values.collection), account, records: Number(values.records) })];
}

function secondAccount() {
  const user = values['second-user'];
  return user === undefined ? undefined : { user, password: process.env['STATION_PORTAL_PASSWORD2'] ?? password };
}

function report({ kills, acknowledged, lost, doubled }: Figures, acknowledgedPerKill: number): void {
  console.log(`kills=${kills} acknowledged=${acknowledged} lost=${lost} doubled=${doubled}`);
  process.exitCode = lost + doubled > 0 || acknowledged < acknowledgedPerKill * kills ? 1 : 0;
}

async function run(portals: readonly TorturedPortal[], stations: number): Promise<Figures> {
  const kills = Number(values.kills);
  const figures = noFigures();
  const runs = Array.from({ length: stations }, (_, nth) => {
    const portal = portals[nth % portals.length] as TorturedPortal;
    return killAgainAndAgain({
      portal,
      occids: portals.length === 1 ? portal.occids.filter((_one, index) => index % stations === nth) : portal.occids,
      kills: Math.floor(kills / stations) + (nth < kills % stations ? 1 : 0),
      chance: chanceOf(seed * 1_000 + nth),
      clockRate: clockRate(),
      faultShare: Number(values.faults),
      tag: `TORT${(Date.now() % 100_000_000).toString(36)}S${nth}F`,
      secondAccount: secondAccount(),
      say,
    });
  });
  for (const part of await Promise.all(runs)) addFigures(figures, part);
  return figures;
}

async function killHosts(): Promise<Figures> {
  const stations = Number(values.stations);
  const portals = await openPortals(stations);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void closeAll(portals).finally(() => process.exit(1)));
  try {
    return await run(portals, stations);
  } finally {
    await closeAll(portals);
  }
}

/** A real portal's scratch records go, however the torture ends. */
async function closeAll(portals: readonly TorturedPortal[]): Promise<void> {
  for (const portal of portals) await portal.close();
}

say(`seed ${seed}`);
if (values['browser-kills'] !== undefined)
  report(await killBrowsers(Number(values['browser-kills']), chanceOf(seed), say), 1);
else if (values['full-disks'] !== undefined) {
  const figures = await fillDisks(Number(values['full-disks']), chanceOf(seed), clockRate(), say);
  if (figures) report(figures, 1);
} else report(await killHosts(), ACKNOWLEDGED_PER_KILL);
