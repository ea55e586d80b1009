/**
 * What is read on the pictures of one connection, from the decode that the viewer uses too:
 *
 *   picture-desk.whole -> green plane -> thread of the jury  -> barcodes
 *                                     -> thread of the stamps -> the number to suggest
 *
 * Each kind takes one picture at a time, so that a thousand that wait hold no pixels; what a person waits for goes first.
 */
import type { Judgement, JuryRules } from '../../../shared/barcode/jury.ts';
import { success, type Result } from '../../../shared/failure/failure.ts';
import type { PortalProfile } from '../../../shared/portal/portal-profile.ts';
import type { SuggestedNumber } from '../../../shared/workflow/suggested-number.ts';
import { lumaOf } from '../images/picture-decode.ts';
import type { PictureDesk } from '../images/picture-desk.ts';
import { Turns, type Urgency } from '../images/turns.ts';
import type { ReadingThread } from './reading-thread.ts';
import type { StampReading } from './stamp-verdict.ts';
import { suggestionOf } from './suggestion.ts';

export type BarcodeThread = Pick<ReadingThread, 'read' | 'close'>;
export type StampThread = Pick<ReadingThread<readonly number[], readonly StampReading[]>, 'read' | 'close'>;

export interface PictureReadingOptions {
  readonly desk: Pick<PictureDesk, 'whole'>;
  readonly barcodes: BarcodeThread;
  readonly stamps: StampThread;
  readonly profile: Pick<PortalProfile, 'catalogNumber' | 'accession'>;
}

export class PictureReading {
  private readonly barcodeTurns = new Turns(1);
  private readonly stampTurns = new Turns(1);
  private readonly stampsInHand = new Map<string, Promise<Result<SuggestedNumber | null>>>();

  constructor(private readonly options: PictureReadingOptions) {}

  /** Fails with unreadableImage, and as the picture's source does. */
  barcodes(imageId: string, urgency: Urgency): Promise<Result<Judgement>> {
    const { barcodes, profile } = this.options;
    const rules: JuryRules = { pattern: patternOf(profile.catalogNumber) };
    return this.barcodeTurns.take(imageId, urgency, async () => {
      const whole = await this.options.desk.whole(imageId, urgency);
      return whole.ok ? barcodes.read(imageId, await lumaOf(whole.value), rules) : whole;
    });
  }

  /** Null where no number is found, and where the picture or its reader fails; fails only as the picture's source does. */
  stamp(imageId: string): Promise<Result<SuggestedNumber | null>> {
    const begun = this.stampsInHand.get(imageId);
    if (begun) return begun;
    const reading = this.stampTurns
      .take(imageId, 'ahead', () => this.readStamp(imageId))
      .finally(() => this.stampsInHand.delete(imageId));
    this.stampsInHand.set(imageId, reading);
    return reading;
  }

  async close(): Promise<void> {
    await Promise.all([this.options.barcodes.close(), this.options.stamps.close()]);
  }

  private async readStamp(imageId: string): Promise<Result<SuggestedNumber | null>> {
    const { stamps, profile } = this.options;
    const { paddedTo } = profile.accession;
    const whole = await this.options.desk.whole(imageId, 'ahead');
    if (!whole.ok) return whole.failure.kind === 'unreadableImage' ? success(null) : whole;
    const read = await stamps.read(imageId, await lumaOf(whole.value), paddedTo);
    return success((read.ok && suggestionOf(read.value, paddedTo, whole.value)) || null);
  }
}

/** How the collection's barcodes look. */
const patternOf = ({ prefix, digits }: PortalProfile['catalogNumber']): RegExp =>
  new RegExp(`^${prefix.replace(/[^A-Za-z0-9]/g, sign => `\\${sign}`)}\\d{${digits}}$`);
