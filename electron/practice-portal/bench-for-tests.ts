/** The bench that a file's tests stand at: a portal that begins anew, Ana signed in there, and a stranger who is not. */
import { PracticeBench, Visitor } from './practice-bench.ts';

interface Company {
  readonly bench: PracticeBench;
  readonly ana: Visitor;
  readonly stranger: Visitor;
}

type Hook = (run: () => Promise<void>) => void;

/** A bench for each test, or one for all of a file, as the two hooks of the test runner say. */
export function benchFor(before: Hook, after: Hook): Company {
  const bench = new PracticeBench();
  const company = { bench, ana: new Visitor(bench), stranger: new Visitor(bench) };
  before(() => begin(company));
  after(() => bench.close());
  return company;
}

async function begin({ bench, ana, stranger }: Company): Promise<void> {
  await bench.begin();
  for (const visitor of [ana, stranger]) visitor.forget();
  await ana.signIn('practice');
}
