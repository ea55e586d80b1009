/** System, light, dark, high contrast: remembered in this browser. */
export const THEMES = ['system', 'light', 'dark', 'contrast'] as const;
export type Theme = (typeof THEMES)[number];

const KEY = 'vasculum-theme';
const wantsContrast = matchMedia('(prefers-contrast: more)');
const wantsDark = matchMedia('(prefers-color-scheme: dark)');

export function currentTheme(): Theme {
  const kept = localStorage.getItem(KEY);
  return THEMES.find(theme => theme === kept) ?? 'system';
}

export function wear(theme: Theme): void {
  localStorage.setItem(KEY, theme);
  dress();
}

/** From now on the page is dressed as it was chosen, and follows the system where that was chosen. */
export function followSystem(): void {
  dress();
  wantsContrast.addEventListener('change', dress);
  wantsDark.addEventListener('change', dress);
}

export const nextTheme = (theme: Theme): Theme => THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system';

function dress(): void {
  const theme = currentTheme();
  document.documentElement.dataset['theme'] = theme === 'system' ? systemTheme() : theme;
}

const systemTheme = () => (wantsContrast.matches ? 'contrast' : wantsDark.matches ? 'dark' : 'light');
