/** What eyes see at one glance, said once to those who listen: found, stopped, queued. */
import type { Occurrence } from '../../shared/specimen/occurrence.ts';
import { sayDate } from '../occurrence/say-date.ts';
import { say, sayTimeToTheSecond } from '../strings/say.ts';
import type { BenchView } from './bench-view.ts';
import { detailOf } from './StoppedStage.tsx';

export function SaidAloud({ view }: { readonly view: BenchView }) {
  return (
    <p className="unseen" role="status" data-heard>
      {wordsOf(view)}
    </p>
  );
}

function wordsOf({ task, ended }: BenchView): string {
  if (task.step === 'verifying') return say('heard.found', { three: threeOf(task.occurrence) });
  if (task.step === 'stopped') return say('heard.stopped', { why: detailOf(task.question) });
  if (ended?.is !== 'linked') return '';
  const { number, what, savedAt, trouble } = ended;
  const saved = savedAt === null ? say('queued.saving') : say('queued.saved', { time: sayTimeToTheSecond(savedAt) });
  return `${number} ${say('queued.isNow', { what })} ${trouble ? say('queued.notSaved', { why: trouble }) : saved}`;
}

const threeOf = ({ recordedBy, recordNumber, eventDate }: Occurrence): string =>
  [recordedBy, recordNumber, eventDate && sayDate(eventDate)].map(part => part ?? say('found.missing')).join(', ');
