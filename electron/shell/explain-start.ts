/** Why a station did not open, in a sentence for the person; undefined where it is a bug. */
import { DamagedJournal, FolderInUse } from '../host/host.ts';

export function explainStart(error: unknown, root: string): string | undefined {
  if (error instanceof FolderInUse)
    return `${error.message} Two must not work in one folder. Use the one that is open.`;
  if (error instanceof DamagedJournal)
    return `${error.message} Nothing is sent and nothing was changed. Keep the folder ${root} as it is and ask for help.`;
  return undefined;
}
