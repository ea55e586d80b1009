/** The determinations of a record as the editor's tab prints them, for anybody who asks. PORTAL_PROTOCOL 3, 4.6. */
import { determinationsOf } from './determinations.ts';
import { escaped, hidden } from './html.ts';
import { html, type Answer, type Call, type PracticePortal } from './portal-state.ts';
import type { Determination } from './tables.ts';

const FIELDS = [
  'identificationqualifier',
  'sciname',
  'scientificnameauthorship',
  'identifiedby',
  'dateidentified',
] as const;

/** The current one first, then by their sequence. */
export function determinationTab(portal: PracticePortal, { query }: Call): Answer {
  const occid = query.id('occid') ?? 0;
  const rows = determinationsOf(portal.file.tables, occid).toSorted(
    (a, b) => b.isCurrent - a.isCurrent || a.sortSequence - b.sortSequence,
  );
  return html(`<div id="determdiv"><fieldset><legend><b>Determination History</b></legend>
<div id="newdetdiv"><form name="detaddform" action="occurrenceeditor.php" method="post">
${FIELDS.map(name => `<input type="text" name="${name}" />`).join('')}${hidden('tidtoadd', '')}${hidden('family', '')}
<input type="text" name="identificationreferences" /><input type="text" name="identificationremarks" />
<input type="checkbox" name="makecurrent" value="1" /><input type="checkbox" name="printqueue" value="1" />
${hidden('occid', String(occid))}<button type="submit" name="submitaction" value="submitDetermination">Submit Determination</button>
</form></div>
${rows.map(determination).join('\n')}
</fieldset></div>`);
}

function determination(row: Determination): string {
  const mark = row.isCurrent === 1 ? '<span style="margin-left:10px;color:red;">CURRENT DETERMINATION</span>' : '';
  const input = (name: string, value: string | null) =>
    `<input type="text" name="${name}" value="${escaped(value ?? '')}" />`;
  return `<div id="detdiv-${row.detid}">
<div><b><i>${escaped(row.sciname)}</i> </b> ${escaped(row.scientificNameAuthorship ?? '')}${mark}</div>
<div><b>Determiner:</b> ${escaped(row.identifiedBy)} <span><b>Date:</b> ${escaped(row.dateIdentified)}</span></div>
</div>
<div id="editdetdiv-${row.detid}"><form name="deteditform" action="occurrenceeditor.php" method="post">
${input('identificationqualifier', row.identificationQualifier)}${input('sciname', row.sciname)}${input('scientificnameauthorship', row.scientificNameAuthorship)}
${input('identifiedby', row.identifiedBy)}${input('dateidentified', row.dateIdentified)}${input('identificationreferences', row.identificationReferences)}
${input('identificationremarks', row.identificationRemarks)}${input('sortsequence', String(row.sortSequence))}
${hidden('occid', String(row.occid))}${hidden('detid', String(row.detid))}</form></div>`;
}
