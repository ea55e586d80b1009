import { selectAll, selectOne } from 'css-select';
import type { AnyNode } from 'domhandler';
import { parseDocument } from 'htmlparser2';
import type { Association } from '../../../../shared/portal/portal-record.ts';
import { attributeOf, textOf } from './pages.ts';

/**
 * The associations that `includes/resourcetab.php` lists, of both sides: where the record is the object, the portal shows
 * the other record and the inverse relationship. Undefined where the page is another one. PORTAL_PROTOCOL 7.
 */
export function readAssociations(body: string): readonly Association[] | undefined {
  const list = selectOne('#occurAssocDiv', parseDocument(body));
  return list ? selectAll('.assoc-div', list).flatMap(readAssociation) : undefined;
}

function readAssociation(row: AnyNode): Association[] {
  const id = Number(attributeOf(selectOne('input[name=delassocid]', row), 'value'));
  if (!Number.isInteger(id) || id <= 0) return [];
  const other = /openIndividual\((\d+)\)/.exec(attributeOf(selectOne('a[onclick*=openIndividual]', row), 'onclick'));
  return [
    {
      id,
      relationship: relationshipOf(row, id),
      occidAssociate: other ? Number(other[1]) : null,
      resourceUrl: addressOf(row),
    },
  ];
}

/** The one link that shows its own address; the other leads to a page about the name. */
function addressOf(row: AnyNode): string | null {
  const links = selectAll('a[target=_blank]', row);
  const shown = links.find(link => textOf(link) !== '' && textOf(link) === attributeOf(link, 'href'));
  return shown ? textOf(shown) : null;
}

/** The chosen one of the row's form; one outside the vocabulary is only told in words, with its subtype behind it. */
function relationshipOf(row: AnyNode, id: number): string {
  const chosen = selectOne(`#relationship-${id} option[selected]`, row);
  if (chosen) return attributeOf(chosen, 'value');
  const words = selectOne(`#edit-assoc-div-${id} + div > div`, row);
  const subtype = attributeOf(selectOne(`#subtype-${id} option[selected]`, row), 'value');
  const told = words ? textOf(words).replace(/^[^:]*:\s*/, '') : '';
  return subtype === '' ? told : told.replace(` (${subtype})`, '');
}
