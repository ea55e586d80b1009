/** The browser shell: the host behind 127.0.0.1, for an ordinary browser. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import path from 'node:path';
import { z } from 'zod';
import { practicePortalFolder, readStation, StationHost, writeStation } from '../host/host.ts';
import { EventLines } from './event-lines.ts';
import { createTransport } from './http-transport.ts';
import { LocalOnly } from './local-only.ts';
import { practiceProcess } from '../shell/practice-process.ts';
import { readStaticFiles } from '../shell/static-files.ts';

export interface WebShellOptions {
  readonly root: string;
  /** Undefined: the port this station has always had. */
  readonly port: number | undefined;
  /** Folder of the built page. */
  readonly page: string;
  readonly practiceProgram: string;
  readonly practiceStartedElsewhere: string | undefined;
  readonly version: string;
}

export interface WebShell {
  readonly startLink: string;
  close(): Promise<void>;
}

const RunFile = z.object({ port: z.number().int(), key: z.string() });
const runFile = (root: string) => path.join(root, 'run.json');

/** Throws PortTaken, FolderInUse or DamagedJournal. */
export async function openWebShell(options: WebShellOptions): Promise<WebShell> {
  const { root } = options;
  await mkdir(root, { recursive: true });
  const station = await readStation(root);
  const port = options.port ?? station.port;
  const guard = new LocalOnly(port, () => Date.now());
  const startKey = randomBytes(24).toString('base64url');
  let host: StationHost | undefined;
  const lines = new EventLines(windowId => host?.windowGone(windowId));
  const files = await readStaticFiles(options.page);
  const server = createTransport({
    guard,
    files,
    lines,
    host: () => host,
    startKey,
    report: error => (host ? host.report(error) : reportFault(error)),
  });
  await listen(server, port);
  try {
    host = await StationHost.open({
      root,
      shell: 'web',
      vault: undefined,
      chooseFolder: undefined,
      version: options.version,
      practice: practiceProcess({
        launch: args => launchDetached(options.practiceProgram, args),
        folder: practicePortalFolder(root),
        startedElsewhere: options.practiceStartedElsewhere,
      }),
      announce: (name, payload) => lines.announce(name, payload),
    });
  } catch (error) {
    server.close();
    throw error;
  }
  await writeStation(root, { ...(await readStation(root)), port });
  await writeRunFile(root, { port, key: startKey });
  return {
    startLink: linkOf(port, guard.newStartToken()),
    async close() {
      lines.close();
      server.close();
      server.closeAllConnections();
      await host?.close();
      await rm(runFile(root), { force: true });
    },
  };
}

/** Subtle: detached and without our pipes, so that it lives on when the host is killed. */
function launchDetached(program: string, args: readonly string[]): void {
  spawn(process.execPath, [program, ...args], { detached: true, stdio: 'ignore' }).unref();
}

/** A fresh link to the shell that already serves this station folder; undefined where none answers. */
export async function linkToRunning(root: string): Promise<string | undefined> {
  try {
    const { port, key } = RunFile.parse(JSON.parse(await readFile(runFile(root), 'utf8')));
    const answer = await fetch(`http://127.0.0.1:${port}/start-link`, {
      method: 'POST',
      body: JSON.stringify({ key }),
    });
    return linkOf(port, z.object({ token: z.string() }).parse(await answer.json()).token);
  } catch {
    return undefined;
  }
}

export class PortTaken extends Error {
  constructor(readonly port: number) {
    super(`Another program uses port ${port} of this computer.`);
  }
}

/** Subtle: a file that a killed program left behind would keep its old permissions, so it goes first. */
async function writeRunFile(root: string, run: z.infer<typeof RunFile>): Promise<void> {
  await rm(runFile(root), { force: true });
  await writeFile(runFile(root), JSON.stringify(run), { mode: 0o600, flag: 'wx' });
}

const linkOf = (port: number, token: string): string => `http://127.0.0.1:${port}/#token=${token}`;

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new PortTaken(port) : error),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
}

/** Before any station folder is open there is no log but the terminal. */
function reportFault(error: unknown): string {
  const reference = Date.now().toString(36).toUpperCase();
  console.error(`Fault ${reference}:`, error);
  return reference;
}
