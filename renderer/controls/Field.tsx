/** A field with its label, and where something is wrong the sentence that says so. */
import type { KeyboardEvent, ReactNode, Ref } from 'react';
import { FieldError, Input, Label, TextArea, TextField } from 'react-aria-components';

interface FieldProps {
  readonly label: ReactNode;
  /** Its name in the form that sends it. */
  readonly name?: string;
  readonly value?: string;
  readonly onType?: (text: string) => void;
  readonly startsWith?: string;
  readonly kind?: 'text' | 'password' | 'number';
  /** Several lines. */
  readonly rows?: number;
  readonly longest?: number;
  readonly hint?: string;
  readonly isRequired?: boolean;
  readonly hasFocus?: boolean;
  readonly trouble?: string;
  readonly completes?: 'username' | 'url';
}

export function Field({ label, name, value, onType, startsWith, kind = 'text', rows, trouble, ...rest }: FieldProps) {
  const limits = kind === 'number' ? { min: 1, max: 20 } : {};
  return (
    <TextField
      className="field"
      type={kind}
      autoComplete={rest.completes ?? 'off'}
      autoFocus={rest.hasFocus ?? false}
      isRequired={rest.isRequired ?? false}
      isInvalid={trouble !== undefined && trouble !== ''}
      {...given({ name, value, onChange: onType, defaultValue: startsWith, maxLength: rest.longest })}
    >
      <Label>{label}</Label>
      {rows === undefined ? <Input {...given({ placeholder: rest.hint })} {...limits} /> : <TextArea rows={rows} />}
      <FieldError className="mark stop">{trouble}</FieldError>
    </TextField>
  );
}

interface BenchFieldProps {
  readonly id: string;
  readonly label: string;
  readonly looks: string;
  readonly value: string;
  readonly longest?: number;
  readonly hint?: string;
  readonly onType: (text: string) => void;
  readonly onKey: (event: KeyboardEvent) => void;
  readonly field: Ref<HTMLInputElement>;
}

/** A field of the bench: its label stands in the row of its region. */
export function BenchField({ id, label, looks, value, longest, hint, onType, onKey, field }: BenchFieldProps) {
  return (
    <TextField
      id={id}
      className="bench-field"
      value={value}
      onChange={onType}
      autoComplete="off"
      spellCheck="false"
      {...given({ maxLength: longest })}
    >
      <Label className="label">{label}</Label>
      <Input className={looks} ref={field} onKeyDown={onKey} {...given({ placeholder: hint })} />
    </TextField>
  );
}

/** Without what was not given: the library tells "none" from "not said". */
function given<Props extends object>(props: Props): { [Name in keyof Props]: Exclude<Props[Name], undefined> } {
  return Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined)) as never;
}
