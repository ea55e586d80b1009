import { asPortalKeeps } from '../base/text.ts';
import type { EditableTerm } from './darwin-core.ts';

/** One field with both ends kept: what the operator saw, and what is to stand there. */
export interface FieldEdit {
  readonly term: EditableTerm;
  readonly from: string | null;
  readonly to: string | null;
}

/** The edit that takes this one back. */
export const reverse = (edit: FieldEdit): FieldEdit => ({ term: edit.term, from: edit.to, to: edit.from });

/** Whether two values are one value to a portal, which trims and joins blanks. Zeros, case and digits always count. */
export const isSameValue = (a: string | null, b: string | null): boolean => asPortalKeeps(a) === asPortalKeeps(b);
