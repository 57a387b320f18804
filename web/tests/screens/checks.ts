import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** axe finds nothing of what WCAG 2.2 A and AA ask (nor of its own best practice, where asked). */
export async function isAccessible(page: Page, more: string[] = []): Promise<void> {
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
