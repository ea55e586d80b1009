/** What a program of Node's says, line by line, until it ends or falls silent for too long. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A reader that hangs ends here; one that only waits for a busy machine does not. */
export const LONGEST_MS = 900_000;

/** Ends early, without an error, where the program was stopped for its silence. */
export async function* spoken(args: readonly string[]): AsyncGenerator<string> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (said: Buffer) => (complaint += said.toString()));
  const ended = once(child, 'close');
  const timer = setTimeout(() => child.kill('SIGKILL'), LONGEST_MS);
  let lines = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    timer.refresh();
    lines += 1;
    yield line;
  }
  await ended;
  clearTimeout(timer);
  if (lines === 0 && !child.killed) throw new Error(`A reader said nothing. ${complaint}`);
}
