/** Every word of the screens comes from resources/strings, by a key the compiler knows. */
import i18next from 'i18next';
import en from '../../resources/strings/en.json';
import { explainFailure } from '../../shared/failure/explain-failure.ts';
import type { Failure } from '../../shared/failure/failure.ts';

type Leaves<Tree, Path extends string = ''> = {
  [Name in keyof Tree & string]: Tree[Name] extends string
    ? `${Path}${Singular<Name>}`
    : Leaves<Tree[Name], `${Path}${Name}.`>;
}[keyof Tree & string];
type Singular<Name extends string> = Name extends `${infer Base}_one` | `${infer Base}_other` ? Base : Name;

/** The key of a sentence, without its plural ending. */
export type Words = Leaves<typeof en>;
export type Facts = Readonly<Record<string, string | number | undefined>>;

const words = i18next.createInstance();
void words.init({
  lng: 'en',
  resources: { en: { translation: en } },
  interpolation: { escapeValue: false },
  initAsync: false,
});

/** The sentence with its facts filled in; `count` chooses singular or plural. */
export const say = (key: Words, facts: Facts = {}): string => words.t(key, facts);

/** What went wrong, in words. */
export function sayFailure(failure: Failure): string {
  const { key, facts } = explainFailure(failure);
  return say(key, facts);
}

/** 14:32 in the person's own way of writing it. */
export const sayTime = (at: number): string =>
  new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });

/** 21 November 2026 at 14:32. */
export const sayDayAndTime = (at: number): string =>
  new Date(at).toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short' });

export const sayTimeToTheSecond = (at: number): string => new Date(at).toLocaleTimeString('en-GB');

/** How long ago, roughly. */
export function sayAge(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return say('age.now');
  if (minutes < 60) return say('age.minutes', { count: minutes });
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? say('age.hours', { count: hours }) : say('age.days', { count: Math.floor(hours / 24) });
}
