/** Two tabs of the portal in memory, as the editor page loads them: a record's history, and what it is linked to. */
import type { PortalModel } from './portal-model.ts';
import type { EditRow } from './portal-records.ts';

/** PORTAL_PROTOCOL 3: by minute, newest first; each minute names one person. */
export function adminTab({ edits }: PortalModel, occid: number): string {
  const rows = edits.filter(row => row.occid === occid);
  const minutes = [...new Set(rows.map(minuteIn))].reverse();
  const blocks = minutes.map(minute =>
    minuteBlock(
      minute,
      rows.filter(row => minuteIn(row) === minute),
    ),
  );
  return `<div id="admindiv">${blocks.join('')}</div>`;
}

function minuteBlock(minute: number, edits: readonly EditRow[]): string {
  const lines = edits.map(
    ({ field, from, to }) =>
      `<div style="margin:10px 15px;"><b>Field:</b> ${field}<br/><b>Old Value:</b> ${from}<br/><b>New Value:</b> ${to}<br/></div>`,
  );
  const status = edits.some(({ isApplied }) => isApplied) ? 'applied' : 'not applied';
  return `<b>Editor:</b> ${edits.at(-1)?.by}, F <span><b>Date:</b> ${minuteOf(minute)}</span><span><b>Applied Status:</b> ${status}</span>${lines.join('')}`;
}

const minuteIn = ({ at }: EditRow): number => Math.floor(at / 60_000);
const minuteOf = (minute: number): string => new Date(minute * 60_000).toISOString().slice(0, 16).replace('T', ' ');

/** PORTAL_PROTOCOL 7: an association shows at both of its records, with its inverse at the object. */
export function resourceTab({ records }: PortalModel, occid: number): string {
  const rows = [...records.values()].flatMap(record =>
    record.associations
      .filter(({ to }) => record.occid === occid || to === occid)
      .map(({ id, relationship, to }) => {
        const [other, word] = record.occid === occid ? [to, relationship] : [record.occid, `inverse ${relationship}`];
        return `<div class="assoc-div"><input name="delassocid" value="${id}"><select id="relationship-${id}"><option value="${word}" selected></option></select><a onclick="openIndividual(${other})"></a></div>`;
      }),
  );
  return `<div id="occurAssocDiv">${rows.join('')}</div>`;
}
