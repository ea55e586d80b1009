/** Everything that is on this station and not yet, or only just, on the portal: what needs a person first. */
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { Failure } from '../../shared/failure/failure.ts';
import { Button } from '../controls/Button.tsx';
import { Drawer } from '../controls/Drawer.tsx';
import type { Host } from '../../shared/contract/host-contract.ts';
import type { QueueRow } from '../database/station-database.ts';
import type { StationStore } from '../session/station-store.ts';
import { say, sayFailure } from '../strings/say.ts';
import { ConflictView } from './ConflictView.tsx';
import type { Decisions } from './decisions.ts';
import { HandOver } from './HandOver.tsx';
import { EntryList, type GroupMembers } from './EntryList.tsx';
import type { Outbox } from './outbox.ts';
import { groupOf, GROUPS, type Group } from './queue-words.ts';
import { actsOfRow, MOST_KEYS, type ActsFor } from './row-acts.ts';
import { whoseEntries, type Whose } from './whose-entries.ts';

export interface OutboxPanelProps {
  readonly host: Host;
  readonly outbox: Outbox;
  readonly station: StationStore;
  readonly decisions: Decisions;
  readonly now: () => number;
  readonly onGuarantees: () => void;
  readonly onClose: () => void;
}

/** Settled entries stay this many deep: enough for a morning. */
const DONE_SHOWN = 200;

export function OutboxPanel({ host, outbox, station, decisions, now, onGuarantees, onClose }: OutboxPanelProps) {
  const { rows, newer, trouble } = useStore(outbox.view);
  const { account, isSupervisor } = useStore(station).session;
  const [compared, setCompared] = useState<string>();
  const [isHandingOver, setHandingOver] = useState(false);
  const actsFor = useMemo<ActsFor>(() => ({ outbox, isSupervisor, compare: setCompared }), [outbox, isSupervisor]);
  const conflict = rows.find(row => row.entry.id === compared);
  if (conflict?.delivery.is === 'conflicted' && !conflict.isTakenBack)
    return (
      <ConflictView
        key={conflict.entry.id}
        row={conflict}
        delivery={conflict.delivery}
        decisions={decisions}
        isSupervisor={isSupervisor}
        onClose={() => setCompared(undefined)}
      />
    );
  if (isHandingOver)
    return <HandOver host={host} outbox={outbox} station={station} onClose={() => setHandingOver(false)} />;
  const whose = whoseEntries(rows);
  const open = whose.reduce((count, one) => count + one.count, 0);
  const title = open === 0 ? say('outbox.openNone') : say('outbox.open', { count: open });
  const groups = groupsOf(rows, actsFor);
  const acts = { G: onGuarantees, H: () => setHandingOver(true), Y: () => void outbox.tryNow() };
  return (
    <Drawer
      title={title}
      keys={{ ...numberedActs(groups, actsFor), Escape: onClose, ...acts }}
      header={<Head title={title} trouble={trouble} onClose={onClose} />}
      footer={
        <>
          <Button keyName="H" onPress={acts.H}>
            {say('handOver.open')}
          </Button>
          <Button keyName="Y" icon="send" looks="primary" onPress={acts.Y}>
            {say('outbox.tryNow')}
          </Button>
        </>
      }
    >
      {rows.length === 0 && <p className="padded note">{say('outbox.empty')}</p>}
      {newer > 0 && <p className="padded note">{say('outbox.newer', { count: newer })}</p>}
      <Others whose={whose.filter(one => one.account !== account)} isSupervisor={isSupervisor} outbox={outbox} />
      {groups.map(group => (
        <EntryList key={group.name} group={group} now={now()} actsFor={actsFor} />
      ))}
      <p className="padded">
        <Button keyName="G" onPress={onGuarantees}>
          {say('guarantees.open')}
        </Button>
      </p>
    </Drawer>
  );
}

/** In one pass, newest first; numbered acts stand where the keys reach. */
function groupsOf(rows: readonly QueueRow[], actsFor: ActsFor): readonly GroupMembers[] {
  const members = new Map<Group, QueueRow[]>(GROUPS.map(name => [name, []]));
  for (const row of rows) members.get(groupOf(row))?.push(row);
  let actsBefore = 0;
  return GROUPS.flatMap(name => {
    const all = (members.get(name) ?? []).reverse();
    const shown = name === 'done' ? all.slice(0, DONE_SHOWN) : all;
    const group = { name, members: shown, actsBefore };
    for (const row of shown) if (actsBefore < MOST_KEYS) actsBefore += actsOfRow(row, actsFor).length;
    return shown.length === 0 ? [] : [group];
  });
}

function numberedActs(groups: readonly GroupMembers[], actsFor: ActsFor): Readonly<Record<string, () => void>> {
  const acts: (() => void)[] = [];
  for (const { members } of groups)
    for (const row of members) {
      if (acts.length >= MOST_KEYS) break;
      acts.push(...actsOfRow(row, actsFor).map(({ act }) => act));
    }
  return Object.fromEntries(acts.slice(0, MOST_KEYS).map((act, nth) => [String(nth + 1), act]));
}

interface HeadProps {
  readonly title: string;
  readonly trouble: Failure | null;
  readonly onClose: () => void;
}

function Head({ title, trouble, onClose }: HeadProps) {
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

interface OthersProps {
  readonly whose: readonly Whose[];
  readonly isSupervisor: boolean;
  readonly outbox: Outbox;
}

/** What waits for other people's sign-in; a supervisor may send it instead of them. */
function Others({ whose, isSupervisor, outbox }: OthersProps) {
  return (
    <>
      {whose.map(({ account, count, adoptable }) => (
        <p key={account} className="padded row whose">
          <span>{say('outbox.ofAnother', { account, count })}</span>
          {isSupervisor && adoptable.length > 0 && (
            <Button onPress={() => void outbox.adopt(adoptable)}>
              {say('outbox.adoptAll', { account, count: adoptable.length })}
            </Button>
          )}
        </p>
      ))}
    </>
  );
}
