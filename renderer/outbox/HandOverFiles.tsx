/** Files that were given from here, and files that lie there to be taken. */
import type { HandOverList } from '../../shared/contract/hand-over-contract.ts';
import { Button } from '../controls/Button.tsx';
import { say, sayTime } from '../strings/say.ts';
import type { HandOverDesk } from './hand-over.ts';

export function GivenFiles({ desk, given }: { readonly desk: HandOverDesk; readonly given: HandOverList['given'] }) {
  if (given.length === 0) return null;
  return (
    <section aria-label={say('handOver.given')}>
      <h3 className="group">
        {say('handOver.given')}
        <span className="end">{given.length}</span>
      </h3>
      <ul>
        {given.map(one => (
          <li key={one.token} className="entry" data-given={one.token}>
            <div>
              <b>{one.file}</b>
              <p className="note">{storyOf(one)}</p>
            </div>
            <Button onPress={() => void desk.close(one.token, false)}>{say('handOver.close')}</Button>
            <Button onPress={() => desk.ask({ is: 'neverTaken', token: one.token })}>{say('handOver.takeBack')}</Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function storyOf({ entries, at, receiptOf, isFileThere }: HandOverList['given'][number]): string {
  const facts = { count: entries, time: sayTime(at), station: receiptOf ?? '' };
  if (receiptOf !== null) return say('handOver.receipt', facts);
  return say(isFileThere ? 'handOver.waits' : 'handOver.fileGone', facts);
}

export function FoundFiles({ desk, found }: { readonly desk: HandOverDesk; readonly found: HandOverList['found'] }) {
  const others = found.filter(({ is }) => is !== 'ours');
  return (
    <section aria-label={say('handOver.found')}>
      <h3 className="group">
        {say('handOver.found')}
        <span className="end">{others.length}</span>
      </h3>
      {others.length === 0 && <p className="padded note">{say('handOver.foundNone')}</p>}
      <ul>
        {others.map(({ file, is, station, entries: count }) => (
          <li key={file} className="entry" data-found={is}>
            <div>
              <b>{file}</b>
              <p className="note">{say(`handOver.file.${is === 'ours' ? 'taken' : is}`, { station, count })}</p>
            </div>
            {is !== 'unreadable' && <Button onPress={() => void desk.take({ file })}>{say('handOver.take')}</Button>}
          </li>
        ))}
      </ul>
    </section>
  );
}
