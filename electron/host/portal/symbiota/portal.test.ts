import { describe, expect, it } from 'vitest';
import { answer, SIGN_IN_PAGE, signedInAt, toSignIn, type Script } from './fake-portal.ts';
import type { Exchange } from './request.ts';
import type { SendOutcome } from '../../../../shared/portal/portal.ts';
import type { RemotePortal } from './portal.ts';

const image = { sha256: 'a'.repeat(64), bytes: 3, mime: 'image/png', name: 'sheet.png' } as const;

const WRITES: Readonly<Record<string, (portal: RemotePortal) => Promise<SendOutcome>>> = {
  'an edit': portal => portal.sendEdits(5, [{ term: 'habitat', from: null, to: 'Bog' }]),
  'an identifier': portal => portal.addIdentifier(5, { name: 'Roll', value: '7' }, '12'),
  'an identifier taken away': portal => portal.removeIdentifier(5, 3),
  'a merge': portal => portal.merge(5, 6),
  'a new record': portal => portal.create({ kind: 'create', catalogNumber: 'A1', fields: {} }),
  'a picture': portal => portal.attachImage(5, image, Buffer.from('abc'), 'key'),
  'an association': portal =>
    portal.associate({ kind: 'associate', occid: 5, occidAssociate: 6, relationship: 'siblingOf' }),
};

/** One answer to everything. */
const always = (result: Exchange): Script => ({ '': () => result });

describe.each(Object.entries(WRITES))('%s', (_, write) => {
  it('is sent once, and is unknown after any trouble once the request has left', async () => {
    for (const [result, failure] of [
      [answer({ status: 503, retryAfterMs: 5000 }), { kind: 'busy', retryAfterMs: 5000 }],
      [answer({ status: 429 }), { kind: 'busy' }],
      [answer({ status: 403 }), { kind: 'forbidden' }],
      [{ ok: false, failure: { kind: 'timedOut' }, hasLeft: true }, { kind: 'timedOut' }],
      [answer({ body: SIGN_IN_PAGE }), { kind: 'signedOut' }],
    ] as const) {
      const { portal, asked } = await signedInAt(always(result));
      expect(await write(portal)).toEqual({ is: 'unknown', failure });
      expect(asked).toHaveLength(1);
    }
  });

  it('is proven not sent where no byte left, or the portal sent to its sign-in page', async () => {
    const offline = { ok: false, failure: { kind: 'offline' }, hasLeft: false } as const;
    expect(await write((await signedInAt(always(offline))).portal)).toEqual({
      is: 'notSent',
      failure: { kind: 'offline' },
    });
    const { portal, asked } = await signedInAt(always(toSignIn));
    expect(await write(portal)).toEqual({ is: 'notSent', failure: { kind: 'signedOut' } });
    expect(portal.signedIn()).toBeUndefined();
    expect(asked).toHaveLength(1);
    expect(await write(portal)).toEqual({ is: 'notSent', failure: { kind: 'signedOut' } });
    expect(asked).toHaveLength(1);
  });
});

it.each([302, 413])('a picture that is too large for the portal, which says %i, is refused', async status => {
  const { portal } = await signedInAt({ 'occurrenceeditor.php': () => answer({ status }) });
  expect(await WRITES['a picture']?.(portal)).toEqual({
    is: 'answered',
    refusal: { kind: 'tooLarge', bytes: 3, most: null },
  });
});

it.each([
  ['ERROR: The file exceeds the maximum allowed size: 2 MB', 1.95 * 1024 ** 2],
  ['ERROR: The file exceeds the maximum allowed size: 1000', 1000],
  ['ERROR: The file exceeds the maximum allowed size', null],
])(
  'a picture that is too large for the portal, whose page says “%s”, is refused with that limit',
  async (text, most) => {
    const body = `<div id="statusdiv"><b>Action Status: </b><span style="color:red;">${text}</span></div>`;
    const { portal } = await signedInAt({ 'occurrenceeditor.php': () => answer({ body }) });
    const refusal = { kind: 'tooLarge', bytes: 3, most: most && Math.floor(most) };
    expect(await WRITES['a picture']?.(portal)).toEqual({ is: 'answered', refusal });
  },
);

