/** A merge before it happens: which record stays, what moves to it, what would be lost. */
import {
  isBarcodeAndImageOnly,
  needsSupervisor,
  rehearse,
  type MergeEffect,
} from '../../shared/outbox/merge-rehearsal.ts';
import { fieldOf, type WholeRecord } from '../../shared/portal/portal-record.ts';
import { Icon } from '../controls/Icon.tsx';
import { Mark } from '../controls/Mark.tsx';
import { sayTerm } from '../occurrence/term-words.ts';
import { say } from '../strings/say.ts';
import type { Both } from './merge-wish.ts';

export function RehearsedMerge({ both }: { readonly both: Both }) {
  const { source, target } = both;
  return (
    <div className="rehearsed">
      <div className="two">
        <RecordCard record={target} looks="stays" />
        <Icon name="back" />
        <RecordCard record={source} looks="goes" />
      </div>
      <Losses both={both} />
      <Moves both={both} />
      <Additions both={both} />
      {needsSupervisor(source, target) && (
        <p className="mark held">
          {say(isBarcodeAndImageOnly(source) ? 'merge.supervisorLoss' : 'merge.supervisorRecord')}
        </p>
      )}
    </div>
  );
}

function Moves({ both: { source, target } }: { readonly both: Both }) {
  const moved = rehearse(source, target).gains.filter(effect => isOf(source, effect));
  return (
    <section className="panel">
      <header>
        <h3>
          <Mark means="agree">{say('merge.moves', { occid: target.occid })}</Mark>
        </h3>
      </header>
      <dl className="facts padded">
        {moved.map(effect => (
          <Effect key={wordsOf(effect)} effect={effect} />
        ))}
        {source.images.length > 0 && (
          <>
            <dt>{say('record.picture')}</dt>
            <dd>{say('record.pictures', { count: source.images.length })}</dd>
          </>
        )}
      </dl>
    </section>
  );
}

/** Nobody typed these: a portal writes them into the survivor of every merge. */
function Additions({ both: { source, target } }: { readonly both: Both }) {
  const { gains, spoiledStatus } = rehearse(source, target);
  const added = gains.filter(effect => effect.what !== 'status' && !isOf(source, effect));
  if (added.length === 0 && !spoiledStatus) return null;
  return (
    <section className="panel">
      <header>
        <h3>
          <Mark means="none">{say('merge.adds')}</Mark>
        </h3>
      </header>
      <dl className="facts padded">
        {added.map(effect => (
          <Effect key={wordsOf(effect)} effect={effect} />
        ))}
        {spoiledStatus && (
          <>
            <dt>{sayTerm('processingStatus')}</dt>
            <dd>{say('merge.mended', { ...spoiledStatus, to: spoiledStatus.to ?? say('conflict.none') })}</dd>
          </>
        )}
      </dl>
    </section>
  );
}

/** Whether it stood in the record that goes away. */
function isOf(source: WholeRecord, effect: MergeEffect): boolean {
  if (effect.what === 'barcode') return true;
  if (effect.what === 'value') return fieldOf(source, effect.column) === effect.text;
  return (
    effect.what === 'identifier' && source.identifiers.some(({ name, value }) => `${name}: ${value}` === effect.text)
  );
}

function Losses({ both: { source, target } }: { readonly both: Both }) {
  const { losses } = rehearse(source, target);
  const isLossless = losses.length === 0;
  return (
    <section className={isLossless ? 'panel' : 'panel lost'}>
      <header>
        <h3>
          <Mark means={isLossless ? 'agree' : 'differ'}>
            {say(isLossless ? 'merge.nothingLost' : 'merge.lost', { occid: source.occid })}
          </Mark>
        </h3>
      </header>
      {!isLossless && (
        <dl className="facts padded">
          {losses.map(effect => (
            <Effect key={wordsOf(effect)} effect={effect} />
          ))}
        </dl>
      )}
      <p className="padded note">{say('merge.once')}</p>
    </section>
  );
}

function RecordCard({ record, looks }: { readonly record: WholeRecord; readonly looks: 'stays' | 'goes' }) {
  const who = [fieldOf(record, 'recordedBy'), fieldOf(record, 'recordNumber')].filter(Boolean).join(' ');
  const number = fieldOf(record, 'catalogNumber') ?? record.legacyNumber ?? record.identifiers[0]?.value ?? '';
  return (
    <section className={`panel ${looks}`}>
      <header>
        <h3>
          <Mark means={looks === 'stays' ? 'agree' : 'none'}>{say(`merge.${looks}`)}</Mark>
        </h3>
      </header>
      <p className="padded">
        <b className="mono">{number}</b> {who}{' '}
        <span className="note">{say('entry.record', { occid: record.occid })}</span>
      </p>
    </section>
  );
}

/** The name that a portal gives to the stamped number where it makes an identifier of it. */
const GENERATED = 'legacyOtherCatalogNumber: ';

const isGenerated = (effect: MergeEffect): boolean => effect.what === 'identifier' && effect.text.startsWith(GENERATED);

function labelOf(effect: MergeEffect): string {
  if (effect.what === 'value') return sayTerm(effect.column);
  return say(`merge.what.${isGenerated(effect) ? 'legacyNumber' : effect.what}`);
}

const textOf = (effect: MergeEffect): string =>
  isGenerated(effect) ? effect.text.slice(GENERATED.length) : effect.text;

const wordsOf = (effect: MergeEffect): string => `${labelOf(effect)} ${effect.text}`;

function Effect({ effect }: { readonly effect: MergeEffect }) {
  return (
    <>
      <dt>{labelOf(effect)}</dt>
      <dd className={effect.what === 'barcode' ? 'mono' : undefined}>{textOf(effect)}</dd>
    </>
  );
}
