/** The practice portal as a process of its own: found where it runs, started where it does not; how long it lives is the shell's to say. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { PracticeSheet } from '../../shared/contract/host-contract.ts';
import type { Practice } from '../host/host.ts';

const PortalFile = z.object({ port: z.number().int(), pid: z.number().int() });
const Health = z.object({ app: z.literal('vasculum practice portal'), folder: z.string() });
const SheetRow = PracticeSheet.omit({ imageId: true });

/** Below this a computer that just woke up is still starting the process. */
const LONGEST_START_MS = 15_000;
const LOOK_AGAIN_MS = 25;

export interface PracticeProcessOptions {
  /** Starts the practice portal's program with these arguments, without waiting for it. */
  readonly launch: (args: readonly string[]) => void;
  /** Where it keeps its state. */
  readonly folder: string;
  /** One that somebody else has started on this computer, `http://127.0.0.1:PORT`: used as it is. */
  readonly startedElsewhere?: string | undefined;
}

export function practiceProcess(options: PracticeProcessOptions): Practice {
  const origin = async (): Promise<string> =>
    options.startedElsewhere ?? (await running(options.folder)) ?? start(options);
  return {
    address: async () => `${await origin()}/portal`,
    startOver: async () => void (await fetch(`${await origin()}/practice/start-over`, { method: 'POST' })),
    async sheets() {
      const answer = await fetch(`${await origin()}/practice/sheets`).catch(() => undefined);
      if (!answer) return [];
      return z
        .array(SheetRow)
        .parse(await answer.json())
        .map(sheet => ({ ...sheet, imageId: `practice-${sheet.id}` }));
    },
    async picture(sheetId) {
      const answer = await fetch(`${await origin()}/practice/sheets/${sheetId}.jpg`).catch(() => undefined);
      return answer?.ok ? Buffer.from(await answer.arrayBuffer()) : undefined;
    },
  };
}

/** The origin of the practice portal that serves this folder, if one answers. */
async function running(folder: string): Promise<string | undefined> {
  try {
    const { port } = PortalFile.parse(JSON.parse(await readFile(path.join(folder, 'portal.json'), 'utf8')));
    const address = `http://127.0.0.1:${port}`;
    const health = Health.parse(await (await fetch(`${address}/practice/health`)).json());
    return path.resolve(health.folder) === path.resolve(folder) ? address : undefined;
  } catch {
    return undefined;
  }
}

async function start({ launch, folder }: PracticeProcessOptions): Promise<string> {
  launch(['--folder', folder]);
  const until = Date.now() + LONGEST_START_MS;
  while (Date.now() < until) {
    const address = await running(folder);
    if (address) return address;
    await new Promise(resolve => setTimeout(resolve, LOOK_AGAIN_MS));
  }
  throw new Error('The practice portal did not start.');
}
