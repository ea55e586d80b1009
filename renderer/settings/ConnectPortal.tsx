/** Connecting a real portal: address, account, collection, and how the collection writes its numbers. */
import { useState, type FormEvent } from 'react';
import type { Host } from '../../shared/contract/host-contract.ts';
import type { Result } from '../../shared/failure/failure.ts';
import type { Collection } from '../../shared/portal/portal-profile.ts';
import { Button } from '../controls/Button.tsx';
import { Field } from '../controls/Field.tsx';
import { Picker } from '../controls/Picker.tsx';
import { WherePasswordsLive } from '../session/SignIn.tsx';
import { say, sayFailure } from '../strings/say.ts';

interface Found {
  readonly address: string;
  readonly portalName: string;
  readonly version: string;
}

export interface ConnectPortalProps {
  readonly host: Host;
  readonly keepsPasswords: boolean;
}

export function ConnectPortal({ host, keepsPasswords }: ConnectPortalProps) {
  const [found, setFound] = useState<Found>();
  const [collections, setCollections] = useState<readonly Collection[]>();
  const [trouble, setTrouble] = useState('');
  const told = <Value,>(answer: Result<Value>, then: (value: Value) => void) => {
    setTrouble(answer.ok ? '' : sayFailure(answer.failure));
    if (answer.ok) then(answer.value);
  };
  const probe = async (address: string) => told(await host.call('station.probe', { address }), setFound);
  const signIn = async (user: string, password: string) =>
    told(await host.call('station.signInTo', { address: found?.address ?? '', user, password }), setCollections);
  return (
    <div className="padded form">
      <AddressForm onAddress={address => void probe(address)} />
      {found && (
        <p className="mark agree">{say('settings.foundPortal', { name: found.portalName, version: found.version })}</p>
      )}
      {found && !collections && (
        <AccountForm keepsPasswords={keepsPasswords} onAccount={(user, password) => void signIn(user, password)} />
      )}
      {collections?.length === 0 && <p>{say('settings.noCollections')}</p>}
      {collections && collections.length > 0 && (
        <CollectionForm host={host} collections={collections} onAnswer={answer => told(answer, () => undefined)} />
      )}
      {trouble !== '' && (
        <p role="alert" className="mark stop">
          {trouble}
        </p>
      )}
    </div>
  );
}

/** The form's texts by field name. */
function wordsOf(event: FormEvent<HTMLFormElement>): (name: string) => string {
  event.preventDefault();
  const form = new FormData(event.currentTarget);
  return name => String(form.get(name) ?? '');
}

function AddressForm({ onAddress }: { readonly onAddress: (address: string) => void }) {
  return (
    <form className="form" onSubmit={event => onAddress(wordsOf(event)('address'))}>
      <Field
        label={say('settings.address')}
        name="address"
        isRequired
        longest={500}
        hint="portal.example/portal"
        completes="url"
      />
      <Button sends>{say('settings.find')}</Button>
    </form>
  );
}

interface AccountFormProps extends Pick<ConnectPortalProps, 'keepsPasswords'> {
  readonly onAccount: (user: string, password: string) => void;
}

function AccountForm({ keepsPasswords, onAccount }: AccountFormProps) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    const word = wordsOf(event);
    onAccount(word('user'), word('password'));
    event.currentTarget.reset();
  };
  return (
    <form className="form" onSubmit={submit}>
      <Field label={say('signIn.user')} name="user" isRequired completes="username" hasFocus />
      <Field label={say('signIn.password')} name="password" kind="password" isRequired />
      <WherePasswordsLive keepsPasswords={keepsPasswords} />
      <Button sends looks="primary">
        {say('settings.signIn')}
      </Button>
    </form>
  );
}

interface CollectionFormProps {
  readonly host: Host;
  readonly collections: readonly Collection[];
  readonly onAnswer: (answer: Result<unknown>) => void;
}

function CollectionForm({ host, collections, onAnswer }: CollectionFormProps) {
  const [collid, setCollid] = useState(String(collections[0]?.collid ?? ''));
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    const word = wordsOf(event);
    const paddedTo = word('padded')
      .split(/[^0-9]+/)
      .filter(Boolean)
      .map(Number);
    const wish = { collid: Number(collid), prefix: word('prefix'), digits: Number(word('digits')), paddedTo };
    onAnswer(await host.call('station.connect', wish));
  };
  return (
    <form className="form" onSubmit={event => void submit(event)}>
      <Picker
        label={say('settings.collection')}
        choices={collections.map(one => ({ value: String(one.collid), words: `${one.name} (${one.code})` }))}
        chosen={collid}
        onChoose={setCollid}
        hasFocus
      />
      <Field label={say('settings.prefix')} name="prefix" longest={20} />
      <Field label={say('settings.digits')} name="digits" kind="number" isRequired startsWith="7" />
      <Field label={say('settings.padded')} name="padded" startsWith="5, 6" />
      <Button sends looks="primary">
        {say('settings.connectAct')}
      </Button>
    </form>
  );
}
