import { expect, test } from '@playwright/test';
import { fits, isAccessible } from './checks';
import { block, figures, nothing } from './insight';
import { answer } from './member';

test.use({ locale: 'fr-FR', timezoneId: 'Europe/Paris' });

test.describe('insight', () => {
  test('each question has its answer, its picture and its table; what is hidden says so and why', async ({ page }) => {
    await answer(page, { 'GET /figures': figures });
    await page.goto('/insight');
    await expect(page.getByRole('heading', { name: 'Mesures', level: 1 })).toBeVisible();
    const totals = page.getByRole('region', { name: 'En chiffres' });
    await expect(totals).toContainText('prouvés par un clic');
    await expect(totals).toContainText('1\u00a0449');
    await expect(totals).toContainText('de 1,0 à 2,1');
    const themes = page.getByRole('region', { name: 'Partageons-nous ce qu’on vient lire' });
    await expect(themes).toContainText('Métiers du terrain\u00a0: 22\u00a0% des clics, 9\u00a0% des partages.');
    await expect(themes.getByRole('img')).toHaveAccessibleName(/Métiers du terrain/);
    await themes.getByRole('button', { name: 'Voir le tableau' }).click();
    await expect(themes.getByRole('row', { name: /Mobilité/ })).toContainText('masqué');
    const units = page.getByRole('region', { name: 'Dans quels groupes' });
    await expect(units).toContainText('34 sur 75 environ');
    await expect(units).toContainText('Opérations, autres équipes');
    await expect(units).toContainText('de 32\u00a0% à 45\u00a0%');
    await expect(page.getByText('On ne dit pas lequel des trois.')).toBeVisible();
    await isAccessible(page);
  });

  test('all of it as tables, by the address; the files hold the same weeks', async ({ page }) => {
    const asked = await answer(page, { 'GET /figures': figures });
    await page.goto('/insight?block=2026-10-30&view=tables');
    await expect(page.getByRole('table')).toHaveCount(6);
    await expect(page.getByRole('link', { name: 'CSV' })).toHaveAttribute(
      'href',
      '/api/v1/figures.csv?block=2026-10-30&language=fr'
    );
    await expect(page.getByRole('link', { name: 'Excel' })).toHaveAttribute(
      'href',
      '/api/v1/figures.xlsx?block=2026-10-30&language=fr'
    );
    await isAccessible(page);
    await page.getByLabel('Quatre semaines').selectOption('2026-09-28');
    await expect(page).toHaveURL(/block=2026-09-28&view=tables/);
    expect(asked.filter((each) => each.path === '/figures').length).toBeGreaterThan(1);
  });

  test('before the first close it says when, and where one’s own figures are', async ({ page }) => {
    await answer(page, { 'GET /figures': nothing });
    await page.goto('/insight');
    await expect(page.getByRole('heading', { name: 'Les premiers chiffres viendront' })).toBeVisible();
    await expect(page.getByText(/lundi 30 novembre/)).toBeVisible();
    await isAccessible(page);
  });

  test('few clicks are not compared, and a hidden whole says nothing', async ({ page }) => {
    await answer(page, { 'GET /figures': { ...figures, block: { ...block, clicks: 12 } } });
    await page.goto('/insight');
    await expect(page.getByText('Trop peu de clics pour comparer (12).')).toBeVisible();
  });

  for (const scheme of ['light', 'dark'] as const)
    test(`fits 320 px, and is readable in ${scheme}`, async ({ page }) => {
      await page.setViewportSize({ width: 320, height: 640 });
      await page.emulateMedia({ colorScheme: scheme });
      await answer(page, { 'GET /figures': figures }, 'en');
      await page.goto('/insight');
      await expect(page.getByRole('heading', { name: 'Do we share what people come to read?' })).toBeVisible();
      await fits(page);
      await isAccessible(page);
    });
});
