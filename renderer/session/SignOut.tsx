/** Signing out while changes wait: says whose they are and what becomes of them. */
import { useState } from 'react';
import type { Host } from '../../shared/contract/host-contract.ts';
import { Button } from '../controls/Button.tsx';
import { Drawer } from '../controls/Drawer.tsx';
import { say, sayFailure } from '../strings/say.ts';

export interface SignOutProps {
  readonly host: Host;
  readonly account: string | null;
  readonly whose: readonly { readonly account: string; readonly count: number }[];
  readonly onClose: () => void;
}

export function SignOut({ host, account, whose, onClose }: SignOutProps) {
  const [trouble, setTrouble] = useState('');
  const signOut = async () => {
    const done = await host.call('portal.signOut', {});
    if (done.ok) onClose();
    else setTrouble(sayFailure(done.failure));
  };
  const title = say('signOut.title');
  const act = () => void signOut();
  return (
    <Drawer title={title} keys={{ Escape: onClose, O: act }} header={<h2>{title}</h2>}>
      <div className="padded form">
        <p>{say('signOut.safe')}</p>
        <ul className="whose">
          {whose.map(one => (
            <li key={one.account}>
              {one.account === account
                ? say('signOut.yours', { count: one.count })
                : say('signOut.theirs', { count: one.count, account: one.account })}
            </li>
          ))}
        </ul>
        <p className="note">{say('signOut.next')}</p>
        {trouble !== '' && (
          <p role="alert" className="mark stop">
            {trouble}
          </p>
        )}
        <Button keyName="O" looks="primary" onPress={act}>
          {say('settings.signOut')}
        </Button>
        <Button keyName="Esc" onPress={onClose}>
          {say('signOut.stay')}
        </Button>
      </div>
    </Drawer>
  );
}
