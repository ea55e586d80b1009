/** The web shell as a process that is killed and started again, and what it prints. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath, pathToFileURL } from 'node:url';

const START = fileURLToPath(new URL('../../dist/station/start.js', import.meta.url));
const FAST_CLOCK = pathToFileURL(fileURLToPath(new URL('./fast-clock.mjs', import.meta.url))).href;

export interface HostWish {
  readonly root: string;
  readonly port: number;
  /** Origin of the practice portal, or of what stands before it. */
  readonly practiceOrigin: string;
  /** How much faster the host's clock runs than ours; 1 leaves it alone. */
  readonly clockRate: number;
}

/** No host outlives the torture, however that ends. */
const running = new Set<ChildProcess>();
process.once('exit', () => running.forEach(child => child.kill('SIGKILL')));

/** All hosts of one run share the moment at which their clocks began to hurry. */
const HURRYING_SINCE = Date.now();

export class HostProcess {
  private output = '';

  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
  ) {
    running.add(child);
    child.once('exit', () => running.delete(child));
    const heard = (part: Buffer) => (this.output += String(part));
    child.stdout?.on('data', heard);
    child.stderr?.on('data', heard);
  }

  static start({ root, port, practiceOrigin, clockRate }: HostWish): HostProcess {
    const clock = clockRate === 1 ? [] : ['--import', `${FAST_CLOCK}?rate=${clockRate}&since=${HURRYING_SINCE}`];
    const words = ['--root', root, '--port', String(port), '--in-browser', '--no-browser'];
    const child = spawn(process.execPath, [...clock, START, ...words, '--practice-portal', practiceOrigin]);
    return new HostProcess(child, port);
  }

  /** The token in the start link that it prints; undefined where it ended before. Throws what it said when it ended by itself. */
  async startToken(): Promise<string | undefined> {
    for (;;) {
      const token = /#token=(\S+)/.exec(this.output)?.[1];
      if (token !== undefined) return token;
      if (!this.isRunning && this.child.signalCode === null) throw new Error(`The host did not start: ${this.output}`);
      if (!this.isRunning) return undefined;
      await Promise.race([once(this.child.stdout as NodeJS.EventEmitter, 'data'), once(this.child, 'close')]);
    }
  }

  /** SIGKILL: nothing of it may clean up. */
  kill = (): Promise<void> => this.end('SIGKILL');
  close = (): Promise<void> => this.end('SIGTERM');

  private get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    if (!this.isRunning) return;
    const ended = once(this.child, 'exit');
    this.child.kill(signal);
    await ended;
  }
}

/** A port that nobody listens at right now. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, 'close');
  return port;
}
