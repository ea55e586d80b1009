/** Genetic resources of a record: one of each address, as many without one as are sent. PORTAL_PROTOCOL 8. */
import { databaseTime } from './clock.ts';
import { sameInDatabase } from './compare.ts';
import type { Form } from './form.ts';
import { cleaned, type ActionStatus } from './save.ts';
import type { Genetic, Tables } from './tables.ts';

type Told = Pick<Genetic, 'identifier' | 'resourcename' | 'locus' | 'resourceurl' | 'notes'>;

const told = (form: Form): Told => {
  const filled = (name: string) => cleaned(form.text(name)) || null;
  return {
    ...{ identifier: filled('identifier'), resourcename: cleaned(form.text('resourcename')), locus: filled('locus') },
    ...{ resourceurl: filled('resourceurl'), notes: filled('notes') },
  };
};

export function addGenetic(tables: Tables, occid: number, form: Form, now: number): ActionStatus {
  const row = told(form);
  const isTaken = tables.genetics.some(
    other =>
      other.occid === occid &&
      row.resourceurl !== null &&
      other.resourceurl !== null &&
      sameInDatabase(other.resourceurl, row.resourceurl),
  );
  if (isTaken)
    return {
      isError: true,
      text: `ERROR Adding new genetic resource: Duplicate entry '${occid}-${row.resourceurl}' for key 'UNIQUE_omoccurgenetic'`,
    };
  const idoccurgenetic = tables.next.genetic++;
  tables.genetics.push({ idoccurgenetic, occid, ...row, initialTimestamp: databaseTime(now) });
  return { isError: false, text: 'Genetic resource added successfully!' };
}

/** All five fields are written anew; success is also told where there is no such row. */
export function editGenetic(tables: Tables, form: Form): ActionStatus {
  const row = tables.genetics.find(({ idoccurgenetic }) => idoccurgenetic === form.id('genid'));
  if (row) Object.assign(row, told(form));
  return { isError: false, text: 'Genetic resource edited successfully!' };
}

export function deleteGenetic(tables: Tables, form: Form): ActionStatus {
  tables.genetics = tables.genetics.filter(({ idoccurgenetic }) => idoccurgenetic !== form.id('genid'));
  return { isError: false, text: 'Genetic resource deleted successfully!' };
}
