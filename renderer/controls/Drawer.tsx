/** Slides over the right only: what is being compared stays uncovered. Keeps the focus and the keys, and gives both back. */
import type { ReactNode } from 'react';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { useFocusAtHome } from './focus.ts';
import { useModalKeys, type KeyActs } from './keys.ts';

export interface DrawerProps {
  readonly title: string;
  /** Esc among them: how the drawer is left. */
  readonly keys: KeyActs;
  readonly header: ReactNode;
  readonly footer?: ReactNode;
  readonly children: ReactNode;
}

export function Drawer({ title, keys, header, footer, children }: DrawerProps) {
  return (
    <Over title={title} keys={keys} looks="drawer">
      <header>{header}</header>
      <div className="scroll">{children}</div>
      {footer && <footer>{footer}</footer>}
    </Over>
  );
}

/** As a drawer, over the whole room: for what is compared in columns. */
export function Over({
  title,
  keys,
  looks,
  children,
}: Pick<DrawerProps, 'title' | 'keys' | 'children'> & { readonly looks: string }) {
  useModalKeys(keys);
  useFocusAtHome();
  return (
    <ModalOverlay isOpen isKeyboardDismissDisabled className="scrim">
      <Modal className="over">
        <Dialog className={looks} aria-label={title}>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
