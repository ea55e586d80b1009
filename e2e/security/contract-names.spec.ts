/** Every name of the contract, and names that are none, with arguments that no page of ours would send. */
import fc from 'fast-check';
import { expect, test } from './attacked-station.ts';
import { announced, CALLS, EVENTS, takesAnyObject } from './contract.ts';
import type { Caller } from './requests.ts';

const LONG = 'x'.repeat(30_000);
const DEEP = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
const POLLUTED = '{"__proto__":{"user":"supervisor","password":"practice","ok":true,"polluted":true}}';

/** No call takes any of these: each is a list, a word or a number where an object belongs. */
const NO_OBJECTS = ['null', 'true', '0', '1e400', '-1', '""', `"${LONG}"`, '[]', '[[]]', DEEP, '["__proto__"]'];

/** Objects that look like the arguments of some call, each with something wrong. */
const WRONG_OBJECTS = [
  POLLUTED,
  '{"constructor":{"prototype":{"polluted":true}}}',
  '{"address":5,"user":{},"password":[],"typed":null,"occid":"1","catalogNumber":{},"connectionId":{},"entryId":"../.."}',
  `{"address":"${LONG}","user":"${LONG}","password":"${LONG}","typed":"${LONG}","catalogNumber":"${LONG}","entryId":"${LONG}"}`,
  '{"occid":1e400,"collid":-1,"digits":9007199254740993,"prefix":"\\u0000","paddedTo":[1e9]}',
  '{"occid":0.5,"typed":"","user":"","password":"","entryId":"00000000-0000-0000-0000-00000000000g"}',
  '{"journalId":{},"entry":{"__proto__":null,"id":"x"},"expertCase":{"id":[]}}',
  '{"address":["http://127.0.0.1"],"recordedBy":["a"],"recordNumber":{},"eventDate":1}',
];

interface Said {
  readonly ok: boolean;
  readonly failure?: { readonly kind: string };
}

/** Subtle: the window is not the one that works, so what is well-formed by chance changes nothing. */
async function say(ours: Caller, name: string, body: string): Promise<Said> {
  const answer = await ours.call(name, body, 'looks-on');
  expect(answer.status, `${name} ${body.slice(0, 80)}`).toBe(200);
  return JSON.parse(answer.body) as Said;
}

test.beforeEach(async ({ ours }) => {
  await ours.value('station.useHere');
});

test('T103 the cases know every name of the contract', () => {
  expect(CALLS).toHaveLength(announced('call'));
  expect(EVENTS).toHaveLength(announced('event'));
  for (const name of ['station.open', 'picture.open', 'shots.set', 'day.move', 'scanner.use', 'linking.awaiting'])
    expect(CALLS).toContain(name);
});

for (const name of CALLS) {
  test(`T103 ${name} takes an object or nothing at all`, async ({ ours }) => {
    for (const body of NO_OBJECTS)
      expect(await say(ours, name, body), body.slice(0, 80)).toMatchObject({ failure: { kind: 'notUnderstood' } });
  });

  if (takesAnyObject(name)) continue;

  test(`T103 ${name} refuses objects with wrong, huge and polluting parts`, async ({ ours }) => {
    for (const body of WRONG_OBJECTS)
      expect(await say(ours, name, body), body.slice(0, 80)).toMatchObject({ failure: { kind: 'notUnderstood' } });
  });
}

test('T103 a thousand random arguments meet no fault of the program', async ({ ours }) => {
  test.setTimeout(120_000);
  const anything = fc.record({
    name: fc.constantFrom(...CALLS.filter(one => !/useHere|probe/.test(one))),
    input: fc.jsonValue(),
  });
  for (const { name, input } of fc.sample(anything, { seed: 4711, numRuns: 1_000 })) {
    const said = await say(ours, name, JSON.stringify(input));
    expect(said.failure?.kind, JSON.stringify(input)).not.toBe('fault');
  }
});

const NO_NAMES = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'valueOf',
  'then',
  'prototype',
  'station',
  'station.',
  'station.Open',
  'STATION.OPEN',
  'station.open ',
  '%5f%5fproto%5f%5f',
  'station.open%00',
  '0',
  'x'.repeat(5_000),
] as const;

for (const name of [...NO_NAMES, ...EVENTS])
  test(`T103 there is no call named ${name.slice(0, 40)}`, async ({ ours }) => {
    const answer = await ours.ask({ method: 'POST', path: `/host/${name.replaceAll(' ', '%20')}`, body: '{}' });
    const said = answer.status === 200 ? (JSON.parse(answer.body) as Said) : undefined;
    expect([undefined, 'notUnderstood']).toContain(said?.failure?.kind);
    expect(said?.ok ?? false).toBe(false);
  });

for (const body of ['{', '{"a":}', '\u0000', 'undefined', '{"a":1}{"b":2}', `"${'x'.repeat(300_000)}"`, '\ufeff{}'])
  test(`T103 a body that is no JSON (${JSON.stringify(body.slice(0, 20))}) is refused`, async ({ ours }) => {
    expect((await ours.call('outbox.list', body)).status).toBe(400);
  });

