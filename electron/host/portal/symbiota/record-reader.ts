/**
 * Records as the portal stores them, for comparing before a write and proving after it. Nothing here takes a lock.
 * PORTAL_PROTOCOL 3 and 7.
 */
import { failed, success, type Failure, type Result } from '../../../../shared/failure/failure.ts';
import type { PortalRecord, WholeRecord } from '../../../../shared/portal/portal-record.ts';
import { readAssociations } from './association-page.ts';
import { legacyNumberIn, readNumbersTold } from './legacy-number.ts';
import type { ReaderPorts } from './occurrence-reader.ts';
import { readRecordRow } from './record-rows.ts';
import { askJson, askPage, askText } from './rest.ts';

const notUnderstood = (detail: string): Failure => ({ kind: 'notUnderstood', detail });

export async function readRecord({ ask }: ReaderPorts, occid: number): Promise<Result<PortalRecord>> {
  const json = await askJson(ask, `/api/v2/occurrence/${occid}?includeMedia=1&includeIdentifications=1`);
  if (!json.ok) return json;
  const record = readRecordRow(json.value);
  return record?.occid === occid ? success(record) : failed(notUnderstood('record without its id'));
}

/** The record first: the other pages answer for a record that is gone as for an empty one. */
export async function readWhole(ports: ReaderPorts, occid: number): Promise<Result<WholeRecord>> {
  const record = await readRecord(ports, occid);
  if (!record.ok) return record;
  const legacyNumber = await askLegacyNumber(ports, record.value);
  if (!legacyNumber.ok) return legacyNumber;
  const tab = `/collections/editor/includes/resourcetab.php?occid=${occid}&occindex=0&csmode=0&collid=${record.value.collid}`;
  const page = await askPage(ports.askSignedIn, tab);
  if (!page.ok) return page;
  const associations = readAssociations(page.value);
  if (!associations) return failed(notUnderstood('no page of associations'));
  return success({ ...record.value, legacyNumber: legacyNumber.value, associations: [...associations] });
}

/** Subtle: a fully secured record is hidden from a session that has ended; a page that redirects strangers renews it. */
async function askLegacyNumber(ports: ReaderPorts, record: PortalRecord): Promise<Result<string | null>> {
  let told = await askNumbers(ports, record.occid);
  if (told.ok && told.value === undefined) {
    const renewed = await askPage(
      ports.askSignedIn,
      `/collections/misc/collprofiles.php?collid=${record.collid}&emode=1`,
    );
    if (!renewed.ok) return renewed;
    told = await askNumbers(ports, record.occid);
  }
  if (!told.ok) return told;
  if (told.value === undefined) return failed(notUnderstood('no numbers of the record'));
  const number = legacyNumberIn(told.value, record.fields['catalogNumber'] ?? '');
  // Somebody gave the record another catalog number between the two answers.
  return number === undefined ? failed({ kind: 'busy' }) : success(number);
}

async function askNumbers({ askSignedIn }: ReaderPorts, occid: number): Promise<Result<string | undefined>> {
  const form = [
    ['id', String(occid)],
    ['target', 'occid'],
    ['collidtarget', ''],
  ] as const;
  const answer = await askText(askSignedIn, '/collections/editor/rpc/getAssocOccurrence.php', form);
  return answer.ok ? success(readNumbersTold(answer.value, occid)) : answer;
}
