/** Room on the disk that is kept for the verdicts of a day when it is full. */
import type { Failure } from '../../../shared/failure/failure.ts';
import { whyNotKept } from '../durable-files.ts';
import type { JournalDisk } from './journal-disk.ts';

export class Reserve {
  private isThere = false;

  constructor(
    private readonly disk: JournalDisk,
    private readonly bytes: number,
  ) {}

  /** Answers why it is not there, if it is not: the disk is as good as full then. */
  async fill(): Promise<Failure | undefined> {
    if (this.isThere || this.bytes === 0) return undefined;
    try {
      await this.disk.fillReserve(this.bytes);
      this.isThere = true;
      return undefined;
    } catch (error) {
      return whyNotKept(error);
    }
  }

  /** Answers whether there is more room now than before. */
  async free(): Promise<boolean> {
    this.isThere = false;
    return this.disk.freeReserve().catch(() => false);
  }
}
