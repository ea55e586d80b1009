/** A bar for what takes longer than a moment; the sentence beside it says what. */
import { ProgressBar } from 'react-aria-components';

export function Waiting({ label }: { readonly label: string }) {
  return (
    <ProgressBar isIndeterminate aria-label={label} className="waiting">
      <span />
    </ProgressBar>
  );
}
