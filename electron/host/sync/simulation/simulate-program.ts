/** `npm run simulate`: schedules by the thousand, on every core. Prints one line of figures and a count per fault. */
import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { EVERY_FAULT } from './faults.ts';
import { runShare, type Share } from './share.ts';
import { addUp, type Tally } from './tally.ts';
import { verdictOn } from './verdict.ts';

/** A run of so many schedules ends lives with every fault of every kind, a shorter one with a few. */
const WHOLE_FROM = 10_000;

const { values: wished } = parseArgs({
  options: {
    schedules: { type: 'string', default: '2000' },
    deep: { type: 'string', default: '20' },
    late: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    share: { type: 'string' },
    /** Ends at the first violation, without looking for the smallest schedule. */
    'only-whether': { type: 'boolean', default: false },
  },
});

if (wished.share) process.send?.(await runShare(JSON.parse(wished.share) as Share));
else await runAll();

async function runAll(): Promise<void> {
  const workers = availableParallelism();
  const shareOf = (count: string, nth: number) => Math.floor((Number(count) + nth) / workers);
  const shares = Array.from({ length: workers }, (_, nth): Share => ({
    standard: shareOf(wished.schedules, nth),
    deep: shareOf(wished.deep, nth),
    late: shareOf(wished.late, nth),
    seed: Number(wished.seed) * 1_000 + nth,
    isOnlyWhether: wished['only-whether'],
    isWhole: Number(wished.schedules) >= WHOLE_FROM,
    nth,
    of: workers,
  }));
  report(addUp(await Promise.all(shares.map(inProcess))), Number(wished.schedules));
}

function inProcess(share: Share): Promise<Tally> {
  return new Promise((resolve, reject) => {
    const child = fork(process.argv[1] ?? '', ['--share', JSON.stringify(share)], { serialization: 'advanced' });
    child.once('message', tally => resolve(tally as Tally));
    child.once('exit', code => (code === 0 ? undefined : reject(new Error(`A share ended with ${code}.`))));
  });
}

function report(tally: Tally, wanted: number): void {
  for (const failure of tally.failures) console.log(failure);
  const hits = new Map([...EVERY_FAULT.map((fault): [string, number] => [fault, 0]), ...tally.hit]);
  for (const [fault, count] of hits) console.log(`${fault}=${count}`);
  const faults = [...hits.values()].reduce((total, count) => total + count, 0);
  console.log(
    `schedules=${tally.standard} deep=${tally.deep} late=${tally.late} ` +
      `crash_points=${tally.crashes} faults_injected=${faults} violations=${tally.failures.length}`,
  );
  const { exit, sentences } = verdictOn(tally, wanted);
  for (const sentence of sentences) console.log(sentence);
  process.exitCode = exit;
}