it.each([
  ['ERROR: Not enough memory to create image: : upload.jpg', { kind: 'tooManyPixels' }],
  ['ERROR: File type not allowed: image/png', { kind: 'typeNotTaken', mime: 'image/png' }],
  ['ERROR: File extension is not supported: png', { kind: 'typeNotTaken', mime: 'image/png' }],
  ['ERROR: Suspicious File', { kind: 'rejected', reason: 'Suspicious File' }],
])('a picture to which the page says “%s” is refused for what it says', async (text, refusal) => {
  const body = `<div id="statusdiv"><b>Action Status: </b><span style="color:red;">${text}</span></div>`;
  const { portal } = await signedInAt({ 'occurrenceeditor.php': () => answer({ body }) });
  expect(await WRITES['a picture']?.(portal)).toEqual({ is: 'answered', refusal });
});

it('a picture leaves the server free to name its limit, and lets no form limit it', async () => {
  const { portal, asked } = await signedInAt({});
  await WRITES['a picture']?.(portal);
  expect(asked[0]?.multipart?.fields.map(([name]) => name)).not.toContain('MAX_FILE_SIZE');
  expect(asked[0]?.multipart?.behind?.map(([name]) => name)).toEqual(['MAX_FILE_SIZE']);
});

describe('the form in which people upload pictures', () => {
  const formAt = async (body: string) =>
    (await signedInAt({ 'imagetab.php': () => answer({ body }) })).portal.readImageForm();
  const form = (inputs: string) => `<form name="imgnewform" method="post">${inputs}</form>`;

  it('tells the largest file and those types that are ever sent', async () => {
    const inputs = `<input type='hidden' name='MAX_FILE_SIZE' value='20000000' />
      <input name='imgfile' id="imgfile" type='file' accept="image/jpeg,image/png,image/gif,application/pdf" />`;
    const told = { maxBytes: 20_000_000, mimes: ['image/jpeg', 'image/png'] };
    expect(await formAt(form(inputs))).toEqual({ ok: true, value: told });
  });

  it('tells nothing of what it does not name', async () => {
    expect(await formAt(form('<input name="imgfile" type="file" />'))).toEqual({
      ok: true,
      value: { maxBytes: null, mimes: null },
    });
    expect(await formAt(form('<input name="imgfile" accept=".jpg, .tif" />'))).toMatchObject({
      value: { mimes: ['image/jpeg'] },
    });
  });

  it('that is not there says nothing', async () => {
    expect(await formAt('<h1>Down</h1>')).toMatchObject({ ok: false, failure: { kind: 'notUnderstood' } });
  });
});

it('a record whose own words speak of sizes refuses no picture', async () => {
  const body = '<div id="statusdiv">Media added successfully</div><p>exceeds the maximum allowed size: 2 MB</p>';
  const { portal } = await signedInAt({ 'occurrenceeditor.php': () => answer({ body }) });
  expect(await WRITES['a picture']?.(portal)).toEqual({ is: 'answered' });
});

describe('an idle answer, as strangers get it', () => {
  const IDLE: readonly (readonly [string, Script, SendOutcome])[] = [
    ['a new record', { 'occurAddData.php': () => answer({ body: '[]' }) }, refused()],
    ['a merge', { 'dupesearch.php': () => answer({ body: '<body onload="">' }) }, { is: 'answered' }],
    [
      'an association',
      { 'resourcehandler.php': () => answer() },
      { is: 'unknown', failure: { kind: 'notUnderstood', detail: 'no answer about the link' } },
    ],
  ];

  it.each(IDLE)(
    'to %s proves that nothing was done only where the session has ended too',
    async (name, script, alive) => {
      const ended = await signedInAt({ ...script, 'collprofiles.php': () => toSignIn });
      expect(await WRITES[name]?.(ended.portal)).toEqual({ is: 'notSent', failure: { kind: 'signedOut' } });
      const live = await signedInAt({ ...script, 'collprofiles.php': () => answer({ body: 'a collection' }) });
      expect(await WRITES[name]?.(live.portal)).toEqual(alive);
    },
  );

  function refused(): SendOutcome {
    return { is: 'answered', refusal: { kind: 'forbidden' } };
  }
});

