import { expect, it } from 'vitest';
import { anEntry, clash } from '../../shared/outbox/builders.ts';
import type { Delivery } from '../../shared/outbox/outbox-entry.ts';
import type { QueueRow } from '../database/station-database.ts';
import { storyOf } from './queue-words.ts';

const rowOf = (delivery: Delivery): QueueRow => ({
  ...{ entry: anEntry(1), delivery, adoptedBy: null },
  ...{ isSaved: true, isRecovered: false, isSetAside: false, isTakenBack: false },
});
const storyAbout = (delivery: Delivery) => storyOf(rowOf(delivery), false, undefined);

it('says of what was taken back that it is not sent any more; whether it was before, the row does not know', () => {
  const story = storyAbout({ is: 'withdrawn', at: 0, by: 'ana' });
  expect(story).toContain('It is not sent any more.');
  expect(story).not.toContain('Nothing was sent');
});

it('says that nothing was sent only of what the station held back itself', () => {
  expect(storyAbout(clash('changed'))).toContain('Nothing was sent.');
  expect(storyAbout(clash('saidYesNothingChanged'))).not.toContain('Nothing was sent');
  expect(storyAbout(clash('salvaged'))).not.toContain('was sent');
});
