/** A way to run the program: each story says the same words to all of them. */
import { readdir, readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';

export type ShellName = 'browser' | 'stand-in' | 'electron';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Shell {
  /** Starts the program with these arguments; its window, once one can work in it. */
  open(args: readonly string[], size: Size): Promise<Page>;
  /** Ends it as a person does, window and all. */
  close(): Promise<void>;
  /** A power cut: nothing of it may clean up. */
  kill(): Promise<void>;
  /** An MJPEG file that plays before its camera; to be said before it is opened. */
  film: string | undefined;
  /** All that it has printed since its last start. */
  readonly output: string;
}

export const canBeWorkedIn = (page: Page): Promise<void> => page.locator('body[data-ready=true]').waitFor();

/** Ends every process that was started with this text in its arguments. */
export async function killProcessesWith(text: string): Promise<void> {
  const pids = (await readdir('/proc')).filter(name => /^\d+$/.test(name)).map(Number);
  const lines = await Promise.all(pids.map(pid => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
  for (const [nth, pid] of pids.entries()) if (lines[nth]?.includes(text)) end(pid);
}

/** A child of one that was just ended may be gone already. */
function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
