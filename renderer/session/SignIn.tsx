/** Signing in: the password goes to the host once and is not kept here. Work goes on without. */
import { useState, type FormEvent } from 'react';
import type { Host } from '../../shared/contract/host-contract.ts';
import { Button } from '../controls/Button.tsx';
import { Drawer } from '../controls/Drawer.tsx';
import { useKeys } from '../controls/keys.ts';
import { say, sayFailure } from '../strings/say.ts';

export interface SignInProps {
  readonly host: Host;
  readonly account: string | null;
  readonly waiting: number;
  readonly onClose: () => void;
}

export function SignIn({ host, account, waiting, onClose }: SignInProps) {
  const [user, setUser] = useState(account ?? '');
  const [password, setPassword] = useState('');
  const [trouble, setTrouble] = useState('');
  useKeys({ Escape: onClose });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const opened = await host.call('portal.signIn', { user, password });
    setPassword('');
    if (opened.ok) onClose();
    else setTrouble(sayFailure(opened.failure));
  };
  return (
    <Drawer title={say('signIn.title')} header={<h2>{say('signIn.title')}</h2>}>
      <form className="padded form" onSubmit={event => void submit(event)}>
        {waiting > 0 && <p className="note">{say('signIn.safe', { count: waiting })}</p>}
        <label className="field">
          {say('signIn.user')}
          <input
            value={user}
            onChange={event => setUser(event.target.value)}
            autoComplete="username"
            autoFocus={account === null}
          />
        </label>
        <label className="field">
          {say('signIn.password')}
          <input
            type="password"
            value={password}
            onChange={event => setPassword(event.target.value)}
            autoComplete="off"
            autoFocus={account !== null}
          />
        </label>
        {trouble !== '' && (
          <p role="alert" className="mark stop">
            {trouble}
          </p>
        )}
        <p className="note">{say('signIn.kept')}</p>
        <button className="button primary" disabled={user === '' || password === ''}>
          <kbd>Enter</kbd>
          {say('signIn.act')}
        </button>
        <Button keyName="Esc" onPress={onClose}>
          {say('signIn.without')}
        </Button>
      </form>
    </Drawer>
  );
}
