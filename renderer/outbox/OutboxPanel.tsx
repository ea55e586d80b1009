/** Everything that is on this station and not yet, or only just, on the portal: what needs a person first. */
import { useState } from 'react';
import { useStore } from 'zustand';
import type { Failure } from '../../shared/failure/failure.ts';
import { canWithdraw, isSettled } from '../../shared/outbox/outbox-entry.ts';
import { Button } from '../controls/Button.tsx';
import { Drawer } from '../controls/Drawer.tsx';
import { Mark } from '../controls/Mark.tsx';
import type { QueueRow } from '../database/station-database.ts';
import { say, sayFailure } from '../strings/say.ts';
import { ConflictView, type ConflictActs } from './ConflictView.tsx';
import type { Outbox } from './outbox.ts';
import { groupOf, GROUPS, stateOf, storyOf, titleOf } from './queue-words.ts';

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
  return (
    <Drawer
      title={title}
      keys={{ Escape: onClose, Y: () => void outbox.tryNow() }}
      header={<Head title={title} trouble={trouble} onClose={onClose} />}
      footer={
        <Button keyName="Y" icon="send" looks="primary" onPress={() => void outbox.tryNow()}>
          {say('outbox.tryNow')}
        </Button>
      }
    >
      {rows.length === 0 && <p className="padded note">{say('outbox.empty')}</p>}
      {newer > 0 && <p className="padded note">{say('outbox.newer', { count: newer })}</p>}
      {GROUPS.map(group => {
        const members = rows
          .filter(row => groupOf(row) === group)
          .reverse()
          .slice(0, DONE_SHOWN);
        return members.length === 0 ? null : (
          <section key={group} aria-label={say(`outbox.group.${group}`)} data-group={group}>
            <h3 className="group">
              {say(`outbox.group.${group}`)}
              <span className="end">{members.length}</span>
            </h3>
            <ul>
              {members.map(row => (
                <EntryItem
                  key={row.entry.id}
                  row={row}
                  now={now()}
                  outbox={outbox}
                  onCompare={() => setCompared(row.entry.id)}
                />
              ))}
            </ul>
          </section>
        );
      })}
    </Drawer>
  );
}

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

function EntryItem({
  row,
  now,
  outbox,
  onCompare,
}: {
  readonly row: QueueRow;
  readonly now: number;
  readonly outbox: Outbox;
  readonly onCompare: () => void;
}) {
  const { delivery, entry, isSetAside } = row;
  const group = groupOf(row);
  return (
    <li className="entry" data-entry={entry.edit.to ?? entry.edit.from} data-state={delivery.is}>
      <Mark means={stateOf(row).means} />
      <div>
        <b>{titleOf(entry)}</b>
        <p className="note">{storyOf(row, now, outbox.waitsFor(entry))}</p>
      </div>
      {delivery.is === 'conflicted' && <Button onPress={onCompare}>{say('outbox.compare')}</Button>}
      {group === 'setAside' && (
        <>
          <Button onPress={() => void outbox.putBack(entry)}>{say('outbox.putBack')}</Button>
          <Button onPress={() => void outbox.leaveAside(entry)}>{say('outbox.leaveAside')}</Button>
        </>
      )}
      {canWithdraw(delivery) && delivery.is !== 'conflicted' && !isSetAside && (
        <Button onPress={() => void outbox.takeBack(entry)}>{say('outbox.takeBack')}</Button>
      )}
    </li>
  );
}
