/** The native menu: the keys of the bench, shown where people look for them, and pressed for them. */
import { Menu, type MenuItemConstructorOptions } from 'electron';
import KEYS from '../../resources/keys.json';
import en from '../../resources/strings/en.json';

export interface MenuActs {
  readonly press: (accelerator: string) => void;
  readonly showPictures: () => void;
}

export function setMenu(acts: MenuActs): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(acts)));
}

export function menuTemplate({ press, showPictures }: MenuActs): MenuItemConstructorOptions[] {
  const { menu } = en.desktop;
  const keysOf = (name: string): MenuItemConstructorOptions[] =>
    KEYS.flatMap(({ words, accelerator, menu: place }) =>
      accelerator !== undefined && place === name ? [keyItem(words, accelerator, press)] : [],
    );
  return [
    { label: menu.station, submenu: [...keysOf('station'), { type: 'separator' }, { role: 'quit', label: menu.quit }] },
    { label: menu.sheet, submenu: keysOf('sheet') },
    { label: menu.edit, submenu: [{ role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'selectAll' }] },
    {
      label: menu.view,
      submenu: [
        { id: 'pictures', label: menu.pictures, click: showPictures },
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
      ],
    },
  ];
}

/** Subtle: shown, not registered, or the key would act twice: once in the menu and once in the page. */
function keyItem(words: string, accelerator: string, press: MenuActs['press']): MenuItemConstructorOptions {
  return { label: capital(wordsAt(words)), accelerator, registerAccelerator: false, click: () => press(accelerator) };
}

function wordsAt(key: string): string {
  const [group, name] = key.split('.') as [keyof typeof en, string];
  return (en[group] as Readonly<Record<string, string>>)[name] ?? key;
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
