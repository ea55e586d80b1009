/** One of several, any of several, yes or no: each choice prints its key. */
import { Checkbox, Radio, RadioGroup, Switch } from 'react-aria-components';

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly words: string;
  readonly keyName?: string;
}

interface OneOfProps<Value extends string> {
  readonly label: string;
  readonly looks: string;
  readonly choices: readonly Choice<Value>[];
  readonly chosen: Value;
  readonly onChoose: (value: Value) => void;
}

export function OneOf<Value extends string>({ label, looks, choices, chosen, onChoose }: OneOfProps<Value>) {
  return (
    <RadioGroup
      aria-label={label}
      className={looks}
      value={chosen}
      onChange={value => choices.filter(choice => choice.value === value).forEach(choice => onChoose(choice.value))}
    >
      {choices.map(({ value, words, keyName }) => (
        <Radio key={value} value={value} className="choice">
          {keyName && <kbd>{keyName}</kbd>}
          {words}
        </Radio>
      ))}
    </RadioGroup>
  );
}

interface TickProps {
  readonly words: string;
  readonly keyName: string;
  readonly isTicked: boolean;
  readonly onTick: () => void;
}

export function Tick({ words, keyName, isTicked, onTick }: TickProps) {
  return (
    <Checkbox className="choice tick" isSelected={isTicked} onChange={onTick}>
      <kbd>{keyName}</kbd>
      {words}
    </Checkbox>
  );
}

interface OnOffProps {
  readonly words: string;
  readonly keyName: string;
  readonly isOn: boolean;
  readonly onTurn: () => void;
}

export function OnOff({ words, keyName, isOn, onTurn }: OnOffProps) {
  return (
    <Switch className="switch" isSelected={isOn} onChange={onTurn}>
      <span className="track" />
      {words}
      <kbd>{keyName}</kbd>
    </Switch>
  );
}
