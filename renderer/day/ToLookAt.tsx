/** What a person looks at before going home, the gravest first; a shift is set right by one key. */
import type { ReactNode } from 'react';
import {
  correctionOf,
  type Disagreement,
  type Gap,
  type RunFindings,
  type SeenTwice,
  type Shift,
} from '../../shared/specimen/picture-run.ts';
import { Button } from '../controls/Button.tsx';
import { Icon } from '../controls/Icon.tsx';
import { Mark, type Meaning } from '../controls/Mark.tsx';
import { say } from '../strings/say.ts';

export interface ToLookAtProps {
  readonly findings: RunFindings;
  readonly onMove: (shift: Shift) => void;
  readonly children: ReactNode;
}

export function ToLookAt({ findings, onMove, children }: ToLookAtProps) {
  const { shifts, disagreements, seenTwice, gaps, ownerless } = findings;
  return (
    <section className="panel to-look-at" aria-label={say('day.toLookAt')}>
      <header>
        <Icon name="eye" />
        {say('day.toLookAt')}
      </header>
      {countOf(findings) === 0 && <Item means="agree" title={say('day.nothingToLookAt')} />}
      {shifts.map((shift, nth) => (
        <ShiftItem key={shift.first.id} shift={shift} keyName={String(nth + 1)} onMove={() => onMove(shift)} />
      ))}
      {disagreements.map(one => (
        <DisagreementItem key={one.picture.id} {...one} />
      ))}
      {seenTwice.map(one => (
        <TwiceItem key={one.number} {...one} />
      ))}
      {gaps.map(one => (
        <GapItem key={one.first} {...one} />
      ))}
      {ownerless.length > 0 && (
        <Item
          means="differ"
          title={say('day.ownerless', { count: ownerless.length })}
          note={ownerless.map(({ file }) => file).join(', ')}
        />
      )}
      {children}
    </section>
  );
}

export const countOf = ({ shifts, disagreements, seenTwice, gaps, ownerless }: RunFindings): number =>
  shifts.length + disagreements.length + seenTwice.length + gaps.length + Math.min(1, ownerless.length);

interface ItemProps {
  readonly means: Meaning;
  readonly title: string;
  readonly note?: string;
  readonly children?: ReactNode;
}

export function Item({ means, title, note, children }: ItemProps) {
  return (
    <div className="entry">
      <Mark means={means} />
      <div>
        <b>{title}</b>
        {note !== undefined && <p className="note small">{note}</p>}
      </div>
      {children}
    </div>
  );
}

interface ShiftItemProps {
  readonly shift: Shift;
  readonly keyName: string;
  readonly onMove: () => void;
}

function ShiftItem({ shift, keyName, onMove }: ShiftItemProps) {
  const { moves, forPerson } = correctionOf(shift);
  const count = shift.moves.length;
  const note = say(shift.shows === 'next' ? 'day.noteNext' : 'day.notePrevious', {
    first: shift.first.file,
    last: shift.last.file,
  });
  const sent = forPerson.filter(({ picture }) => picture.isSent).length;
  const stays = [
    ...(sent > 0 ? [say('day.shiftSent', { count: sent })] : []),
    ...(forPerson.length > sent ? [say('day.shiftOnBench', { count: forPerson.length - sent })] : []),
  ];
  return (
    <Item
      means="stop"
      title={say(shift.shows === 'next' ? 'day.shiftNext' : 'day.shiftPrevious', { count })}
      note={[note, ...stays].join(' ')}
    >
      {moves.length > 0 && (
        <Button keyName={keyName} looks="primary" onPress={onMove}>
          {say('day.move', { count: moves.length })}
        </Button>
      )}
    </Item>
  );
}

function DisagreementItem({ picture, said }: Disagreement) {
  const title = say('day.disagrees', { file: picture.file, read: picture.symbols.join(', ') });
  return (
    <Item
      means={picture.isSent ? 'stop' : 'differ'}
      title={title}
      note={say(picture.isSent ? 'day.disagreesSent' : 'day.disagreesNote', { said })}
    />
  );
}

function TwiceItem({ number, pictures }: SeenTwice) {
  const files = pictures.map(({ file }) => file).join(', ');
  return <Item means="differ" title={say('day.seenTwice', { number })} note={say('day.seenTwiceNote', { files })} />;
}

function GapItem({ first, last, count }: Gap) {
  const note = count === 1 ? say('day.gapNoteOne') : say('day.gapNote', { first, last });
  return <Item means="stop" title={say('day.gap', { count, numbers: first })} note={note} />;
}
