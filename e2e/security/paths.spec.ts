/** Tricks with paths at static files and at pictures: what is served stood in the page's folder, or bears an opaque id. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from './attacked-station.ts';
import { sendBytes, statusOf, type Caller } from './requests.ts';

/** Whatever is tried, none of this comes back. */
const SECRETS = /canary-of-the-station|"name": "vasculum"|root:x?:|"port":|lastConnection/;

const TRICKS: readonly { readonly id: string; readonly what: string; readonly paths: readonly string[] }[] = [
  {
    id: 'T96',
    what: 'dots that climb out of the folder',
    paths: ['/../package.json', '/assets/../../package.json', '/....//package.json', '/./../../station.json'],
  },
  {
    id: 'T97',
    what: 'encoded dots and slashes',
    paths: [
      '/%2e%2e/package.json',
      '/%2e%2e%2fpackage.json',
      '/assets/..%2f..%2fpackage.json',
      '/%252e%252e%252fpackage.json',
      '/%c0%ae%c0%ae/package.json',
      '/.%2e/package.json',
    ],
  },
  {
    id: 'T98',
    what: 'backslashes',
    paths: [
      '/..%5cpackage.json',
      '/..\\package.json',
      '/assets\\..\\..\\package.json',
      '/assets/..%5c..%5cpackage.json',
    ],
  },
  {
    id: 'T99',
    what: 'a zero byte',
    paths: ['/index.html%00', '/package.json%00.html', '/%00', '/assets/%00/../../package.json'],
  },
  {
    id: 'T100',
    what: 'absolute names',
    paths: [
      '/etc/passwd',
      '/%2fetc%2fpasswd',
      '/file:///etc/passwd',
      '/C:/Windows/win.ini',
      '/C:%5cWindows%5cwin.ini',
      '/FOLDER/station.json',
      '/FOLDER/run.json',
    ],
  },
  {
    id: 'T101',
    what: 'another spelling of a file’s name',
    paths: [
      '/INDEX.HTML',
      '/Index.html',
      '/index.html.',
      '/index.html/',
      '/index.html%20',
      '/index.html::$DATA',
      '/INDEX~1.HTM',
      '/assets',
      '/assets/',
      '/index.html;/',
    ],
  },
];

for (const { id, what, paths } of TRICKS)
  test(`T125 ${id} ${what} reach no file beside the page`, async ({ ours, station }) => {
    const folder = path.join(station.folder, 'station');
    await writeFile(path.join(folder, 'canary.txt'), 'canary-of-the-station');
    for (const where of paths) {
      const asked = where.replace('FOLDER', folder.slice(1));
      for (const answer of [await raw(ours, asked), await raw(ours, `/assets${asked}`)]) {
        expect([400, 404], asked).toContain(statusOf(answer));
        expect(answer, asked).not.toMatch(SECRETS);
      }
    }
  });

const IMAGE_TRICKS: readonly (readonly [string, string, string])[] = [
  ['T96', 'dots', '../../station.json'],
  ['T96', 'dots behind a known prefix', 'practice-../../health'],
  ['T97', 'encoded dots', '%2e%2e%2f%2e%2e%2fstation.json'],
  ['T97', 'encoded dots behind a known prefix', 'practice-%2e%2e%2fhealth'],
  ['T98', 'backslashes', '..%5c..%5cstation.json'],
  ['T99', 'a zero byte', 'practice-41207%00'],
  ['T100', 'an absolute name', '/etc/passwd'],
  ['T100', 'an address', 'http://127.0.0.1:1/x'],
  ['T101', 'another case', 'PRACTICE-1'],
  ['T102', 'an id nobody gave', 'practice-0'],
  ['T102', 'a prefix nobody gave', 'other-1'],
  ['T96', 'dots behind a tile', 'practice-1/0/0_0/../../../station.json'],
  ['T97', 'encoded dots for a level', 'practice-1/%2e%2e/0_0'],
  ['T102', 'a tile before the first', 'practice-1/0/-1_0'],
  ['T102', 'a tile of a level that is not there', 'practice-1/99/0_0'],
  ['T102', 'a tile that is not there', 'practice-1/0/9999_9999'],
  ['T102', 'a kept picture that is not there', `kept-${'0'.repeat(64)}`],
  ['T96', 'dots for a kept picture', 'kept-../../../station.json'],
  ['T102', 'a picture of the portal that no record named', `portal-${'0'.repeat(40)}`],
  ['T102', 'no id', ''],
  ['T102', 'a very long id', 'a'.repeat(5_000)],
];

for (const [id, what, imageId] of IMAGE_TRICKS)
  test(`T125 ${id} ${what} in place of a picture’s id finds no picture`, async ({ ours }) => {
    const answer = await raw(ours, `/image/${imageId}`);
    expect(statusOf(answer)).toBe(404);
    expect(answer).not.toMatch(SECRETS);
  });

test('T102 a picture of the practice herbarium is not shown under another connection', async ({ ours, station }) => {
  const id = await aPictureOfPractice(ours);
  expect((await ours.ask({ path: `/image/${id}` })).status).toBe(200);
  await connectElsewhere(ours, await station.portalAddress());
  expect((await ours.ask({ path: `/image/${id}` })).status).toBe(404);
  await ours.value('station.switchTo', { connectionId: 'practice' });
  expect((await ours.ask({ path: `/image/${id}` })).status).toBe(200);
});

test('T125 what is served is served with its type, and not sniffed for another', async ({ ours }) => {
  const page = await ours.ask({ path: '/' });
  const script = /assets\/[\w.-]+\.js/.exec(page.body)?.[0];
  for (const [where, type] of [
    ['/', /^text\/html/],
    [`/${script}`, /^text\/javascript/],
    [`/image/${await aPictureOfPractice(ours)}`, /^image\/jpeg$/],
    ['/nowhere', /^text\/plain/],
  ] as const) {
    const { headers } = await ours.ask({ path: where });
    expect(headers['content-type'], where).toMatch(type);
    expect(headers['x-content-type-options'], where).toBe('nosniff');
  }
});

test('T125 a first line that is no path is refused and is no fault of the program', async ({ ours }) => {
  for (const line of [
    '//',
    '///',
    '//[',
    '*',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'http://[',
    '\\\\srv\\share',
  ]) {
    const answer = await raw(ours, line);
    expect([400, 404], line).toContain(statusOf(answer));
    expect(answer, line).not.toContain('"kind":"fault"');
  }
});

async function aPictureOfPractice(ours: Caller): Promise<string> {
  const sheets = (await ours.value('practice.sheets')) as readonly { readonly imageId: string }[];
  return sheets[0]?.imageId ?? '';
}

/** The practice portal as if it were a real one: another connection with a folder of its own. */
async function connectElsewhere(ours: Caller, address: string): Promise<void> {
  await ours.value('station.useHere');
  const account = { address, user: 'supervisor', password: 'practice' };
  await ours.value('station.probe', { address });
  const [collection] = (await ours.value('station.signInTo', account)) as readonly { readonly collid: number }[];
  await ours.value('station.connect', { collid: collection?.collid, prefix: 'VASC', digits: 7, paddedTo: [] });
}

/** Asks for exactly this path; clients would tidy it up first. */
async function raw(ours: Caller, where: string): Promise<string> {
  const cookie = `Cookie: ${ours.cookie}\r\n`;
  return sendBytes(
    ours.port,
    `GET ${where} HTTP/1.1\r\nHost: 127.0.0.1:${ours.port}\r\n${cookie}Connection: close\r\n\r\n`,
  );
}
