/** Rows to look at, one of which is chosen by its digit, by the arrows and Enter, or by a press. */
import type { ReactNode } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components';

export interface Row {
  readonly id: number;
  /** As a screen reader says it. */
  readonly spoken: string;
  readonly looks: string;
  readonly shown: ReactNode;
}

interface RowListProps {
  readonly label: string;
  readonly looks: string;
  readonly rows: readonly Row[];
  readonly onChoose: (id: number) => void;
}

/** The first row has the focus as soon as the list stands. */
export function RowList({ label, looks, rows, onChoose }: RowListProps) {
  return (
    <ListBox aria-label={label} className={looks} autoFocus="first" onAction={key => onChoose(Number(key))}>
      {rows.map(({ id, spoken, looks: rowLooks, shown }) => (
        <ListBoxItem key={id} id={id} textValue={spoken} className={rowLooks}>
          {shown}
        </ListBoxItem>
      ))}
    </ListBox>
  );
}
