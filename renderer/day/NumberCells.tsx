/** One small field for every number of the stretch; what is missing or doubled stands out by shape, sign and colour. */
import { Icon } from '../controls/Icon.tsx';
import { say } from '../strings/say.ts';
import type { NumberCell } from './number-cells.ts';

export function NumberCells({ cells }: { readonly cells: readonly NumberCell[] }) {
  const [first, last] = [cells[0], cells.at(-1)];
  if (!first || !last) return null;
  const those = (is: NumberCell['is']) => cells.filter(cell => cell.is === is);
  return (
    <section className="panel numbers" aria-label={say('day.numbers', { first: first.number, last: last.number })}>
      <header>
        <Icon name="barcode" />
        {say('day.numbers', { first: first.number, last: last.number })}
      </header>
      <div className="padded">
        <div className="cells">
          {cells.map(cell => (
            <Cell key={cell.number} {...cell} />
          ))}
        </div>
        <p className="legend small">
          <span>
            <i className="cell seen" /> {say('day.used', { count: those('seen').length + those('twice').length })}
          </span>
          <Legend is="missing" sign="?" cells={those('missing')} />
          <Legend is="twice" sign="2" cells={those('twice')} />
        </p>
      </div>
    </section>
  );
}

function Cell({ number, is }: NumberCell) {
  if (is === 'seen') return <i className="cell seen" title={number} />;
  const words = say(is === 'missing' ? 'day.cellMissing' : 'day.cellTwice', { number });
  return (
    <i className={`cell ${is}`} role="img" aria-label={words} title={words}>
      {is === 'missing' ? '?' : '2'}
    </i>
  );
}

function Legend({
  is,
  sign,
  cells,
}: {
  readonly is: 'missing' | 'twice';
  readonly sign: string;
  readonly cells: readonly NumberCell[];
}) {
  if (cells.length === 0) return null;
  const numbers = cells.map(({ number }) => number).join(', ');
  return (
    <span>
      <i className={`cell ${is}`} aria-hidden="true">
        {sign}
      </i>{' '}
      {say(`day.${is}`, { count: cells.length, numbers })}
    </span>
  );
}
