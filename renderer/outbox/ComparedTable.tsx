/** The three columns of a clash, with who and when over each; what differs is underlined. */
import type { Conflicted, OutboxEntry } from '../../shared/outbox/outbox-entry.ts';
import { canWithdraw } from '../../shared/outbox/outbox-entry.ts';
import { Differing } from '../controls/Differing.tsx';
import { say, sayTime } from '../strings/say.ts';
import type { ComparedGroup, ComparedRow } from './compared.ts';

interface ComparedTableProps {
  readonly groups: readonly ComparedGroup[];
  readonly entry: OutboxEntry;
  readonly delivery: Conflicted;
}

export function ComparedTable({ groups, entry, delivery }: ComparedTableProps) {
  const isMerge = entry.change.kind === 'merge';
  const made = say('conflict.madeBy', { time: sayTime(entry.madeAt), who: entry.account });
  const isSurelyHere = canWithdraw(delivery) && delivery.kind !== 'salvaged';
  const yours = isMerge ? 'merge.after' : isSurelyHere ? 'conflict.yours' : 'conflict.yoursSent';
  return (
    <table>
      <thead>
        <tr>
          <td />
          <th>
            {say(isMerge ? 'merge.confirmed' : 'conflict.looked')}
            <p className="note">{made}</p>
          </th>
          <th>
            {say('conflict.now')}
            {!isMerge && delivery.replaced === null && <p className="note">{whoMadeIt(delivery)}</p>}
          </th>
          <th>
            {say(yours)}
            {!isMerge && <p className="note">{made}</p>}
          </th>
        </tr>
      </thead>
      {groups.map(({ title, rows }) => (
        <tbody key={title ?? ''}>
          {title !== undefined && (
            <tr>
              <th colSpan={4} className="which" scope="rowgroup">
                {title}
              </th>
            </tr>
          )}
          {rows.map(row => (
            <Compared key={row.label} row={row} delivery={delivery} isMerge={isMerge} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

const whoMadeIt = ({ by, byWhen }: Conflicted): string =>
  by === null ? say('conflict.notTold') : say('conflict.madeBy', { time: byWhen ?? '', who: by });

interface ComparedProps {
  readonly row: ComparedRow;
  readonly delivery: Conflicted;
  readonly isMerge: boolean;
}

function Compared({ row: { label, looked, now, mine, isAsked }, delivery, isMerge }: ComparedProps) {
  const framed = isAsked ? 'mono framed' : undefined;
  return (
    <tr>
      <th>{label}</th>
      <td className={isAsked ? 'mono' : undefined}>{isMerge && isAsked ? besides(looked, now) : wordOf(looked)}</td>
      <td className={framed}>
        {now === undefined ? (
          <span className="note">{say('conflict.notRead')}</span>
        ) : isAsked ? (
          besides(now, isMerge ? looked : mine)
        ) : (
          wordOf(now)
        )}
        {isAsked && !isMerge && <Notes delivery={delivery} />}
      </td>
      {mine === undefined ? (
        <td className="note">{isMerge ? '' : say('conflict.untouched')}</td>
      ) : (
        <td className={isMerge ? undefined : framed}>{isMerge ? wordOf(mine) : besides(mine, now)}</td>
      )}
    </tr>
  );
}

function Notes({ delivery }: { readonly delivery: Conflicted }) {
  const { replaced, holders, by } = delivery;
  return (
    <>
      {replaced !== null && (
        <p className="note">
          {say(by === null ? 'conflict.replaced' : 'conflict.replacedOf', {
            value: replaced,
            made: whoMadeIt(delivery),
          })}
        </p>
      )}
      {holders.length > 0 && <p className="note">{say('conflict.holders', { occids: holders.join(', ') })}</p>}
    </>
  );
}

const wordOf = (value: string | null) => value ?? say('conflict.none');

const besides = (value: string | null, other: string | null | undefined) =>
  value === null ? say('conflict.none') : <Differing text={value} other={other ?? ''} />;
