/** One screen for every clash: when you looked, the portal now and who made it so, yours. Nothing is chosen for anybody. */
import { useEffect, useState, type ReactNode } from 'react';
import type { Choice } from '../../shared/outbox/conflict-choices.ts';
import type { Result } from '../../shared/failure/failure.ts';
import type { ConflictKind, Conflicted, OutboxEntry } from '../../shared/outbox/outbox-entry.ts';
import { Button } from '../controls/Button.tsx';
import { Over } from '../controls/Drawer.tsx';
import { Field } from '../controls/Field.tsx';
import { HoldButton } from '../controls/HoldButton.tsx';
import { Icon } from '../controls/Icon.tsx';
import type { QueueRow } from '../database/station-database.ts';
import { say, sayFailure } from '../strings/say.ts';
import { bothOf, offeredChoices, type Offered } from './choices.ts';
import { comparedGroups } from './compared.ts';
import { ComparedTable } from './ComparedTable.tsx';
import type { Decisions, RecordsNow } from './decisions.ts';
import { sheetOf } from './entry-words.ts';
import { MergeView } from './MergeView.tsx';
import { rebuildKit } from './rebuild-kit.ts';
import type { Both } from './merge-wish.ts';

interface ConflictViewProps {
  readonly row: QueueRow;
  readonly delivery: Conflicted;
  readonly decisions: Decisions;
  readonly isSupervisor: boolean;
  readonly onClose: () => void;
}

export function ConflictView({ row, delivery, decisions, isSupervisor, onClose }: ConflictViewProps) {
  const now = useRecordsNow(decisions, row);
  const [trouble, setTrouble] = useState('');
  const [opened, setOpened] = useState<Choice>();
  const decide = async (deciding: Promise<Result<unknown>>) => {
    const done = await deciding;
    if (done.ok) onClose();
    else setTrouble(sayFailure(done.failure));
  };
  const both = opened && bothOf(opened, now);
  if (both)
    return (
      <MergeView
        both={both}
        isSupervisor={isSupervisor}
        isWaiting={delivery.kind === 'needsSupervisor'}
        trouble={trouble}
        onMerge={() => void decide(decisions.confirmMerge(row, both))}
        onFlag={() => void decide(decisions.flag(row))}
        onBack={() => setOpened(undefined)}
      />
    );
  const acts: Readonly<Record<Choice, () => void>> = {
    drop: () => void decide(decisions.drop(row)),
    undo: () => void decide(decisions.undo(row)),
    restore: () => void decide(decisions.restore(row)),
    keep: () => void decide(decisions.keep(row)),
    mine: () => void decide(decisions.mine(row)),
    flag: () => void decide(decisions.flag(row)),
    shorten: () => setOpened('shorten'),
    mergeHolder: () => setOpened('mergeHolder'),
    confirmMerge: () => setOpened('confirmMerge'),
    kit: () => setOpened('kit'),
  };
  return (
    <Clash row={row} delivery={delivery} now={now} acts={acts} trouble={trouble} onClose={onClose}>
      {opened === 'shorten' && (
        <Shorter value={delivery.portalNow ?? ''} onSend={text => void decide(decisions.shorten(row, text))} />
      )}
      {opened === 'kit' && row.entry.change.kind === 'merge' && <Kit both={row.entry.change.shown} />}
    </Clash>
  );
}

/** Clashes in which the record itself is not as it was. */
const CHANGED: ReadonlySet<ConflictKind> = new Set<ConflictKind>(['changed', 'gone', 'moved', 'confirmAgain']);

interface ClashProps extends Pick<ConflictViewProps, 'row' | 'delivery' | 'onClose'> {
  readonly now: RecordsNow | undefined;
  readonly acts: Readonly<Record<Choice, () => void>>;
  readonly trouble: string;
  readonly children: ReactNode;
}

