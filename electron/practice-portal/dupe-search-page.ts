/** The window of possible duplicates, from which two records are merged; it may be read without signing in. PORTAL_PROTOCOL 5.2-5.3. */
import { escaped } from './html.ts';
import { mergeRecords } from './merge.ts';
import { html, type Answer, type Call, type PracticePortal } from './portal-state.ts';
import { textOf } from './search.ts';
import { canEdit, type SignedIn } from './sessions.ts';
import type { Occurrence, Tables } from './tables.ts';

const MOST_SHOWN = 20;

const SHOWN =
  `tidInterpreted family sciname scientificNameAuthorship identifiedBy dateIdentified identificationReferences
  identificationRemarks taxonRemarks identificationQualifier recordedBy recordNumber associatedCollectors eventDate
  eventDate2 verbatimEventDate country stateProvince county municipality locality locationID decimalLatitude
  decimalLongitude geodeticDatum coordinateUncertaintyInMeters verbatimCoordinates georeferencedBy georeferenceProtocol
  georeferenceSources georeferenceVerificationStatus georeferenceRemarks minimumElevationInMeters
  maximumElevationInMeters verbatimElevation habitat substrate occurrenceRemarks associatedTaxa dynamicProperties
  verbatimAttributes reproductiveCondition cultivationStatus establishmentMeans typeStatus`.split(/\s+/);

/** Of another sheet of one event only the event is of use. */
const NOT_OF_EVENT = new Set(
  `family sciname tidInterpreted scientificNameAuthorship taxonRemarks identifiedBy dateIdentified
  identificationReferences identificationRemarks identificationQualifier typeStatus recordNumber`.split(/\s+/),
);

const HEADINGS: Readonly<Record<string, string>> = {
  exsic: 'Exsiccata Duplicate(s)',
  exact: 'Possible EXACT Duplicates',
  catnu: 'Duplicate Catalog Number',
  ocnum: 'Duplicate Alternate Catalog Number',
};

/** Only `onload` with the target's id tells of success: the function itself stands in every page. Without a right: nothing. */
export function dupeSearch(portal: PracticePortal, { query, session, now }: Call): Answer {
  const { tables } = portal.file;
  const { user } = session;
  const [collid, source, target] = [query.id('collid') ?? 0, query.id('curoccid') ?? 0, query.id('occidmerge') ?? 0];
  const action = query.text('submitaction');
  if (action === '') return html(shown(tables, query.text('occidquery'), { collid, source, user }));
  if (!user || !canEdit(user, collid) || action !== 'mergerecs') return html(frame('', NOTHING_FOUND));
  const failure = mergeRecords(tables, { target, source, collid, userName: user.displayName, now });
  portal.file.changed();
  if (failure === undefined) return html(frame(`gotoMergedOccur(${target});`, NOTHING_FOUND));
  return html(shown(tables, query.text('occidquery'), { collid, source, user }, failure));
}

interface Onlooker {
  readonly collid: number;
  readonly source: number;
  readonly user: SignedIn | undefined;
}

function shown(tables: Tables, asked: string, onlooker: Onlooker, failure = ''): string {
  const kind = asked.slice(0, 5);
  const ids = new Set(asked.slice(6).split(',').map(Number));
  const mayKnowAll = (onlooker.user?.roles.length ?? 0) > 0;
  const records = tables.occurrences
    .filter(record => ids.has(record.occid) && (mayKnowAll || (record.recordSecurity ?? 5) !== 5))
    .sort((a, b) => ((textOf(a.recordNumber) ?? '') < (textOf(b.recordNumber) ?? '') ? -1 : 1))
    .slice(0, MOST_SHOWN)
    .filter(({ occid }) => occid !== onlooker.source);
  const red = failure === '' ? '' : `<hr/><div style="margin:10px;color:red;">\n${failure}\n</div><hr/>`;
  const heading = `<div><span>${HEADINGS[kind] ?? 'Possible Matching Events'}</span></div><hr/>`;
  const rows = records.map(record => paragraph(tables, record, asked, onlooker));
  const body = records.length === 0 ? NOTHING_FOUND : `${heading}<div id="paragraphview">${rows.join('\n')}</div>`;
  return frame('', red + body, records.map(record => scriptLines(tables, record, kind)).join(''));
}

const NOTHING_FOUND = '<h2>No duplicate records have been located</h2>';

/** Only what is not empty, under lower-case names; catalog numbers and codes never. */
function scriptLines(tables: Tables, record: Occurrence, kind: string): string {
  const collection = tables.collections.find(one => one.collID === record.collid);
  const cells = SHOWN.filter(name => kind !== 'event' || !NOT_OF_EVENT.has(name)).map((name): [string, string] => [
    name,
    (textOf(record[name]) ?? '').trim(),
  ]);
  const lines = [['collectionname', collection?.collectionName ?? ''], ['collid', String(record.collid)], ...cells]
    .filter(([, value]) => value !== '' && value !== '0')
    .map(([name = '', value = '']) => `oArr["${name.toLowerCase()}"] = "${inScript(value)}";`);
  return `var oArr = new Array();\n${lines.join('\n')}\noccArr[${record.occid}] = oArr;\n`;
}

/** Subtle: line ends become blanks and a quotation mark gets a backslash; nothing else is escaped. */
const inScript = (value: string): string => value.replace(/\r\n|\r|\n/g, ' ').replaceAll('"', '\\"');

/** A record with its links; merging is offered only inside one collection. */
function paragraph(tables: Tables, record: Occurrence, asked: string, { collid, source }: Onlooker): string {
  const collection = tables.collections.find(one => one.collID === record.collid);
  const cell = (name: string) => escaped(textOf(record[name]) ?? '');
  const legacy = cell('otherCatalogNumbers');
  const merge =
    record.collid === collid && source > 0
      ? `<a href="dupesearch.php?submitaction=mergerecs&curoccid=${source}&occidmerge=${record.occid}&collid=${collid}&occidquery=${escaped(asked)}">Merge Records</a>`
      : '';
  return `<div>${collection?.institutionCode ?? ''}:${collection?.collectionCode ?? ''}</div>
<div>${cell('catalogNumber')}${legacy === '' ? '' : ` (${legacy})`}</div>
<div><span title="recordedby">${cell('recordedBy') || 'Collector field empty'}</span> <span title="recordnumber">${cell('recordNumber')}</span> <span title="eventDate">${cell('eventDate')}</span></div>
<div><a href="" onclick="transferRecord(${record.occid},false);">Transfer All Fields</a> <a href="" onclick="transferRecord(${record.occid},true);">Transfer to Empty Fields Only</a> ${merge}</div>`;
}

const frame = (onload: string, body: string, script = ''): string => `<!DOCTYPE html>
<html lang="en">
<head><title>Practice portal - Duplicate Record Search</title>
<script type="text/javascript">
var occArr = new Array();
${script}
function gotoMergedOccur(occIdMerge){
	opener.document.queryform.occid.value = occIdMerge;
	opener.document.queryform.submit();
	window.close();
}
</script></head>
<body onload="${onload}">
<div role="main" id="innertext"><h1 class="page-heading">Duplicate Record Search</h1>
${body}
</div>
</body>
</html>
`;
