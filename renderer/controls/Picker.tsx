/** One of many, from a list that opens. */
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';
import type { Choice } from './Choices.tsx';

interface PickerProps<Value extends string> {
  readonly label: string;
  readonly choices: readonly Choice<Value>[];
  readonly chosen: Value;
  readonly onChoose: (value: Value) => void;
  readonly hasFocus?: boolean;
}

export function Picker<Value extends string>({
  label,
  choices,
  chosen,
  onChoose,
  hasFocus = false,
}: PickerProps<Value>) {
  return (
    <Select
      className="field"
      value={chosen}
      autoFocus={hasFocus}
      onChange={value => choices.filter(choice => choice.value === value).forEach(choice => onChoose(choice.value))}
    >
      <Label>{label}</Label>
      <Button className="picked">
        <SelectValue />
        <span aria-hidden="true">▾</span>
      </Button>
      <Popover className="popover">
        <ListBox className="options">
          {choices.map(({ value, words }) => (
            <ListBoxItem key={value} id={value} className="option">
              {words}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}
