import { expect, test } from '@playwright/test';
import { fits, isAccessible } from './checks';
import { answer, influence, share, shares } from './member';

test.use({ locale: 'fr-FR', timezoneId: 'Europe/Paris' });

test.describe('my shares', () => {
  test('three states, never mixed; a plain address claims no figure', async ({ page }) => {
    await answer(page);
    await page.goto('/shares');
    await expect(page.getByText('Visible par vous uniquement')).toBeVisible();
    const cards = page.getByRole('article');
    await expect(cards).toHaveCount(4);
    await expect(cards.nth(0)).toContainText('Ouvert');
    await expect(cards.nth(1)).toContainText('Prouvé');
    await expect(cards.nth(1)).toContainText('55');
    await expect(cards.nth(1)).toContainText('Une heure de comptage est incomplète');
    await expect(cards.nth(2)).toContainText('Adresse d’origine\u00a0: rien n’est compté.');
    await expect(cards.nth(3)).toContainText('Pas parti');
    await isAccessible(page);
  });

  test('an opened share is asked about, and deleting says what stays', async ({ page }) => {
    let list = shares;
    const asked = await answer(page, {
      'GET /shares': () => ({ items: list, next: null }),
      'PUT /shares/share00000003/outcome': () => {
        list = list.map((each) => (each.id === 'share00000003' ? share({ ...each, state: 'declared' }) : each));
        return list[0];
      },
      'DELETE /shares/share00000001': () => {
        list = list.filter((each) => each.id !== 'share00000001');
        return undefined;
      }
    });
    await page.goto('/shares');
    await page.getByRole('button', { name: 'C’est publié' }).click();
    await expect(page.getByRole('article').first()).toContainText('Déclaré');
    await page
      .getByRole('button', { name: /Effacer le partage/ })
      .nth(1)
      .click();
    await expect(page.getByRole('dialog')).toContainText('le lien continue de mener à la page');
    await page.getByRole('button', { name: 'Effacer', exact: true }).click();
    await expect(page.getByRole('article')).toHaveCount(3);
    expect(asked.filter((each) => each.method === 'DELETE')).toHaveLength(1);
  });

  test('fits 320 px', async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await answer(page);
    await page.goto('/shares');
    await expect(page.getByRole('article').first()).toBeVisible();
    await fits(page);
  });
});

test.describe('my influence', () => {
  test('each figure says how it is known, each chart has its table and file', async ({ page }) => {
    await answer(page);
    await page.goto('/influence');
    await expect(page.getByText('Visible par vous uniquement. Pas même par l’équipe.')).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Clics par semaine' })).toBeVisible();
    await expect(page.getByText('La plus lue\u00a0: la semaine du 23 nov., 63 clics.')).toBeVisible();
    await expect(page.getByText('2 heures de comptage sont incomplètes')).toBeVisible();
    await expect(page.getByText(/Vos lecteurs cliquent surtout le jeudi vers 8\u00a0h/)).toBeVisible();
    const tables = page.getByRole('button', { name: 'Voir le tableau' });
    await expect(tables).toHaveCount(7);
    const weeks = page.locator('section, article').filter({ hasText: 'Clics par semaine' }).last();
    await weeks.getByRole('button', { name: 'Voir le tableau' }).click();
    await expect(page.getByRole('table')).toContainText('23 nov.');
    await expect(page.getByRole('table')).toContainText('incomplet');
    await expect(weeks.getByRole('link', { name: 'CSV' })).toHaveAttribute(
      'href',
      '/api/v1/influence.csv?period=3m&table=weeks&language=fr'
    );
    await isAccessible(page);
  });

  test('no best hour is named where too few shares speak', async ({ page }) => {
    await answer(page, {
      'GET /influence': { ...influence, hours: { ...influence.hours, enough: false, best: null, cells: [], shares: 2 } }
    });
    await page.goto('/influence');
    await expect(
      page.getByText('Une meilleure heure se dira plus tard\u00a0: 2 partages ont eu assez de lecteurs.')
    ).toBeVisible();
    await expect(page.getByText(/surtout le/)).toHaveCount(0);
  });

  test('a first day is no failure; the period is in the address', async ({ page }) => {
    await answer(page, {
      'GET /influence': { ...influence, clicks: 0, shares: { opened: 0, declared: 0, proved: 0 } }
    });
    await page.goto('/influence');
    await expect(page.getByRole('heading', { name: 'Votre influence commencera ici' })).toBeVisible();
    await page.getByRole('radio', { name: '30\u00a0jours' }).click();
    await expect(page).toHaveURL(/period=30d/);
    await isAccessible(page);
  });

  test('fits 320 px in both languages and both schemes', async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    for (const language of ['fr', 'en'] as const) {
      await answer(page, {}, language);
      await page.goto('/influence');
      await expect(page.getByRole('img').first()).toBeVisible();
      await fits(page);
    }
    await page.addInitScript(() => localStorage.setItem('essaim.scheme', 'dark'));
    await page.reload();
    await expect(page.getByRole('img').first()).toBeVisible();
    await isAccessible(page);
  });
});
