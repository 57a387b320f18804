import { expect, test } from '@playwright/test';
import { fits, isAccessible } from './checks';
import { answer, programme } from './member';

test.use({ locale: 'en-GB', timezoneId: 'Europe/Paris' });
const demo = { 'GET /programme': { ...programme, demo: true } };

test.describe('the tour of a demo', () => {
  test('leads from screen to screen, waits for who goes elsewhere, and ends', async ({ page }) => {
    await answer(page, demo, 'en');
    await page.goto('/today');
    const tour = page.locator('[data-tour]');
    await expect(tour).toContainText('5 screens');
    await tour.getByRole('button', { name: 'Start the tour' }).click();
    await expect(tour).toContainText('Stop 1 of 5');
    await expect(tour.getByRole('heading', { name: 'Today' })).toBeFocused();
    await tour.getByRole('button', { name: 'Next: My shares' }).click();
    await expect(page).toHaveURL('/shares');
    await expect(tour.getByRole('heading', { name: 'My shares' })).toBeFocused();
    await page.reload();
    await expect(tour).toContainText('Stop 2 of 5');
    await page.getByRole('link', { name: 'Today' }).first().click();
    await tour.getByRole('button', { name: 'Back to: My shares' }).click();
    await expect(page).toHaveURL('/shares');
    for (const name of ['My influence', 'Insight', 'Me']) {
      await tour.getByRole('button', { name: `Next: ${name}` }).click();
      await expect(tour.getByRole('heading', { name, exact: true })).toBeFocused();
    }
    await tour.getByRole('button', { name: 'Back', exact: true }).click();
    await expect(page).toHaveURL('/insight');
    await tour.getByRole('button', { name: 'End the tour' }).click();
    await expect(tour).toHaveCount(0);
    await page.goto('/influence');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(tour).toHaveCount(0);
  });

  test('is offered in no other organisation', async ({ page }) => {
    const asked = await answer(page, {}, 'en');
    await page.goto('/today');
    await expect(page.getByRole('article').first()).toBeVisible();
    await expect(page.locator('[data-tour]')).toHaveCount(0);
    expect(asked.some((each) => each.path === '/programme')).toBe(true);
  });

  for (const scheme of ['light', 'dark'] as const)
    test(`fits 320 px and is readable in ${scheme}`, async ({ page }) => {
      await page.setViewportSize({ width: 320, height: 640 });
      await page.emulateMedia({ colorScheme: scheme });
      await answer(page, demo, 'fr');
      await page.goto('/today');
      await page.locator('[data-tour]').getByRole('button', { name: 'Commencer la visite' }).click();
      await expect(page.locator('[data-tour]')).toContainText('Étape 1 sur 5');
      await fits(page);
      await isAccessible(page);
    });
});
