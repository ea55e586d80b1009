/** The linked resources of a record, for anybody who asks: associations from both sides and genetic resources. PORTAL_PROTOCOL 7, 8. */
import { escaped, hidden } from './html.ts';
import { html, occurrenceOf, type Answer, type Call, type PracticePortal } from './portal-state.ts';
import { textOf } from './search.ts';
import type { Association, Genetic, Tables } from './tables.ts';

const INVERSES: readonly (readonly [string, string])[] = [
  ['subsampleOf', 'originatingSampleOf'],
  ['partOf', 'partOf'],
  ['siblingOf', 'siblingOf'],
  ['sharesOriginatingSample', 'sharesOriginatingSample'],
  ['derivedFromSameIndividual', 'derivedFromSameIndividual'],
  ['analyticalStandardOf', 'hasAnalyticalStandard'],
  ['hasHost', 'hostOf'],
  ['ecologicallyOccursWith', 'ecologicallyOccursWith'],
];
const STRAY_SPELLING = 'analyticalStandardof';
const RELATIONSHIPS = [...new Set([...INVERSES.flat(), STRAY_SPELLING])].sort();
const RESOURCE_RELATIONSHIPS = ['fieldNotes', 'genericResource'];

/** A made-up word has no inverse and is shown as it is. */
const inverseOf = (relationship: string): string => {
  const pair = INVERSES.find(words => words.includes(relationship));
  return (pair?.[0] === relationship ? pair[1] : pair?.[0]) ?? relationship;
};

/** Subtle: this herbarium keeps no checklists and no links between duplicates; their places say that there are none. */
export function resourceTab(portal: PracticePortal, { query, session }: Call): Answer {
  const { tables } = portal.file;
  const [occid, collid] = [query.id('occid') ?? 0, query.id('collid') ?? 0];
  const rows = tables.associations.filter(row => row.occid === occid || row.occidAssociate === occid);
  const genetics = tables.genetics.filter(row => row.occid === occid);
  const none = (what: string, count: number) => (count === 0 ? `<div>No ${what} have been established</div>` : '');
  return html(`<div id="occResourceDiv">
<script>
	let defaultRelationships = ${JSON.stringify(RELATIONSHIPS)};
	let resourceRelationships = ${JSON.stringify(RESOURCE_RELATIONSHIPS)};
</script>
<div id="voucherdiv"><fieldset class="resourceTab"><legend>Associations</legend>
<form name="addOccurAssocForm" action="resourcehandler.php" method="post">
${hidden('occid', String(occid))}${hidden('collid', String(collid))}${hidden('occindex', '0')}${hidden('createdUid', String(session.user?.uid ?? ''))}
<button name="submitaction" type="submit" value="createAssociation">Create Association</button></form>
<div id="occurAssocDiv">
${rows.map(row => associationDiv(tables, row, { occid, collid })).join('\n')}
</div></fieldset>
<fieldset><legend>Checklist Voucher Linkages</legend>${none('checklist voucher linkages', 0)}</fieldset></div>
<div id="duplicatediv"><fieldset><legend>Specimen Duplicates</legend><div>No Linked Duplicate Records</div></fieldset></div>
<div id="geneticdiv"><fieldset><legend>Genetic Resources</legend>${none('genetics linkages', genetics.length)}
<form name="addgeneticform" method="post" action="occurrenceeditor.php">${hidden('submitaction', 'addgeneticsubmit')}${hidden('occid', String(occid))}</form>
${genetics.map(geneticForm).join('\n')}
</fieldset></div>
</div>`);
}

/** Subtle: a name of the other record stands above the one that was typed, and the inverse is computed, never stored. */
function associationDiv(tables: Tables, row: Association, place: { occid: number; collid: number }): string {
  const isObject = row.occidAssociate === place.occid;
  const relationship = isObject ? inverseOf(row.relationship) : row.relationship;
  const other = isObject ? row.occid : row.occidAssociate;
  const record = other === null ? undefined : occurrenceOf(tables, other);
  const creator = tables.users.find(({ uid }) => uid === row.createdUid);
  const lines: readonly (readonly [string, string | null])[] = [
    ['Relationship (required)', relationship + (row.subType === null ? '' : ` (${row.subType})`)],
    ['Object Identifier', row.objectID],
    ['Basis of Record', row.basisOfRecord],
    ['According to', row.accordingTo],
    ['Verbatim Scientific Name', record ? textOf(record.sciname) : row.verbatimSciname],
    ['Location on host', row.locationOnHost],
    ['Date Established', row.establishedDate],
    ['Notes', row.notes],
    ['Record ID', row.recordID],
    ['Entered by', creator ? `${creator.lastName}, ${creator.firstName} (${row.initialTimestamp})` : null],
  ];
  const shown = lines.map(([label, value]) => (value ? `<div><label>${label}:</label> ${escaped(value)}</div>` : ''));
  return `<div class="assoc-div">
<div><label>Association Type (required):</label> ${escaped(row.associationType)}
<form action="resourcehandler.php" method="post">${hidden('submitaction', 'submitDeleteAssociation')}
${hidden('occid', String(place.occid))}${hidden('collid', String(place.collid))}${hidden('occindex', '0')}<input name="delassocid" type="hidden" value="${row.associd}"></form></div>
<div id="edit-assoc-div-${row.associd}"><form name="edit-association-form-${row.associd}" action="resourcehandler.php" method="post">
<input name="locationonhost" type="text" value="${escaped(row.locationOnHost ?? '')}" ><input name="notes" type="text" value="${escaped(row.notes ?? '')}" >
<input name="assocID" type="hidden" value="${row.associd}" ><button name="submitaction" type="submit" value="editAssociation">Save Edits</button></form></div>
<div>${shown.join('')}
${other === null ? '' : `<div><label>Internal Resource:</label> <a href="#" onclick="openIndividual(${other})">${other}</a></div>`}
${row.resourceUrl === null ? '' : `<div><label>External Resource:</label> <a href="${escaped(row.resourceUrl)}" target="_blank">${escaped(row.resourceUrl)}</a></div>`}</div>
</div>`;
}

function geneticForm(row: Genetic): string {
  const inputs = (['resourcename', 'identifier', 'locus', 'resourceurl', 'notes'] as const).map(
    name => `<input name="${name}" type="text" value="${escaped(row[name] ?? '')}" />`,
  );
  return `<form name="editgeneticform" method="post" action="occurrenceeditor.php">${inputs.join('')}
${hidden('genid', String(row.idoccurgenetic))}${hidden('occid', String(row.occid))}</form>`;
}
