/** Signing in: the password goes to the host once and is not kept in the page. Work goes on without. */
import { useState, type FormEvent } from 'react';
import type { Host } from '../../shared/contract/host-contract.ts';
import { Button } from '../controls/Button.tsx';
import { Drawer } from '../controls/Drawer.tsx';
import { Field } from '../controls/Field.tsx';
import { say, sayFailure } from '../strings/say.ts';

export interface SignInProps {
  readonly host: Host;
  readonly account: string | null;
  readonly waiting: number;
  readonly keepsPasswords: boolean;
  readonly onClose: () => void;
}

export function SignIn({ host, account, waiting, keepsPasswords, onClose }: SignInProps) {
  const [user, setUser] = useState(account ?? '');
  const [password, setPassword] = useState('');
  const [trouble, setTrouble] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const opened = await host.call('portal.signIn', { user, password });
    setPassword('');
    if (opened.ok) onClose();
    else setTrouble(sayFailure(opened.failure));
  };
  return (
    <Drawer title={say('signIn.title')} keys={{ Escape: onClose }} header={<h2>{say('signIn.title')}</h2>}>
      <form className="padded form" onSubmit={event => void submit(event)}>
        {waiting > 0 && <p className="note">{say('signIn.safe', { count: waiting })}</p>}
        <Field
          label={say('signIn.user')}
          value={user}
          onType={setUser}
          completes="username"
          hasFocus={account === null}
        />
        <Field
          label={say('signIn.password')}
          kind="password"
          value={password}
          onType={setPassword}
          hasFocus={account !== null}
        />
        {trouble !== '' && (
          <p role="alert" className="mark stop">
            {trouble}
          </p>
        )}
        <WherePasswordsLive keepsPasswords={keepsPasswords} />
        <Button sends keyName="Enter" looks="primary" isAsleep={user === '' || password === ''}>
          {say('signIn.act')}
        </Button>
        <Button keyName="Esc" onPress={onClose}>
          {say('signIn.without')}
        </Button>
      </form>
    </Drawer>
  );
}

/** What becomes of a password, said before it is typed. */
export function WherePasswordsLive({ keepsPasswords }: Pick<SignInProps, 'keepsPasswords'>) {
  return <p className="note">{say(keepsPasswords ? 'signIn.inKeychain' : 'signIn.notKept')}</p>;
}
