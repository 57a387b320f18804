import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const locales = fileURLToPath(new URL('../../../locales/fr/', import.meta.url));
const keys = readdirSync(locales).flatMap((file) =>
  Object.keys(JSON.parse(readFileSync(locales + file, 'utf8')) as Record<string, string>)
);

/** Nothing shows the key of a text where its words should stand: they had not been loaded. */
export async function saysWords(page: Page): Promise<void> {
  const shown = await page.evaluate(() =>
    [document.body.innerText, ...[...document.querySelectorAll('[aria-label]')].map((each) => each.ariaLabel)].join(' ')
  );
  const tokens = new Set(shown.split(/[\s«»“”()]+/));
  expect(keys.filter((key) => tokens.has(key))).toEqual([]);
}

/** axe finds nothing of what WCAG 2.2 A and AA ask (nor of its own best practice, where asked). */
export async function isAccessible(page: Page, more: string[] = []): Promise<void> {
  await saysWords(page);
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', ...more])
    // No screen holds a frame, so that axe needs no second page to put its findings together.
    .setLegacyMode()
    .analyze();
  expect(violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(' | ')}`)).toEqual([]);
}

/** Nothing stands out to the side (WCAG 1.4.10); what does is named. */
export async function fits(page: Page): Promise<void> {
  const outside = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const all = [...document.querySelectorAll('body *')].filter((each) => {
      const { left, right } = each.getBoundingClientRect();
      return left < -1 || right > clientWidth + 1;
    });
    return [`${scrollWidth} px on ${clientWidth} px`, ...all.map((each) => `${each.tagName}.${each.className}`)];
  });
  expect(outside).toEqual([]);
}
