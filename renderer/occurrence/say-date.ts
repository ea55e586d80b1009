/** Dates as people read them, with day and month named so that they cannot be swapped. */
import { readEventDate } from '../../shared/specimen/event-date.ts';
import { say } from '../strings/say.ts';

/** `1998-05-03` -> `3 May 1998`; what is no date is shown as it stands. */
export function sayDate(eventDate: string): string {
  const date = readEventDate(eventDate);
  if (!date) return eventDate;
  if (date.month === null) return String(date.year);
  const month = new Date(Date.UTC(2000, date.month - 1, 1)).toLocaleString('en-GB', { month: 'long', timeZone: 'UTC' });
  return [date.day, month, date.year].filter(part => part !== null).join(' ');
}

/** The stored form below it, with day and month named. */
export function sayStoredDate(eventDate: string): string {
  const date = readEventDate(eventDate);
  if (!date || date.month === null || date.day === null) return eventDate;
  return say('found.isoDate', { iso: eventDate, day: date.day, month: date.month });
}
