/**
 * `npm test`: checks, unit tests, portal suite, stories, torture and security cases, one after the other. Whatever failed is
 * said once more at the end, where a log that was cut still shows it, and one closing line counts them all.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';

const folder = await mkdtemp(path.join(tmpdir(), 'vasculum-tests-'));
const unitReport = path.join(folder, 'unit.json');
const storyReport = path.join(folder, 'stories.json');

const suites = [
  { name: 'check', run: ['npm', 'run', 'check'], count: exit => (exit === 0 ? [1, 0] : [0, 1]) },
  {
    name: 'unit tests',
    run: ['npx', 'vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`],
    count: async () => {
      const report = JSON.parse(await readFile(unitReport, 'utf8'));
      return [
        report.numPassedTests,
        report.numFailedTests + report.numFailedTestSuites * Number(report.numFailedTests === 0),
      ];
    },
  },
  {
    name: 'simulation of the outbox',
    run: ['npm', 'run', 'simulate'],
    count(_, output) {
      const [schedules, deep, late, violations] =
        /schedules=(\d+) deep=(\d+) late=(\d+) .* violations=(\d+)/.exec(output)?.slice(1).map(Number) ?? [];
      return violations === 0 ? [schedules + deep + late > 0 ? 1 : 0, 0] : [0, violations ?? 1];
    },
  },
  {
    name: 'portal suite over the practice portal',
    run: ['npm', 'run', 'portal-suite'],
    count: (_, output) => /(\d+) passed, (\d+) failed/.exec(output)?.slice(1).map(Number),
  },
  {
    name: 'stories',
    run: ['npx', 'playwright', 'test', '-c', 'e2e/playwright.config.ts'],
    env: { STORY_REPORT: storyReport },
    count: async () => {
      const { stats } = JSON.parse(await readFile(storyReport, 'utf8'));
      return [stats.expected, stats.unexpected + stats.flaky];
    },
    why: async () => reasonsOf(JSON.parse(await readFile(storyReport, 'utf8'))),
  },
  {
    name: 'a little torture',
    run: ['npm', 'run', 'test:torture'],
    count: (_, output) => /(\d+) passed, (\d+) failed/.exec(output)?.slice(1).map(Number),
  },
  {
    name: 'security cases',
    run: ['npm', 'run', 'check:security'],
    count(_, output) {
      const [cases, passed] = /cases=(\d+) passed=(\d+)/.exec(output)?.slice(1).map(Number) ?? [1, 0];
      return [passed, cases - passed];
    },
  },
];

function run([program, ...args], env = {}) {
  return new Promise(resolve => {
    const child = spawn(program, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    let output = '';
    for (const [from, to] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ])
      from.setEncoding('utf8').on('data', part => {
        output += part;
        to.write(part);
      });
    child.on('close', exit => resolve({ exit: exit ?? 1, output }));
  });
}

/** Playwright tells why a story failed where it failed, far above the end of its output. */
function reasonsOf({ specs = [], suites: inner = [], errors = [] }) {
  const failed = specs.flatMap(({ title, tests }) =>
    tests.flatMap(({ projectName, results }) =>
      results.flatMap(result => result.errors.map(({ message }) => `[${projectName}] ${title}\n${message}`)),
    ),
  );
  return [...errors.map(({ message }) => message), ...failed, ...inner.map(reasonsOf)].filter(Boolean).join('\n\n');
}

/** The end of a suite's output, where each runner sums up what failed. */
const LAST_LINES = 50;

let [passed, failed] = [0, 0];
const failures = [];
for (const suite of suites) {
  console.log(`\n== ${suite.name}`);
  const { exit, output } = await run(suite.run, suite.env);
  const [good, bad] = (await Promise.resolve(suite.count(exit, output)).catch(() => undefined)) ?? [0, 1];
  passed += good;
  const missed = exit !== 0 && bad === 0 ? 1 : bad;
  failed += missed;
  if (missed === 0) continue;
  const why = await Promise.resolve(suite.why?.()).catch(() => undefined);
  failures.push([
    suite.name,
    why ? stripVTControlCharacters(why) : output.trimEnd().split('\n').slice(-LAST_LINES).join('\n'),
  ]);
}
await rm(folder, { recursive: true });
for (const [name, end] of failures) console.log(`\n== failed: ${name}\n${end}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
