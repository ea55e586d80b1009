/** Records that a portal suite makes for itself and takes away again, through the same forms a curator uses. */
import type { Account } from '../../../../shared/portal/portal.ts';
import { readAssociations } from './association-page.ts';
import { readRecordRow } from './record-rows.ts';
import { exchange, type Form } from './request.ts';
import { PortalSession } from './session.ts';

export interface ScratchRecord {
  readonly catalogNumber: string | null;
  readonly legacyNumber: string | null;
  readonly identifiers: readonly string[];
  readonly recordedBy: string | null;
  readonly recordNumber: string | null;
  readonly eventDate: string | null;
  readonly processingStatus: string | null;
  readonly isSecured: boolean;
  /** More columns, by the form's own names. A name given here leaves a determination behind. */
  readonly columns: Readonly<Record<string, string>>;
}

export interface ScratchDetermination {
  readonly sciname: string;
  readonly identifiedBy: string;
  readonly dateIdentified: string;
  readonly isCurrent: boolean;
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
      ...Object.entries(record.columns),
    ]);
    const occid = Number(/name="occid"[^>]*value="(\d+)"/.exec(body)?.[1] ?? /[?&]occid=(\d+)/.exec(body)?.[1]);
    if (!Number.isInteger(occid) || occid <= 0) throw new Error('The portal did not show the new record.');
    this.remember(occid);
    for (const value of record.identifiers) await this.addIdentifier(occid, record.legacyNumber, value);
    return occid;
  }

  /** A record that came to be in another way is taken away like the others. */
  remember(occid: number): void {
    this.made.push(occid);
  }

  /** A colleague's save. */
  async edit(occid: number, columns: Readonly<Record<string, string>>): Promise<void> {
    await this.save(occid, Object.keys(columns), Object.entries(columns));
  }

  /** Adds one identifier without posting any existing row: PORTAL_PROTOCOL 4.3, safe recipe. */
  async addIdentifier(occid: number, legacyNumber: string | null, value: string): Promise<void> {
    await this.saveIdentifier(occid, legacyNumber, 'newidentifier', value);
  }

  /** A colleague's change of one identifier, named by its row. */
  async changeIdentifier(occid: number, legacyNumber: string | null, id: number, value: string): Promise<void> {
    await this.saveIdentifier(occid, legacyNumber, String(id), value);
  }

  async determine(occid: number, { sciname, identifiedBy, dateIdentified, isCurrent }: ScratchDetermination) {
    await this.post(EDITOR, [
      ['submitaction', 'submitDetermination'],
      ...this.about(occid),
      ['sciname', sciname],
      ['identifiedby', identifiedBy],
      ['dateidentified', dateIdentified],
      ...(isCurrent ? [['makecurrent', '1'] as const] : []),
    ]);
  }

  /** Whom the portal names as the maker of a record. */
  async enteredBy(occid: number): Promise<string> {
    const tab = await this.get(
      `/collections/editor/includes/admintab.php?occid=${occid}&occindex=0&csmode=0&collid=${this.collid}`,
    );
    return /<div><label>[^<]*<\/label>\s*([^<]*?)\s*<\/div>/.exec(tab)?.[1] ?? '';
  }

  /** With what hangs on them: pictures would leave files behind, and the object of an association cannot be deleted. */
  async removeAll(): Promise<void> {
    const made = this.made.splice(0);
    for (const occid of made) await this.removeHangingRows(occid);
    for (const occid of made) await this.post(EDITOR, [['submitaction', 'Delete Occurrence'], ...this.about(occid)]);
  }

  private async removeHangingRows(occid: number): Promise<void> {
    const record = await this.get(`/api/v2/occurrence/${occid}?includeMedia=1&includeIdentifications=1`);
    if (!record.startsWith('[')) return;
    for (const { id } of readRecordRow(JSON.parse(record))?.images ?? [])
      await this.post(EDITOR, [
        ['submitaction', 'Delete Image'],
        ...this.about(occid),
        ['imgid', String(id)],
        ['removeimg', '1'],
      ]);
    const tab = `/collections/editor/includes/resourcetab.php?occid=${occid}&occindex=0&csmode=0&collid=${this.collid}`;
    for (const { id } of readAssociations(await this.get(tab)) ?? [])
      await this.post('/collections/editor/resourcehandler.php', [
        ['submitaction', 'submitDeleteAssociation'],
        ...this.about(occid),
        ['delassocid', String(id)],
      ]);
  }

  private async saveIdentifier(occid: number, legacyNumber: string | null, key: string, value: string): Promise<void> {
    await this.save(
      occid,
      ['idname', 'idvalue', 'othercatalognumbers'],
      [
        ['othercatalognumbers', legacyNumber ?? ''],
        ['idkey[]', 'newidentifier'],
        ['idname[]', ''],
        ['idvalue[]', ''],
        ['idkey[]', key],
        ['idname[]', ''],
        ['idvalue[]', value],
      ],
    );
  }

  private async save(occid: number, edited: readonly string[], columns: Form): Promise<void> {
    const head: Form = [['submitaction', 'saveOccurEdits'], ...this.about(occid), ['editedfields', edited.join(';')]];
    await this.post(EDITOR, [...head, ...columns]);
  }

  private about(occid: number): Form {
    return [
      ['occid', String(occid)],
      ['collid', String(this.collid)],
    ];
  }

  private async get(path: string): Promise<string> {
    const result = await this.session.ask({ method: 'GET', path });
    if (!result.ok) throw new Error(`The portal did not answer the suite: ${result.failure.kind}`);
    return result.answer.body;
  }

  private async post(path: string, form: Form): Promise<string> {
    const result = await this.session.ask({ method: 'POST', path, form });
    if (!result.ok) throw new Error(`The portal did not answer the suite: ${result.failure.kind}`);
    return result.answer.body;
  }
}
