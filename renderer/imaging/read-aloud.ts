/** Reads the three things to compare, for eyes that are on the sheet. */
import type { Occurrence } from '../../shared/specimen/occurrence.ts';
import { sayDate } from '../occurrence/say-date.ts';

/** Silent where the computer has no voice. */
export function threeAloud({ recordedBy, recordNumber, eventDate }: Occurrence): void {
  if (!('speechSynthesis' in window)) return;
  const words = [recordedBy, recordNumber, eventDate && sayDate(eventDate)].filter(Boolean).join('. ');
  speechSynthesis.cancel();
  speechSynthesis.speak(new SpeechSynthesisUtterance(words));
}
