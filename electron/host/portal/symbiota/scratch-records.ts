/** Records that a portal suite makes for itself and takes away again, through the same forms a curator uses. */
import { exchange } from './request.ts';
import { PortalSession } from './session.ts';
import type { Account } from '../../../../shared/portal/portal.ts';

export interface ScratchRecord {
  readonly catalogNumber: string | null;
  readonly legacyNumber: string | null;
  readonly identifiers: readonly string[];
  readonly recordedBy: string | null;
  readonly recordNumber: string | null;
  readonly eventDate: string | null;
  readonly processingStatus: string | null;
  readonly isSecured: boolean;
}

const EDITOR = '/collections/editor/occurrenceeditor.php';

export class ScratchRecords {
  private readonly session: PortalSession;
  readonly made: number[] = [];

  constructor(
    root: string,
    private readonly collid: number,
  ) {
    this.session = new PortalSession({ root, exchange, observe: () => undefined });
  }

  async signIn(account: Account): Promise<void> {
    const opened = await this.session.signIn(account);
    if (!opened.ok) throw new Error(`The suite cannot sign in: ${opened.failure.kind}`);
  }

  /** The new record's id. */
  async make(record: ScratchRecord): Promise<number> {
    const body = await this.post(EDITOR, [
      ['submitaction', 'addOccurRecord'],
      ['collid', String(this.collid)],
      ['occid', ''],
      ['gotomode', '0'],
      ['catalognumber', record.catalogNumber ?? ''],
      ['othercatalognumbers', record.legacyNumber ?? ''],
      ['recordedby', record.recordedBy ?? ''],
      ['recordnumber', record.recordNumber ?? ''],
      ['eventdate', record.eventDate ?? ''],
      ['processingstatus', record.processingStatus ?? ''],
      ['recordsecurity', record.isSecured ? '1' : '0'],
    ]);
    const occid = Number(/name="occid"[^>]*value="(\d+)"/.exec(body)?.[1] ?? /[?&]occid=(\d+)/.exec(body)?.[1]);
    if (!Number.isInteger(occid) || occid <= 0) throw new Error('The portal did not show the new record.');
    this.made.push(occid);
    for (const value of record.identifiers) await this.addIdentifier(occid, record.legacyNumber, value);
    return occid;
  }

  /** Adds one identifier without posting any existing row: PORTAL_PROTOCOL 4.3, safe recipe. */
  async addIdentifier(occid: number, legacyNumber: string | null, value: string): Promise<void> {
    await this.post(EDITOR, [
      ['submitaction', 'saveOccurEdits'],
      ['occid', String(occid)],
      ['collid', String(this.collid)],
      ['editedfields', 'idname;idvalue;othercatalognumbers'],
      ['othercatalognumbers', legacyNumber ?? ''],
      ['idkey[]', 'newidentifier'],
      ['idname[]', ''],
      ['idvalue[]', ''],
      ['idkey[]', 'newidentifier'],
      ['idname[]', ''],
      ['idvalue[]', value],
    ]);
  }

  async removeAll(): Promise<void> {
    for (const occid of this.made.splice(0)) {
      await this.post(EDITOR, [
        ['submitaction', 'Delete Occurrence'],
        ['occid', String(occid)],
        ['collid', String(this.collid)],
      ]);
    }
  }

  private async post(path: string, form: readonly (readonly [string, string])[]): Promise<string> {
    const result = await this.session.ask({ method: 'POST', path, form });
    if (!result.ok) throw new Error(`The portal did not answer the suite: ${result.failure.kind}`);
    return result.answer.body;
  }
}