describe('a read', () => {
  const READS: Readonly<Record<string, (portal: RemotePortal) => Promise<unknown>>> = {
    'of a record': portal => portal.readRecord(5),
    'of a whole record': portal => portal.readWhole(5),
    'of its own history': portal => portal.ownHistory(5),
    "of the collection's history": portal => portal.historyMark(),
    'by a label': portal => portal.findByLabel({ recordedBy: 'Pell', recordNumber: '1', eventDate: '' }),
    'by a number': portal => portal.findByAccession(['1']),
  };

  it.each(Object.entries(READS))('%s takes a page of another kind for no answer', async (_, read) => {
    const maintenance = answer({ body: '<html><h1>Down for maintenance</h1></html>' });
    expect(await read((await signedInAt(always(maintenance))).portal)).toMatchObject({
      ok: false,
      failure: { kind: 'notUnderstood' },
    });
    const busy = answer({ status: 503, retryAfterMs: 9000, body: '<h1>Down</h1>' });
    expect(await read((await signedInAt(always(busy))).portal)).toEqual({
      ok: false,
      failure: { kind: 'busy', retryAfterMs: 9000 },
    });
  });

  it.each(['redirect', 'page'])('signs in again, once, where it meets the sign-in %s', async kind => {
    let times = 0;
    const { portal, asked } = await signedInAt({
      'admintab.php': () => {
        times += 1;
        if (times > 1) return answer({ body: '<div id="admindiv">Edit History Empty</div>' });
        return kind === 'page' ? answer({ body: SIGN_IN_PAGE }) : toSignIn;
      },
    });
    expect(await portal.ownHistory(5)).toEqual({ ok: true, value: [] });
    expect(asked.map(({ path }) => path.split('?')[0]?.split('/').at(-1))).toEqual([
      'admintab.php',
      'index.php',
      'admintab.php',
    ]);
    expect(portal.signedIn()?.user).toBe('ana');
  });
});

describe('who signed in', () => {
  const NAMED: Script = {
    'viewprofile.php': () => answer({ body: '<a href="userprofile.php?userid=3">Profile</a>' }),
    'userprofile.php': () =>
      answer({
        body: `<form name="editprofileform"><input name="firstname" value="Ana" /><input name="lastname" value="D'Arcy" /></form>`,
      }),
    'collprofiles.php': () => answer({ body: '<a href="collpermissions.php?collid=1">Permissions</a>' }),
  };

  it('is named as histories name people, and is a supervisor where the portal offers the permissions', async () => {
    const { portal } = await signedInAt(NAMED);
    expect(portal.signedIn()).toMatchObject({ historyName: "D'Arcy, Ana", isSupervisor: true });
  });

  it('is signed in all the same where nothing of that can be read', async () => {
    const { portal } = await signedInAt({ 'profile.php': () => answer({ status: 500 }) });
    expect(portal.signedIn()).toMatchObject({ user: 'ana', historyName: null, isSupervisor: false });
  });
});

describe('a fully secured record', () => {
  it('is read whole although the session that reads had ended', async () => {
    const row = {
      occid: 5,
      collid: 1,
      recordSecurity: 5,
      catalogNumber: 'A1',
      identifier: [],
      media: [],
      identification: [],
    };
    let hasEnded = false;
    const { portal } = await signedInAt({
      'occurrence/5': () => answer({ body: JSON.stringify([row]) }),
      'getAssocOccurrence.php': () =>
        answer({ body: hasEnded ? '[]' : JSON.stringify({ 5: { catnum: 'VASC-HERB:A1 (12, 13)' } }) }),
      'collprofiles.php': () => {
        const result = hasEnded ? toSignIn : answer();
        hasEnded = false;
        return result;
      },
      'resourcetab.php': () => answer({ body: '<div id="occurAssocDiv"></div>' }),
    });
    hasEnded = true;
    expect(await portal.readWhole(5)).toMatchObject({ ok: true, value: { legacyNumber: '12, 13', isSecured: true } });
  });
});
