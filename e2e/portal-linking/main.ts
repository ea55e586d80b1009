/**
 * `npm run portal-linking`: Option 2 at our own page, the portal cut off in the middle, and the portal's tables compared with
 * what they must be. Over a practice portal of its own, or over a real one with scratch records that go in the end:
 *
 *   STATION_PORTAL_PASSWORD=… npm run portal-linking -- --portal URL --user NAME --collection ID
 */
import { parseArgs } from 'node:util';
import { chanceOf } from '../torture/chance.ts';
import { FaultyProxy } from '../torture/faulty-proxy.ts';
import { PortalForms, type Account } from '../torture/portal-forms.ts';
import { OwnPracticePortal } from '../torture/portals.ts';
import { compare, lookBefore } from './judge.ts';
import { PortalTables } from './portal-tables.ts';
import { Scratch, type ScratchSheet } from './scratch.ts';
import { planSheets } from './sheets.ts';
import { workTheList } from './technician.ts';

const { values } = parseArgs({
  options: { portal: { type: 'string' }, user: { type: 'string' }, collection: { type: 'string', default: '1' } },
});
const password = process.env['STATION_PORTAL_PASSWORD'] ?? '';
delete process.env['STATION_PORTAL_PASSWORD'];

const say = (sentence: string): void => console.error(sentence);
const REAL_TIME = 1;

interface Place {
  readonly root: string;
  readonly account: Account;
  readonly practice: OwnPracticePortal;
}

async function openPlace(): Promise<Place> {
  const practice = await OwnPracticePortal.start();
  if (values.portal === undefined) return { root: practice.root, account: practice.account, practice };
  return { root: values.portal.replace(/\/+$/, ''), account: { user: values.user ?? '', password }, practice };
}

async function run({ root, account, practice }: Place): Promise<void> {
  const collid = Number(values.collection);
  const forms = await PortalForms.signIn(root, collid, account);
  const tables = new PortalTables(root, collid, forms);
  const scratch = new Scratch(forms, tables);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void scratch.removeAll().finally(() => process.exit(1)));
  const proxy = await FaultyProxy.open(new URL(root).origin, chanceOf(1), REAL_TIME);
  try {
    const sheets = await scratch.makeAll(planSheets(Date.now()));
    const [first] = await tables.waiting();
    if (first !== sheets[0]?.occid)
      throw new Error('Records of others wait before those of this run: it would touch them.');
    const before = await lookBefore(tables, sheets);
    const address = proxy.origin + new URL(root).pathname;
    const practiceOrigin = new URL(practice.root).origin;
    const takeNumber = (sheet: ScratchSheet) => scratch.takeNumber(sheet);
    await workTheList({ address, collid, account, proxy, practiceOrigin, takeNumber }, sheets, say);
    const { wrong, others } = await compare(tables, sheets, before);
    wrong.forEach(say);
    const count = (decision: string) => sheets.filter(sheet => sheet.decision === decision).length;
    const [numbers, merged, taken] = [count('number'), count('merge'), count('taken')];
    const flagged = sheets.length - numbers - merged - taken;
    const figures = `sheets=${sheets.length} numbers=${numbers} merged=${merged} flagged=${flagged} taken_meanwhile=${taken}`;
    console.log(`${figures} rows_compared=${others} wrong=${wrong.length}`);
    process.exitCode = wrong.length === 0 ? 0 : 1;
  } finally {
    await proxy.close();
    await scratch.removeAll();
  }
}

const place = await openPlace();
await run(place).finally(() => place.practice.close());
