/**
 * The work list of Option 2, as the record search form gives it: processing status "unprocessed", custom field "Other Catalog
 * Numbers IS NULL", only records with images. PORTAL_PROTOCOL 2.1.
 */
import { success, type Result } from '../../../../shared/failure/failure.ts';
import type { AwaitingPage } from '../../../../shared/portal/awaiting-number.ts';
import type { ReaderPorts } from './occurrence-reader.ts';
import { askTable } from './table-display.ts';

/** Subtle: spelled in capitals and small letters like this, the portal also looks that there is no row in its second store. */
const TERMS = {
  q_processingstatus: 'unprocessed',
  q_customfield1: 'otherCatalogNumbers',
  q_customtype1: 'IS_NULL',
  q_customvalue1: '',
  q_imgonly: '1',
  orderby: 'catalognumber',
  orderbydir: 'ASC',
};

export async function awaitingNumber(ports: ReaderPorts, from: number, most: number): Promise<Result<AwaitingPage>> {
  const page = await askTable(ports, TERMS, { from, most });
  if (!page.ok) return page;
  const records = page.value.rows.map(({ occid, cells }) => ({
    occid,
    catalogNumber: cells['Catalog Number'] || null,
  }));
  return success({ total: page.value.total, records });
}