test('T103 a call without a window’s name is refused', async ({ ours }) => {
  const headers = { 'x-vasculum-window': undefined };
  expect((await ours.ask({ method: 'POST', path: '/host/outbox.list', body: '{}', headers })).status).toBe(400);
});

const NOBODYS = '00000000-0000-4000-8000-000000000000';
const NO_SHOT = { journalId: '', shotId: NOBODYS, to: 'waiting' };

const WELL_FORMED: readonly (readonly [string, string, object, readonly string[]])[] = [
  ['a connection of another folder', 'station.switchTo', { connectionId: '../../practice-portal' }, ['notFound']],
  ['a connection named __proto__', 'station.switchTo', { connectionId: '__proto__' }, ['notFound']],
  ['a file as portal', 'station.probe', { address: 'file:///etc/passwd' }, ['notAPortal', 'rejected']],
  ['a script as portal', 'station.probe', { address: 'javascript:alert(1)' }, ['notAPortal', 'rejected']],
  ['a data address as portal', 'station.probe', { address: 'data:text/html,x' }, ['notAPortal', 'rejected']],
  ['an entry nobody queued', 'outbox.withdraw', { entryId: NOBODYS }, ['tooLate', 'notFound']],
  ['a record of another journal', 'portal.readOccurrence', { journalId: 'another', occid: 1 }, ['rejected']],
  ['the pictures of another journal’s record', 'picture.ofRecord', { journalId: 'another', occid: 1 }, ['rejected']],
  ['the list of another journal', 'linking.awaiting', { journalId: 'another', from: 0, most: 1 }, ['rejected']],
  [
    'a stamp of another journal',
    'linking.suggestionFor',
    { journalId: 'another', imageId: 'practice-1' },
    ['rejected'],
  ],
  ['an act of another journal', 'day.undo', { journalId: 'another', actId: NOBODYS }, ['rejected']],
  ['a shot of another journal', 'shots.release', { ...NO_SHOT, journalId: 'another' }, ['rejected']],
  ['a picture by its path', 'picture.open', { imageId: '../../station.json' }, ['notUnderstood']],
  ['a picture that no record named', 'picture.open', { imageId: `portal-${'0'.repeat(40)}` }, ['notFound']],
  ['a day that is a path', 'day.pictures', { day: '../../..' }, ['notUnderstood']],
  ['half a path as camera’s folder', 'shots.set', { folder: '../captures', renamesOriginals: true }, ['rejected']],
  ['a file as scanner', 'scanner.use', { port: { path: '/etc/passwd', speed: 9600 } }, ['notUnderstood']],
  ['a way out of /dev', 'scanner.use', { port: { path: '/dev/../etc/passwd', speed: 9600 } }, ['notUnderstood']],
];

for (const [what, name, input, kinds] of WELL_FORMED)
  test(`T103 ${name} answers ${what} with a plain failure`, async ({ ours }) => {
    const said = JSON.parse((await ours.call(name, input)).body) as Said;
    expect(said.ok).toBe(false);
    expect(kinds).toContain(said.failure?.kind);
  });

/** What devices and pictures add to the changes of the queue; each well-formed. */
const CHANGES: readonly (readonly [string, object])[] = [
  ['scanner.use', { port: null }],
  ['scanner.takeScans', {}],
  ['shots.set', { folder: '/tmp', renamesOriginals: true }],
  ['shots.chooseFolder', {}],
  ['shots.pointAt', { journalId: '', sheet: null }],
  ['shots.release', NO_SHOT],
  ['shots.takeIn', { journalId: '', name: '../../etc/passwd' }],
  ['shots.leaveBefore', { journalId: '' }],
  ['shots.refusedSeen', { journalId: '' }],
  ['shots.shoot', { journalId: '' }],
  ['day.move', { journalId: '', moves: [{ pictureId: NOBODYS, to: 'VASC0104301' }] }],
  ['day.undo', { journalId: '', actId: NOBODYS }],
  ['handOver.chooseFolder', {}],
  ['handOver.give', {}],
];

for (const [name, input] of CHANGES)
  test(`T103 ${name} changes nothing for a window that looks on`, async ({ ours }) => {
    expect(await say(ours, name, JSON.stringify(input))).toEqual({ ok: false, failure: { kind: 'readOnly' } });
  });

test('T103 after all that the station answers as before, and nothing was polluted', async ({ ours }) => {
  expect(await ours.value('outbox.list')).toMatchObject({ queue: [], cases: [] });
  expect(await ours.value('station.open')).toMatchObject({ isWriter: true, session: { isSignedIn: true } });
  const [first] = (await ours.value('station.connections')) as readonly object[];
  expect(Object.keys(first ?? {})).not.toContain('polluted');
});
