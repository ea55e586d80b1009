/** Everything that is on this station and not yet, or only just, on the portal: what needs a person first. */
import { editOf } from '../../shared/portal/change.ts';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { Failure } from '../../shared/failure/failure.ts';
import { isSettled } from '../../shared/outbox/outbox-entry.ts';
import { Button } from '../controls/Button.tsx';
import { Drawer } from '../controls/Drawer.tsx';
import { Mark } from '../controls/Mark.tsx';
import type { QueueRow } from '../database/station-database.ts';
import { say, sayFailure } from '../strings/say.ts';
import { ConflictView, type ConflictActs } from './ConflictView.tsx';
import type { Outbox } from './outbox.ts';
import { titleOf } from './entry-words.ts';
import { groupOf, GROUPS, stateOf, storyOf, type Group } from './queue-words.ts';
import { actsOf, type RowAct } from './row-acts.ts';

export interface OutboxPanelProps {
  readonly outbox: Outbox;
  readonly now: () => number;
  readonly conflictActs: ConflictActs;
  readonly onClose: () => void;
}

/** Settled entries stay this many deep: enough for a morning. */
const DONE_SHOWN = 200;

export function OutboxPanel({ outbox, now, conflictActs, onClose }: OutboxPanelProps) {
  const { rows, newer, trouble } = useStore(outbox.view);
  const [compared, setCompared] = useState<string | undefined>();
  const open = rows.filter(row => !isSettled(row.delivery) && !row.isSetAside);
  const conflict = rows.find(row => row.entry.id === compared);
  if (conflict) return <ConflictView row={conflict} acts={conflictActs} onClose={() => setCompared(undefined)} />;
  const title = open.length === 0 ? say('outbox.openNone') : say('outbox.open', { count: open.length });
  const groups = GROUPS.map(name => ({ name, members: membersOf(rows, name) })).filter(one => one.members.length > 0);
  const acts = actsOf(
    groups.flatMap(({ members }) => members),
    outbox,
    setCompared,
  );
  const numbered = Object.fromEntries(acts.flatMap(({ key, act }) => (key === undefined ? [] : [[key, act]])));
  return (
    <Drawer
      title={title}
      keys={{ ...numbered, Escape: onClose, Y: () => void outbox.tryNow() }}
      header={<Head title={title} trouble={trouble} onClose={onClose} />}
      footer={
        <Button keyName="Y" icon="send" looks="primary" onPress={() => void outbox.tryNow()}>
          {say('outbox.tryNow')}
        </Button>
      }
    >
      {rows.length === 0 && <p className="padded note">{say('outbox.empty')}</p>}
      {newer > 0 && <p className="padded note">{say('outbox.newer', { count: newer })}</p>}
      {groups.map(({ name, members }) => (
        <section key={name} aria-label={say(`outbox.group.${name}`)} data-group={name}>
          <h3 className="group">
            {say(`outbox.group.${name}`)}
            <span className="end">{members.length}</span>
          </h3>
          <ul>
            {members.map(row => (
              <EntryItem
                key={row.entry.id}
                row={row}
                now={now()}
                waitsFor={outbox.waitsFor(row)}
                acts={acts.filter(({ entryId }) => entryId === row.entry.id)}
              />
            ))}
          </ul>
        </section>
      ))}
    </Drawer>
  );
}

/** Newest first. */
const membersOf = (rows: readonly QueueRow[], group: Group): readonly QueueRow[] =>
  rows
    .filter(row => groupOf(row) === group)
    .reverse()
    .slice(0, DONE_SHOWN);

function Head({
  title,
  trouble,
  onClose,
}: {
  readonly title: string;
  readonly trouble: Failure | null;
  readonly onClose: () => void;
}) {
  return (
    <>
      <div>
        <h2>{title}</h2>
        <p className="note">{trouble ? say('outbox.notAllSafe', { why: sayFailure(trouble) }) : say('outbox.safe')}</p>
      </div>
      <span className="end">
        <Button keyName="Esc" onPress={onClose}>
          {say('outbox.close')}
        </Button>
      </span>
    </>
  );
}

interface EntryItemProps {
  readonly row: QueueRow;
  readonly now: number;
  readonly waitsFor: string | undefined;
  readonly acts: readonly RowAct[];
}

function EntryItem({ row, now, waitsFor, acts }: EntryItemProps) {
  const { delivery, entry } = row;
  return (
    <li className="entry" data-entry={editOf(entry.change)?.to ?? editOf(entry.change)?.from} data-state={delivery.is}>
      <Mark means={stateOf(row).means} />
      <div>
        <b>{titleOf(entry)}</b>
        <p className="note">{storyOf(row, now, waitsFor)}</p>
      </div>
      {acts.map(({ key, words, act }) => (
        <Button key={words} keyName={key} onPress={act}>
          {words}
        </Button>
      ))}
    </li>
  );
}
