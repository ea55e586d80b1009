/** A passphrase that is typed once: asked for where a file is locked, offered where one is written. */
import { useState, type ReactNode } from 'react';
import { Button } from '../controls/Button.tsx';
import { Field } from '../controls/Field.tsx';

interface PassphraseFormProps {
  readonly label: string;
  readonly act: string;
  /** The sentence that says what is wrong with this one; empty: nothing is. */
  readonly troubleWith: (passphrase: string) => string;
  /** Whether it may be sent as it is. */
  readonly sends: (passphrase: string) => boolean;
  readonly onSend: (passphrase: string) => void;
  /** What is said before it. */
  readonly children: ReactNode;
  /** Ways out beside the act. */
  readonly otherwise?: ReactNode;
  readonly name?: string;
}

export function PassphraseForm({
  label,
  act,
  troubleWith,
  sends,
  onSend,
  children,
  otherwise,
  name,
}: PassphraseFormProps) {
  const [passphrase, setPassphrase] = useState('');
  const send = () => {
    if (!sends(passphrase)) return;
    setPassphrase('');
    onSend(passphrase);
  };
  return (
    <form
      className="padded form"
      aria-label={name}
      onSubmit={event => {
        event.preventDefault();
        send();
      }}
    >
      {children}
      <Field
        label={label}
        kind="password"
        longest={200}
        value={passphrase}
        onType={setPassphrase}
        hasFocus
        trouble={troubleWith(passphrase)}
      />
      <Button keyName="Enter" looks="primary" sends isAsleep={!sends(passphrase)}>
        {act}
      </Button>
      {otherwise}
    </form>
  );
}
