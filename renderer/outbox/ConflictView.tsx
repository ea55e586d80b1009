/** Three columns: when you looked, the portal now, yours. Nothing is chosen for anybody. */
import { useEffect, useState } from 'react';
import type { Result } from '../../shared/failure/failure.ts';
import { editOf } from '../../shared/portal/change.ts';
import type { Occurrence } from '../../shared/specimen/occurrence.ts';
import { Button } from '../controls/Button.tsx';
import { Differing } from '../controls/Differing.tsx';
import { Over } from '../controls/Drawer.tsx';
import { HoldButton } from '../controls/HoldButton.tsx';
import { Icon } from '../controls/Icon.tsx';
import type { QueueRow } from '../database/station-database.ts';
import { sayTerm } from '../occurrence/term-words.ts';
import { say, sayFailure } from '../strings/say.ts';
import { sheetOf } from './entry-words.ts';

export interface ConflictActs {
  /** The record as it stands on the portal now; undefined where it cannot be read. */
  readNow(row: QueueRow): Promise<Occurrence | undefined>;
  keepTheirs(row: QueueRow): Promise<Result<unknown>>;
  useMine(row: QueueRow): Promise<Result<unknown>>;
  flag(row: QueueRow): Promise<Result<unknown>>;
}

export function ConflictView({
  row,
  acts,
  onClose,
}: {
  readonly row: QueueRow;
  readonly acts: ConflictActs;
  readonly onClose: () => void;
}) {
  const [now, setNow] = useState<Occurrence>();
  useEffect(() => {
    void acts.readNow(row).then(setNow);
  }, [acts, row]);
  const [trouble, setTrouble] = useState('');
  const decide = async (act: (row: QueueRow) => Promise<Result<unknown>>) => {
    const done = await act(row);
    if (done.ok) onClose();
    else setTrouble(sayFailure(done.failure));
  };
  const then = (act: (row: QueueRow) => Promise<Result<unknown>>) => () => void decide(act);
  const keys = { Escape: onClose, T: then(acts.keepTheirs), F8: then(acts.flag) };
  const { entry, delivery } = row;
  if (delivery.is !== 'conflicted') return null;
  const title = say('conflict.title', { what: sheetOf(entry) });
  return (
    <Over title={title} keys={keys} looks="conflict">
      <h2>
        <Icon name="differs" />
        {title}
      </h2>
      <p className="note">{say(`outbox.conflict.${delivery.kind}`)}</p>
      <ThreeColumns row={row} now={now} />
      <p className="note">{say('conflict.advice')}</p>
      {trouble !== '' && (
        <p role="alert" className="mark stop">
          {say('conflict.notDone', { why: trouble })}
        </p>
      )}
      <div className="acts">
        <Button keyName="Esc" onPress={onClose}>
          {say('conflict.later')}
        </Button>
        <Button keyName="T" onPress={then(acts.keepTheirs)}>
          {say('conflict.theirs')}
        </Button>
        <HoldButton keyName="U" onHeld={then(acts.useMine)}>
          {say('conflict.mine')}
        </HoldButton>
        <Button keyName="F8" icon="flag" looks="primary" onPress={then(acts.flag)}>
          {say('conflict.flag')}
        </Button>
      </div>
    </Over>
  );
}

function ThreeColumns({ row, now }: { readonly row: QueueRow; readonly now: Occurrence | undefined }) {
  const { entry, delivery } = row;
  const { seen } = entry;
  const edit = editOf(entry.change);
  if (delivery.is !== 'conflicted' || !edit) return null;
  return (
    <table>
      <thead>
        <tr>
          <td />
          <th>{say('conflict.looked')}</th>
          <th>{say('conflict.now')}</th>
          <th>
            {say(
              delivery.kind === 'doubled' || delivery.kind === 'overwrote' ? 'conflict.yoursSent' : 'conflict.yours',
            )}
          </th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th>{sayTerm(edit.term)}</th>
          <td className="mono">{edit.from ?? say('conflict.none')}</td>
          <td className="mono framed">
            {besides(delivery.portalNow, edit.to)}
            {delivery.replaced !== null && (
              <p className="note">{say('conflict.replaced', { value: delivery.replaced })}</p>
            )}
            {delivery.holders.length > 0 && (
              <p className="note">{say('conflict.holders', { occids: delivery.holders.join(', ') })}</p>
            )}
          </td>
          <td className="mono framed">{besides(edit.to, delivery.portalNow)}</td>
        </tr>
        {(['recordedBy', 'recordNumber', 'eventDate'] as const).map(term => (
          <tr key={term}>
            <th>{say(`field.${term}`)}</th>
            <td>{seen[term] ?? say('conflict.none')}</td>
            <td>{now?.[term]}</td>
            <td className="note">{say('conflict.untouched')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const besides = (value: string | null, other: string | null) =>
  value === null ? say('conflict.none') : <Differing text={value} other={other ?? ''} />;
