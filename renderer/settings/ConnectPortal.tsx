/** Connecting a real portal: address, account, collection, and how the collection writes its numbers. */
import { useState, type FormEvent } from 'react';
import type { Host } from '../../shared/contract/host-contract.ts';
import type { Result } from '../../shared/failure/failure.ts';
import type { Collection } from '../../shared/portal/portal-profile.ts';
import { say, sayFailure } from '../strings/say.ts';

interface Found {
  readonly address: string;
  readonly portalName: string;
  readonly version: string;
}

export function ConnectPortal({ host }: { readonly host: Host }) {
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
      {found && !collections && <AccountForm onAccount={(user, password) => void signIn(user, password)} />}
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
      <label className="field">
        {say('settings.address')}
        <input name="address" required maxLength={500} placeholder="portal.example/portal" autoComplete="url" />
      </label>
      <button className="button">{say('settings.find')}</button>
    </form>
  );
}

function AccountForm({ onAccount }: { readonly onAccount: (user: string, password: string) => void }) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    const word = wordsOf(event);
    onAccount(word('user'), word('password'));
    event.currentTarget.reset();
  };
  return (
    <form className="form" onSubmit={submit}>
      <label className="field">
        {say('signIn.user')}
        <input name="user" required autoComplete="username" />
      </label>
      <label className="field">
        {say('signIn.password')}
        <input name="password" type="password" required autoComplete="off" />
      </label>
      <p className="note">{say('signIn.kept')}</p>
      <button className="button primary">{say('settings.signIn')}</button>
    </form>
  );
}

interface CollectionFormProps {
  readonly host: Host;
  readonly collections: readonly Collection[];
  readonly onAnswer: (answer: Result<unknown>) => void;
}

function CollectionForm({ host, collections, onAnswer }: CollectionFormProps) {
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    const word = wordsOf(event);
    const paddedTo = word('padded')
      .split(/[^0-9]+/)
      .filter(Boolean)
      .map(Number);
    const wish = { collid: Number(word('collid')), prefix: word('prefix'), digits: Number(word('digits')), paddedTo };
    onAnswer(await host.call('station.connect', wish));
  };
  return (
    <form className="form" onSubmit={event => void submit(event)}>
      <label className="field">
        {say('settings.collection')}
        <select name="collid">
          {collections.map(({ collid, name, code }) => (
            <option key={collid} value={collid}>
              {name} ({code})
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        {say('settings.prefix')}
        <input name="prefix" maxLength={20} autoComplete="off" />
      </label>
      <label className="field">
        {say('settings.digits')}
        <input name="digits" type="number" min={1} max={20} required defaultValue={7} />
      </label>
      <label className="field">
        {say('settings.padded')}
        <input name="padded" defaultValue="5, 6" autoComplete="off" />
      </label>
      <button className="button primary">{say('settings.connectAct')}</button>
    </form>
  );
}
