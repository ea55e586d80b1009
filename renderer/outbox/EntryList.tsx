/** The entries of one group: drawn as far as they are looked at, each anew only where it has changed. */
import { memo, useState } from 'react';
import { catalogNumberOf, editOf, type Change } from '../../shared/portal/change.ts';
import { Button } from '../controls/Button.tsx';
import { Mark } from '../controls/Mark.tsx';
import type { QueueRow } from '../database/station-database.ts';
import { say } from '../strings/say.ts';
import { titleOf } from './entry-words.ts';
import { stateOf, storyOf, type Group } from './queue-words.ts';
import { actsOfRow, MOST_KEYS, type ActsFor } from './row-acts.ts';

/** So many are drawn at once: two screens full. */
const SHOWN_AT_ONCE = 30;

export interface GroupMembers {
  readonly name: Group;
  /** Newest first. */
  readonly members: readonly QueueRow[];
  /** How many acts stand before its first. */
  readonly actsBefore: number;
}

interface EntryListProps {
  readonly group: GroupMembers;
  readonly now: number;
  readonly actsFor: ActsFor;
}

export function EntryList({ group: { name, members, actsBefore }, now, actsFor }: EntryListProps) {
  const [shown, setShown] = useState(SHOWN_AT_ONCE);
  const hidden = members.length - shown;
  let nth = actsBefore;
  return (
    <section aria-label={say(`outbox.group.${name}`)} data-group={name}>
      <h3 className="group">
        {say(`outbox.group.${name}`)}
        <span className="end">{members.length}</span>
      </h3>
      <ul>
        {members.slice(0, shown).map(row => {
          const first = nth;
          if (nth < MOST_KEYS) nth += actsOfRow(row, actsFor).length;
          return (
            <EntryItem
              key={row.entry.id}
              row={row}
              isHeld={(row.entry.holdUntil ?? 0) > now}
              waitsFor={actsFor.outbox.waitsFor(row)}
              firstKey={Math.min(first, MOST_KEYS)}
              actsFor={actsFor}
            />
          );
        })}
      </ul>
      {hidden > 0 && (
        <p className="padded">
          <Button onPress={() => setShown(shown + SHOWN_AT_ONCE)}>{say('outbox.more', { count: hidden })}</Button>
        </p>
      )}
    </section>
  );
}

interface EntryItemProps {
  readonly row: QueueRow;
  readonly isHeld: boolean;
  readonly waitsFor: string | undefined;
  /** How many acts stand before its own. */
  readonly firstKey: number;
  readonly actsFor: ActsFor;
}

const EntryItem = memo(function EntryItem({ row, isHeld, waitsFor, firstKey, actsFor }: EntryItemProps) {
  const { delivery, entry } = row;
  return (
    <li className="entry" data-entry={writtenBy(entry.change)} data-state={delivery.is}>
      <Mark means={stateOf(row).means} />
      <div>
        <b>{titleOf(entry)}</b>
        <p className="note">{storyOf(row, isHeld, waitsFor)}</p>
      </div>
      <span className="does">
        {actsOfRow(row, actsFor).map(({ words, act }, nth) => (
          <Button key={words} keyName={keyOf(firstKey + nth)} onPress={act}>
            {words}
          </Button>
        ))}
      </span>
    </li>
  );
});

const keyOf = (nth: number): string | undefined => (nth < MOST_KEYS ? String(nth + 1) : undefined);

/** What the change gives or takes, as far as it is one text. */
function writtenBy(change: Change): string | null | undefined {
  if (change.kind === 'addIdentifier' || change.kind === 'removeIdentifier') return change.identifier.value;
  const edit = editOf(change);
  return catalogNumberOf(change) ?? edit?.to ?? edit?.from;
}
