/** How a connection works with its portal, wired: whether it answers, who is signed in, and the outbox that empties into it. */
import type { Announce } from '../../shared/contract/define-contract.ts';
import type { HostContract } from '../../shared/contract/host-contract.ts';
import type { Portal } from '../../shared/portal/portal.ts';
import { after, now } from './connection-parts.ts';
import type { Connection, ConnectionOptions } from './connection.ts';
import { OperatorSession } from './operator-session.ts';
import { Reach } from './reach.ts';
import { writeOperator } from './station-folder.ts';
import { Engine } from './sync/engine.ts';
import type { Histories } from './sync/history.ts';

export function openReach(connection: Connection, announce: Announce<HostContract>): Reach {
  const whenBack = async () => {
    await connection.session.renewIfLost();
    connection.engine.tryNow();
  };
  return new Reach({
    now,
    after,
    look: () => void connection.portal.probe(),
    changed: (state, isBack) => {
      announce('connection.changed', state);
      if (isBack) void whenBack();
    },
  });
}

export function openSession(
  connection: Connection,
  { root, profile, accounts, announce }: ConnectionOptions,
  operator: string | undefined,
): OperatorSession {
  return new OperatorSession({
    now,
    connectionId: profile.connectionId,
    portal: connection.portal,
    accounts,
    operator,
    writeOperator: account => writeOperator(root, profile.connectionId, account),
    announce: session => announce('session.changed', session),
    opened: () => {
      connection.engine.tryNow();
      void learnUpload(connection);
    },
  });
}

/** What the portal's own form says of pictures; where it says nothing, what is known already counts on. */
async function learnUpload({ portal, sent }: Connection): Promise<void> {
  const form = await portal.readImageForm();
  if (form.ok) await sent.noteForm(form.value);
}

/** `portal`: the connection's, at the pace that was agreed with it. */
export function openEngine(
  connection: Connection,
  portal: Portal,
  histories: Histories,
  announce: Announce<HostContract>,
): Engine {
  const { journal, session, sent } = connection;
  return new Engine({
    now,
    elapsed: () => performance.now(),
    chance: Math.random,
    after,
    journal,
    portal,
    histories,
    pictures: sent,
    signInAgain: () => session.renew(),
    account: () => session.sender,
    announce: (seq, entryId, delivery) => {
      if (delivery.is === 'delivered' || delivery.is === 'conflicted') session.noteProven();
      announce('outbox.moved', { seq, entryId, delivery });
    },
    report: error => void connection.report('outbox', error),
  });
}
