/** The day's pictures as they were taken: whose each is said to be, and what its barcode says. */
import { useState } from 'react';
import type { DayPicture } from '../../shared/contract/day-contract.ts';
import { disagrees, saidOf } from '../../shared/specimen/picture-run.ts';
import { Button } from '../controls/Button.tsx';
import { Icon } from '../controls/Icon.tsx';
import { Mark } from '../controls/Mark.tsx';
import { say } from '../strings/say.ts';

/** As many as one looks through; a day may have a thousand. */
const SHOWN_AT_ONCE = 200;

export function PicturesInOrder({ run }: { readonly run: readonly DayPicture[] }) {
  const [shown, setShown] = useState(SHOWN_AT_ONCE);
  return (
    <section className="panel pictures" aria-label={say('day.inOrder')}>
      <header>
        <Icon name="camera" />
        {say('day.inOrder')}
        <span className="small end">{say('day.came', { count: run.length })}</span>
      </header>
      {run.length === 0 ? (
        <p className="padded note">{say('day.willShow')}</p>
      ) : (
        <div className="scrolled" tabIndex={0} role="region" aria-label={say('day.inOrder')}>
          <table>
            <thead>
              <tr>
                <th>{say('day.file')}</th>
                <th>{say('day.said')}</th>
                <th>{say('day.read')}</th>
                <th />
              </tr>
            </thead>
            <tbody>
              {run.slice(0, shown).map(picture => (
                <PictureRow key={picture.id} picture={picture} />
              ))}
            </tbody>
          </table>
          {run.length > shown && (
            <p className="padded">
              <Button onPress={() => setShown(shown + SHOWN_AT_ONCE)}>
                {say('day.more', { count: run.length - shown })}
              </Button>
            </p>
          )}
        </div>
      )}
    </section>
  );
}

function PictureRow({ picture }: { readonly picture: DayPicture }) {
  const { file, symbols, verdict, isSent, isOnBench, needsRecord } = picture;
  const isWrong = disagrees(picture);
  const said = saidOf(picture);
  return (
    <tr data-file={file} className={isWrong ? 'differ' : undefined}>
      <td className="mono">{file}</td>
      <td className={said === null ? 'dim' : 'mono'}>{said ?? say('day.nobody')}</td>
      <td className={symbols.length === 0 ? 'dim' : 'mono'}>
        {symbols.join(', ') || say(verdict === null ? 'day.beingRead' : 'day.noBarcode')}
      </td>
      <td>
        {isWrong && <Mark means="differ">{say('day.differs')}</Mark>}
        {!isWrong && said !== null && symbols.length > 0 && <Mark means="agree" word={say('day.agrees')} />}
        {needsRecord && <Mark means="stop">{say('day.needsRecord')}</Mark>}
        {isOnBench && <span className="small">{say('day.onBench')}</span>}
        {isSent && <span className="small">{say('day.sent')}</span>}
      </td>
    </tr>
  );
}
