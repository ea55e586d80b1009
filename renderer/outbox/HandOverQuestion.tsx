/** What a person is asked before a hand-over goes on: nothing of it is done by merely passing by. */
import { useState } from 'react';
import { Button } from '../controls/Button.tsx';
import { Field } from '../controls/Field.tsx';
import type { KeyActs } from '../controls/keys.ts';
import { say } from '../strings/say.ts';
import type { HandOverDesk, Question } from './hand-over.ts';

interface QuestionProps {
  readonly question: Question;
  readonly desk: HandOverDesk;
}

export function HandOverQuestion({ question, desk }: QuestionProps) {
  const [passphrase, setPassphrase] = useState('');
  return (
    <form
      className="padded form"
      aria-label={say(`handOver.ask.${question.is}.title`)}
      onSubmit={event => {
        event.preventDefault();
        void answerQuestion(desk, question, passphrase);
      }}
    >
      <h3>{say(`handOver.ask.${question.is}.title`)}</h3>
      <p>{wordsOf(question)}</p>
      {'fingerprint' in question && <p className="mono">{question.fingerprint}</p>}
      {question.is === 'passphrase' && (
        <Field
          label={say('handOver.ask.passphrase.field')}
          kind="password"
          longest={200}
          value={passphrase}
          onType={setPassphrase}
          hasFocus
          trouble={question.wasWrong && passphrase === '' ? say('handOver.ask.passphrase.wrong') : ''}
        />
      )}
      <Button keyName={keyOf(question)} looks={question.is === 'passphrase' ? 'primary' : 'stop'} sends>
        {say(`handOver.ask.${question.is}.act`)}
      </Button>
      <Button keyName="Esc" onPress={() => desk.ask(undefined)}>
        {say('handOver.ask.no')}
      </Button>
    </form>
  );
}

function wordsOf(question: Question): string {
  const station = 'station' in question && question.station !== '' ? question.station : say('handOver.another');
  return say(`handOver.ask.${question.is}.words`, { station });
}

/** Subtle: a second Enter after the passphrase must not swear to anything. */
const SWEARS = 'A';

const keyOf = ({ is }: Question): string => (is === 'passphrase' ? 'Enter' : SWEARS);

export const questionKeys = (desk: HandOverDesk, question: Question): KeyActs => ({
  Escape: () => desk.ask(undefined),
  ...(question.is === 'passphrase' ? {} : { [SWEARS]: () => void answerQuestion(desk, question, '') }),
});

function answerQuestion(desk: HandOverDesk, question: Question, passphrase: string): Promise<void> {
  switch (question.is) {
    case 'passphrase':
      return desk.take({ file: question.file, passphrase });
    case 'acceptKey':
      return desk.take({ ...question.wish, acceptKey: question.fingerprint });
    case 'neverTaken':
      return desk.takeBack(question.token, 'neverTaken');
    case 'lostStation':
      return desk.takeBack(question.token, 'otherStationIsLost');
    case 'onMyWord':
      return desk.close(question.token, true);
  }
}
