/** What Vasculum guarantees and what it cannot, in the words of the README. */
import en from '../../resources/strings/en.json';
import { Button } from '../controls/Button.tsx';
import { Over } from '../controls/Drawer.tsx';
import { Icon } from '../controls/Icon.tsx';
import { say } from '../strings/say.ts';

const keysOf = <Tree extends object>(tree: Tree) => Object.keys(tree) as (keyof Tree & string)[];
const { promise, risk } = en.guarantees;

export function Guarantees({ onClose }: { readonly onClose: () => void }) {
  const title = say('guarantees.title');
  return (
    <Over title={title} keys={{ Escape: onClose }} looks="conflict guarantees">
      <h2>
        <Icon name="tin" />
        {title}
      </h2>
      <div className="reading" tabIndex={0} role="group" aria-label={title}>
        <div className="columns">
          <ol>
            {keysOf(promise).map(key => (
              <li key={key}>{say(`guarantees.promise.${key}`)}</li>
            ))}
          </ol>
          <h3>{say('guarantees.risks')}</h3>
          <dl>
            {keysOf(risk).map(key => (
              <div key={key}>
                <dt>{say(`guarantees.risk.${key}.what`)}</dt>
                <dd className="note">{say(`guarantees.risk.${key}.seen`)}</dd>
              </div>
            ))}
          </dl>
        </div>
      </div>
      <div className="acts">
        <Button keyName="Esc" looks="primary" onPress={onClose}>
          {say('outbox.close')}
        </Button>
      </div>
    </Over>
  );
}
