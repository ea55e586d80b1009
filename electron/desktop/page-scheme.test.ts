import { describe, expect, it, vi } from 'vitest';
import type { ImageAddress } from '../../shared/contract/image-url.ts';
import { isOurPage } from './our-page.ts';
import { answerPage, PAGE_ORIGIN } from './page-scheme.ts';

vi.mock('electron', () => ({ protocol: {} }));

const files = new Map([
  ['/', { type: 'text/html; charset=utf-8', bytes: Buffer.from('the page') }],
  ['/assets/a.js', { type: 'text/javascript; charset=utf-8', bytes: Buffer.from('the script') }],
]);
const asked: string[] = [];
const picture = async ({ imageId }: ImageAddress) => {
  asked.push(imageId);
  return imageId === 'practice-1' ? Buffer.from('a picture') : undefined;
};
const ask = (address: string, method = 'GET') => answerPage({ files, picture }, new Request(address, { method }));

describe('the scheme of the page', () => {
  it('gives the files of the built page, with what the page may do', async () => {
    const answer = await ask(`${PAGE_ORIGIN}/`);
    expect(await answer.text()).toBe('the page');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('gives pictures by opaque id', async () => {
    const answer = await ask(`${PAGE_ORIGIN}/image/practice-1`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    expect((await ask(`${PAGE_ORIGIN}/image/practice-99`)).status).toBe(404);
    expect((await ask(`${PAGE_ORIGIN}/image/practice-1/3/17_21`)).status).toBe(200);
  });

  it.each([
    ['T96 dots', '/image/../../secrets'],
    ['T97 encoded dots', '/image/%2e%2e%2fsecrets'],
    ['T98 backslashes', '/image/..%5csecrets'],
    ['T99 a NUL', '/image/practice-1%00.jpg'],
    ['T100 an absolute path', '//etc/passwd'],
    ['T101 another case', '/IMAGE/practice-1'],
    ['T101 an id in capitals', '/image/PRACTICE-1'],
    ['a file of the project', '/package.json'],
    ['a tile before the first', '/image/practice-1/3/-1_0'],
    ['a tile with a path behind it', '/image/practice-1/3/1_1/%2e%2e/x'],
    ['a query for a name', '/image/?id=practice-1'],
  ])('gives nothing for %s, and asks nobody for it', async (_, where) => {
    asked.length = 0;
    const answer = await ask(`${PAGE_ORIGIN}${where}`);
    expect([answer.status, await answer.text(), asked]).toEqual([404, '', []]);
  });

  it('answers to its own host and to reading only', async () => {
    expect((await ask('app://elsewhere/')).status).toBe(404);
    for (const method of ['POST', 'PUT', 'DELETE']) expect((await ask(`${PAGE_ORIGIN}/`, method)).status).toBe(405);
  });
});

it.each([
  ['app://station/', true],
  ['app://station/#pictures', true],
  ['app://station.evil/', false],
  ['app://evil/station', false],
  ['http://station/', false],
  ['file:///app://station/', false],
  ['about:blank', false],
  ['', false],
])('%s is our page: %s', (address, isOurs) => expect(isOurPage(address)).toBe(isOurs));
