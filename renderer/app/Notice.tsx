/** A full page that says one thing: why there is no bench here, and what to do. */
import type { ReactNode } from 'react';

export function Notice({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <main className="notice" tabIndex={-1}>
      <h1>{title}</h1>
      <div>{children}</div>
    </main>
  );
}
