/** The rules of WCAG 2.2 AA, in every theme. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];
export const THEMES = {
  light: { colorScheme: 'light', contrast: 'no-preference' },
  dark: { colorScheme: 'dark', contrast: 'no-preference' },
  contrast: { colorScheme: 'light', contrast: 'more' },
} as const;

/** Nothing to complain of on this screen, in any theme. */
export async function isInReach(page: Page, screen: string): Promise<void> {
  for (const [theme, media] of Object.entries(THEMES)) {
    await page.emulateMedia(media);
    await expect(page.locator(`html[data-theme=${theme}]`)).toBeAttached();
    const { violations } = await new AxeBuilder({ page }).withTags(RULES).setLegacyMode().analyze();
    const found = violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
    expect.soft(found, `${screen}, ${theme}`).toEqual([]);
  }
}
