import { describe, expect, it } from 'vitest';
import { readAssociations } from './association-page.ts';
import { legacyNumberIn, readNumbersTold } from './legacy-number.ts';
import { readEdits } from './own-history.ts';
import { readRecordRow } from './record-rows.ts';
import { readHistoryName } from './signed-in-person.ts';

describe('the old column of numbers', () => {
  it.each([
    ['VASC-HERB:A1 (12; Acc: 13, (x))', 'A1', '12; Acc: 13, (x)'],
    ['VASC-HERB:A1', 'A1', null],
    ['VASC-HERB-1 (7)', 'VASC-HERB-1', '7'],
    ['12, 13', '', '12, 13'],
    ['', '', null],
    ['VASC-HERB:A1 (B:A1 (2))', 'A1', 'B:A1 (2)'],
    ['A (1 (2)', 'A (1', '2'],
  ])('in “%s” behind the catalog number “%s” is %s', (told, catalogNumber, number) => {
    expect(legacyNumberIn(told, catalogNumber)).toBe(number);
  });

  it('is not guessed where the answer tells another catalog number or another record', () => {
    expect(legacyNumberIn('VASC-HERB:B2 (12)', 'A1')).toBeUndefined();
    expect(readNumbersTold('[]', 5)).toBeUndefined();
    expect(readNumbersTold('{"6":{"catnum":"1"}}', 5)).toBeUndefined();
    expect(readNumbersTold('<html>', 5)).toBeUndefined();
  });
});

const heading = (name: string, minute: string) =>
  `<div><b>Editor:</b> ${name}\n\t\t<span><b>Date:</b> ${minute}</span></div>`;
const status = (word: string) => `<div><span><b>Applied Status:</b> ${word}</span></div>`;
const edit = (field: string, from: string, to: string, now = '') =>
  `<div><b>Field:</b> ${field}<br/><b>Old Value${now}:</b> ${from}<br/><b>New Value:</b> ${to}<br/></div>`;
const tab = (...parts: readonly string[]) => `<div id="admindiv"><fieldset>${parts.join('')}</fieldset></div>`;

const movesOf = (page: string) => readEdits(page)?.map(({ term, from, to }) => `${term}: ${from} > ${to}`);

describe("a record's own history", () => {
  it('is told oldest first, with who, when, and whether it counts', () => {
    const page = tab(
      heading('Pell, Jo', '2026-11-21 10:05'),
      status('not applied'),
      edit('habitat', 'Bog', 'Fen &amp; <b>mire</b>'),
      heading('D’Arcy, Ana', '2026-11-21 10:04'),
      status('applied'),
      edit('catalognumber', '', 'A1'),
    );
    expect(readEdits(page)).toMatchObject([
      { term: 'catalogNumber', from: null, to: 'A1', isApplied: true, by: 'D’Arcy, Ana', when: '2026-11-21 10:04' },
      { term: 'habitat', from: 'Bog', to: 'Fen &amp; <b>mire</b>', isApplied: false, by: 'Pell, Jo' },
    ]);
  });

  it('puts the edits of one field in one minute in the order in which each begins where the last ended', () => {
    const inOneSecond = [edit('sex', '', 'a'), edit('sex', 'a', 'b'), edit('sex', 'b', 'c')];
    const told = ['sex: null > a', 'sex: a > b', 'sex: b > c'];
    const at = [heading('A, B', '2026-11-21 10:05'), status('applied')];
    expect(movesOf(tab(...at, ...inOneSecond))).toEqual(told);
    expect(movesOf(tab(...at, ...inOneSecond.toReversed()))).toEqual(told);
  });

  it('begins what was undone in the same minute with the value that stands there again', () => {
    const at = [heading('A, B', '2026-11-21 10:05'), status('applied')];
    const undone = [edit('sex', '', 'a', ' (current)'), edit('sex', 'a', '')];
    const told = ['sex: null > a', 'sex: a > null'];
    expect(movesOf(tab(...at, ...undone))).toEqual(told);
    expect(movesOf(tab(...at, ...undone.toReversed()))).toEqual(told);
  });

  it('leaves out the edits that came from elsewhere, and is no history on another page', () => {
    const elsewhere = `<fieldset style="margin-top:20px;padding:20px;">${heading('X, Y', '2026-11-21 10:00')}</fieldset>`;
    expect(readEdits(tab(elsewhere))).toEqual([]);
    expect(readEdits('<html>Sign in</html>')).toBeUndefined();
  });
});

describe('the page of associations', () => {
  const row = (id: number, option: string, words: string, more: string) => `<div class="assoc-div">
    <input name="delassocid" value="${id}"><div id="edit-assoc-div-${id}"><select id="relationship-${id}">
    <option value="siblingOf">x</option>${option}</select><select id="subtype-${id}"><option value="tissue" selected>tissue</option></select></div>
    <div><div><label>Relationship:</label> ${words}</div>${more}</div></div>`;
  const list = (...rows: readonly string[]) => `<div id="occurAssocDiv">${rows.join('')}</div>`;

  it('tells the chosen relationship and the other record', () => {
    const chosen = '<option value="partOf" selected>partOf</option>';
    const other = '<a href="#" onclick="openIndividual(77)">77</a>';
    expect(readAssociations(list(row(4, chosen, 'partOf (tissue)', other)))).toEqual([
      { id: 4, relationship: 'partOf', occidAssociate: 77, resourceUrl: null },
    ]);
  });

  it('tells a relationship outside the vocabulary, without its subtype, and a resource elsewhere', () => {
    const link =
      '<a href="https://x.example/1" target="_blank">https://x.example/1</a><a href="/taxa/index.php?tid=1" target="_blank">Quercus</a>';
    expect(readAssociations(list(row(5, '', 'eatenBy (tissue)', link)))).toEqual([
      { id: 5, relationship: 'eatenBy', occidAssociate: null, resourceUrl: 'https://x.example/1' },
    ]);
  });

  it('is empty without rows, and none where it is another page', () => {
    expect(readAssociations(list())).toEqual([]);
    expect(readAssociations('<html>Down</html>')).toBeUndefined();
  });
});

describe('a record of the REST interface', () => {
  const row = {
    occid: 5,
    collid: 1,
    recordSecurity: 0,
    dateLastModified: null,
    identifier: [],
    media: [],
    identification: [],
  };

  it('shows its filled columns as text under the names of the interface, and no made-up occurrenceID', () => {
    const record = readRecordRow([
      { ...row, year: 1921, habitat: '', sciname: 'Q. alba', recordID: 'u', occurrenceID: 'u' },
    ]);
    expect(record?.fields).toEqual({
      occid: '5',
      collid: '1',
      recordSecurity: '0',
      year: '1921',
      sciname: 'Q. alba',
      recordID: 'u',
    });
  });

  it('counts one without a security at all as secured, since lists hide it', () => {
    expect(readRecordRow([{ ...row, recordSecurity: null }])?.isSecured).toBe(true);
  });

  it('is none without its hanging rows', () => {
    for (const rows of ['identifier', 'media', 'identification'])
      expect(readRecordRow([{ ...row, [rows]: undefined }])).toBeUndefined();
  });
});

it('a person without a last name is not named', () => {
  expect(readHistoryName('<form name="editprofileform"><input name="lastname" value="" /></form>')).toBeNull();
});
