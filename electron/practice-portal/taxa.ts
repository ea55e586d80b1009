/** The names that the portal's taxonomy knows, for the look-up that a posted scientific name sets off. PORTAL_PROTOCOL 4.1. */
import vocabulary from '../../resources/practice/vocabulary.json';
import { columnOfForm, type Column } from './columns.ts';
import { sameInDatabase } from './compare.ts';
import type { Form } from './form.ts';

interface Taxon {
  readonly tid: number;
  readonly author: string;
  readonly family: string;
}

const FIRST_TID = 10;

export function taxonNamed(sciname: string): Taxon | undefined {
  const at = vocabulary.taxa.findIndex(([name = '']) => sameInDatabase(name, sciname));
  const [, author = '', family = ''] = vocabulary.taxa[at] ?? [];
  return at < 0 ? undefined : { tid: FIRST_TID + at, author, family };
}

/** A name posted without its number gets the number, and author and family where those were posted empty. */
export function withTaxon(values: Map<Column, string>, form: Form): Map<Column, string> {
  const taxon = form.text('tidinterpreted') === '' ? taxonNamed(form.text('sciname').trim()) : undefined;
  if (!taxon) return values;
  const fill = (formName: string, value: string, mayBeUnposted: boolean) => {
    const column = columnOfForm(formName);
    const posted = column && values.get(column);
    if (column && (posted === '' || (posted === undefined && mayBeUnposted))) values.set(column, value);
  };
  fill('tidinterpreted', String(taxon.tid), true);
  fill('scientificnameauthorship', taxon.author, false);
  fill('family', taxon.family, false);
  return values;
}