function Clash({ row: { entry }, delivery, now, acts, trouble, onClose, children }: ClashProps) {
  const offered = offeredChoices(entry, delivery, now);
  const pressed = offered.filter(({ choice }) => choice !== 'mine');
  const isOtherwise = CHANGED.has(delivery.kind);
  const title = say(isOtherwise ? 'conflict.title' : 'conflict.titleOpen', { what: sheetOf(entry) });
  const keys = Object.fromEntries(pressed.map(({ key, choice }) => [key, acts[choice]]));
  return (
    <Over title={title} keys={{ ...keys, Escape: onClose }} looks="conflict">
      <h2>
        <Icon name="differs" />
        {title}
      </h2>
      <p>{say(`outbox.conflict.${delivery.kind}`)}</p>
      <ComparedTable groups={comparedGroups(entry, delivery, now)} entry={entry} delivery={delivery} />
      {delivery.parts.length > 0 && (
        <p className="mark differ">{say('conflict.parts', { parts: delivery.parts.join(' · ') })}</p>
      )}
      {children}
      <p className="note">{say(adviceFor(entry, delivery))}</p>
      {trouble !== '' && (
        <p role="alert" className="mark stop">
          {say('conflict.notDone', { why: trouble })}
        </p>
      )}
      <div className="acts">
        <Button keyName="Esc" onPress={onClose}>
          {say('conflict.later')}
        </Button>
        {offered.map(one => (
          <ChoiceButton key={one.choice} offered={one} onChosen={acts[one.choice]} />
        ))}
      </div>
    </Over>
  );
}

function adviceFor(entry: OutboxEntry, delivery: Conflicted) {
  if (isOfNumbers(entry, delivery)) return 'conflict.advice';
  const isBorneElsewhere = entry.change.kind === 'addIdentifier' && delivery.holders.length > 0;
  return isBorneElsewhere ? 'conflict.adviceNumber' : 'conflict.adviceShort';
}

/** Two numbers stand against each other: the sheet itself tells which is right. */
const isOfNumbers = ({ change }: OutboxEntry, { portalNow, holders, replaced }: Conflicted): boolean =>
  change.kind === 'setField' &&
  change.edit.term === 'catalogNumber' &&
  (holders.length > 0 || replaced !== null || (portalNow !== null && portalNow !== change.edit.to));

function useRecordsNow(decisions: Decisions, row: QueueRow): RecordsNow | undefined {
  const [now, setNow] = useState<RecordsNow>();
  useEffect(() => {
    let isStill = true;
    void decisions.readNow(row).then(read => isStill && setNow(read));
    return () => void (isStill = false);
  }, [decisions, row]);
  return now;
}

/** One's own value over somebody's is held, and flagging is the calm way: the only one that stands out. */
function ChoiceButton({
  offered: { choice, key, words },
  onChosen,
}: {
  readonly offered: Offered;
  readonly onChosen: () => void;
}) {
  if (choice === 'mine')
    return (
      <HoldButton keyName={key} onHeld={onChosen}>
        {words}
      </HoldButton>
    );
  if (choice !== 'flag')
    return (
      <Button keyName={key} onPress={onChosen}>
        {words}
      </Button>
    );
  return (
    <Button keyName={key} icon="flag" looks="primary" onPress={onChosen}>
      {words}
    </Button>
  );
}

function Shorter({ value, onSend }: { readonly value: string; readonly onSend: (text: string) => void }) {
  const [text, setText] = useState(value);
  return (
    <form
      className="row"
      onSubmit={event => {
        event.preventDefault();
        onSend(text);
      }}
    >
      <Field label={say('conflict.shorter')} value={text} onType={setText} hasFocus />
      <Button sends keyName="Enter" isAsleep={text === ''}>
        {say('conflict.sendShorter')}
      </Button>
    </form>
  );
}

/** Text to copy: the station keeps it in its journal too. */
function Kit({ both }: { readonly both: Both }) {
  return <Field label={say('conflict.kitNote')} value={rebuildKit(both)} onType={() => undefined} rows={8} hasFocus />;
}
