/** Light, dark, sunlight: remembered in this browser. */
export const THEMES = ['light', 'dark', 'sun'] as const;
export type Theme = (typeof THEMES)[number];

const KEY = 'vasculum-theme';

export function currentTheme(): Theme {
  const kept = localStorage.getItem(KEY);
  return THEMES.find(theme => theme === kept) ?? 'light';
}

export function wear(theme: Theme): void {
  localStorage.setItem(KEY, theme);
  document.documentElement.dataset['theme'] = theme;
}

export const nextTheme = (theme: Theme): Theme => THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'light';
