/** What a person is asked before a hand-over goes on: nothing of it is done by merely passing by. */
import { Button } from '../controls/Button.tsx';
import type { KeyActs } from '../controls/keys.ts';
import { say } from '../strings/say.ts';
import type { HandOverDesk, Question } from './hand-over.ts';
import { PassphraseForm } from './PassphraseForm.tsx';

interface QuestionProps {
  readonly question: Question;
  readonly desk: HandOverDesk;
}

export function HandOverQuestion({ question, desk }: QuestionProps) {
  const title = say(`handOver.ask.${question.is}.title`);
  const act = say(`handOver.ask.${question.is}.act`);
  const words = (
    <>
      <h3>{title}</h3>
      <p>{wordsOf(question)}</p>
      {'fingerprint' in question && question.fingerprint !== '' && <p className="mono">{question.fingerprint}</p>}
    </>
  );
  const leave = (
    <Button keyName="Esc" onPress={() => desk.ask(undefined)}>
      {say('handOver.ask.no')}
    </Button>
  );
  if (question.is !== 'passphrase')
    return (
      <section className="padded form" aria-label={title}>
        {words}
        <Button keyName={SWEARS} looks="stop" onPress={() => void answerQuestion(desk, question, '')}>
          {act}
        </Button>
        {leave}
      </section>
    );
  return (
    <PassphraseForm
      name={title}
      label={say('handOver.ask.passphrase.field')}
      act={act}
      troubleWith={typed => (question.wasWrong && typed === '' ? say('handOver.ask.passphrase.wrong') : '')}
      sends={typed => typed !== ''}
      onSend={typed => void answerQuestion(desk, question, typed)}
      otherwise={leave}
    >
      {words}
    </PassphraseForm>
  );
}

function wordsOf(question: Question): string {
  const station = 'station' in question && question.station !== '' ? question.station : say('handOver.another');
  return say(`handOver.ask.${question.is}.words`, { station });
}

/** Subtle: a second Enter after the passphrase must not swear to anything. */
const SWEARS = 'A';

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
