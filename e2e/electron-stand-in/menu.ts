/** `Menu`: kept as it was built, so that a story can read it and click in it. */
export interface MenuItem {
  readonly label?: string;
  readonly role?: string;
  readonly accelerator?: string;
  readonly submenu?: readonly MenuItem[];
  readonly click?: () => void;
}

let applicationMenu: readonly MenuItem[] = [];

export const Menu = {
  buildFromTemplate: (template: readonly MenuItem[]) => template,
  setApplicationMenu: (menu: readonly MenuItem[]) => void (applicationMenu = menu),
};

const everyItem = (): readonly MenuItem[] => applicationMenu.flatMap(({ submenu }) => submenu ?? []);

export const menuAsRead = () => everyItem().map(({ label, role, accelerator }) => ({ label, role, accelerator }));

export function clickMenu(label: string): void {
  const item = everyItem().find(one => one.label === label);
  if (!item?.click) throw new Error(`The menu has no act ${label}.`);
  item.click();
}
