/** Who signs in to which connection: in the host's memory, and sealed on disk where the shell has a keychain. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Account } from '../../shared/portal/portal.ts';
import { connectionFolder } from './station-folder.ts';

/** What the computer's keychain does for us. Both throw where it is locked or gone. */
export interface Vault {
  seal(text: string): Promise<Buffer>;
  unseal(bytes: Buffer): Promise<string>;
}

const Sealed = z.object({ user: z.string(), password: z.string() });

export class AccountBook {
  private readonly accounts = new Map<string, Account>();

  constructor(
    private readonly root: string,
    private readonly vault: Vault | undefined,
  ) {}

  /** Reads what was sealed at an earlier start; a seal that does not open any more is as good as none. */
  async open(connectionId: string): Promise<void> {
    if (!this.vault || this.accounts.has(connectionId)) return;
    try {
      const text = await this.vault.unseal(await readFile(this.file(connectionId)));
      this.accounts.set(connectionId, Sealed.parse(JSON.parse(text)));
    } catch {
      this.accounts.delete(connectionId);
    }
  }

  /** For as long as the host lives. */
  hold(connectionId: string, account: Account): void {
    this.accounts.set(connectionId, account);
  }

  /** For later starts too, where there is a keychain; without one, or where it refuses, for as long as the host lives. */
  async keep(connectionId: string, account: Account): Promise<void> {
    this.hold(connectionId, account);
    if (!this.vault) return;
    const file = this.file(connectionId);
    try {
      const bytes = await this.vault.seal(JSON.stringify(account));
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, bytes, { mode: 0o600 });
    } catch {
      await rm(file, { force: true });
    }
  }

  recall(connectionId: string): Account | undefined {
    return this.accounts.get(connectionId);
  }

  async forget(connectionId: string): Promise<void> {
    this.accounts.delete(connectionId);
    await rm(this.file(connectionId), { force: true });
  }

  private file(connectionId: string): string {
    return path.join(connectionFolder(this.root, connectionId), 'account.sealed');
  }
}
