/** Slides over the right only: what is being compared stays uncovered. */
import { useEffect, useRef, type ReactNode } from 'react';
import { useModalKeys } from './keys.ts';

export function Drawer({
  title,
  header,
  footer,
  children,
}: {
  readonly title: string;
  readonly header: ReactNode;
  readonly footer?: ReactNode;
  readonly children: ReactNode;
}) {
  useModalKeys();
  const drawer = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    drawer.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <>
      <div className="scrim" />
      <section className="drawer" role="dialog" aria-modal="true" aria-label={title} tabIndex={-1} ref={drawer}>
        <header>{header}</header>
        <div className="scroll">{children}</div>
        {footer && <footer>{footer}</footer>}
      </section>
    </>
  );
}
