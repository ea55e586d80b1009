/** The middle region: the same box in every step, and home of the focus where a step has no field. */
import type { ReactNode } from 'react';

interface StagePanelProps {
  readonly looks?: string;
  /** Whether what it confirms is saved. */
  readonly isSaved?: boolean;
  readonly children: ReactNode;
}

export function StagePanel({ looks = '', isSaved, children }: StagePanelProps) {
  return (
    <section className={`stage panel ${looks}`} data-region="stage" data-saved={isSaved} tabIndex={-1}>
      {children}
    </section>
  );
}
