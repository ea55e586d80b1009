/** Which pictures this portal takes, said before any is sent: what is advised, what its form says, what its refusals taught. */
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Host } from '../../shared/contract/host-contract.ts';
import type { PictureRules } from '../../shared/contract/upload-contract.ts';
import { limitsOf } from '../../shared/portal/image-upload.ts';
import type { StationStore } from '../session/station-store.ts';
import { say } from '../strings/say.ts';

interface UploadPanelProps {
  readonly host: Host;
  readonly station: StationStore;
}

export function UploadPanel({ host, station }: UploadPanelProps) {
  const { journalId } = useStore(station).station;
  const [rules, setRules] = useState<PictureRules>();
  useEffect(() => {
    const ask = () => void host.call('upload.takes', { journalId }).then(answer => answer.ok && setRules(answer.value));
    ask();
    // A refusal on the way may have taught more.
    return host.on('outbox.moved', ask);
  }, [host, journalId]);
  return (
    <section className="panel" data-upload={rules ? 'told' : 'asked'}>
      <header>
        <h3>{say('upload.title')}</h3>
      </header>
      <div className="padded form">{rules && sentencesOf(rules).map(sentence => <p key={sentence}>{sentence}</p>)}</div>
    </section>
  );
}

const MEGA = 1_000_000;
const mega = (count: number): string => (count / MEGA).toFixed(count < 10 * MEGA && count % MEGA !== 0 ? 1 : 0);
const TYPES = { 'image/jpeg': 'JPEG', 'image/png': 'PNG' } as const;

function sentencesOf({ upload, told }: PictureRules): readonly string[] {
  const { mimes, mostBytes } = limitsOf(upload, told);
  const { form, learned } = told;
  const [first, ...others] = mimes.map(mime => TYPES[mime]);
  const types = others.length === 0 ? first : say('upload.both', { first: first ?? '', second: others.join() });
  return [
    types === undefined ? say('upload.noType') : say('upload.takes', { types, most: mega(mostBytes) }),
    say('upload.rest'),
    ...(form?.maxBytes ? [say('upload.form', { most: mega(form.maxBytes) })] : []),
    ...(learned.mostBytes === null ? [] : [say('upload.learnedBytes', { most: mega(learned.mostBytes) })]),
    ...(learned.mostPixels === null ? [] : [say('upload.learnedPixels', { most: mega(learned.mostPixels) })]),
    ...learned.notTaken.map(mime => say('upload.learnedType', { type: TYPES[mime] })),
    ...(form || learned.mostBytes !== null ? [] : [say('upload.notAsked')]),
  ];
}
