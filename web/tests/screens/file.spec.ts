import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { isAccessible } from './checks';
import { answer, me, Refusal } from './member';

test.use({ locale: 'fr-FR', timezoneId: 'Europe/Paris' });

const waiting = { made_at: '2026-11-22T09:00:00Z', ends_at: '2026-12-06T09:00:00Z' };
const nothing = { made_at: null, ends_at: null };

test.describe('a file that was prepared for its person', () => {
  test('is told once above, opens once below, and can be saved as long as the page is there', async ({ page }) => {
    let opened = 0;
    await answer(page, {
      'GET /me': {
        ...me('fr'),
        notices: [{ code: 'file_prepared', at: waiting.made_at, values: { address: '/me#data' } }]
      },
      'GET /me/sessions': [],
      'GET /me/prepared-file': () => (opened > 0 ? nothing : waiting),
      'POST /me/prepared-file/opening': () => {
        opened += 1;
        return { exported_at: waiting.made_at, people: { directory: { name: 'Inès Kerjean' } } };
      }
    });
    await page.goto('/me');
    const told = page.getByRole('status').filter({ hasText: 'Un fichier de vos données vous attend' });
    await expect(told.getByRole('link', { name: 'Voir' })).toHaveAttribute('href', '/me#data');
    await expect(page.getByText('jusqu’au 6 décembre 2026')).toBeVisible();
    await isAccessible(page);
    await page.getByRole('button', { name: 'Ouvrir mon fichier' }).click();
    const save = page.getByRole('link', { name: 'Enregistrer le fichier' });
    await expect(save).toBeVisible();
    await expect(page.getByRole('button', { name: 'Ouvrir mon fichier' })).toBeHidden();
    const download = page.waitForEvent('download');
    await save.click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('essaim.json');
    expect(readFileSync(await file.path(), 'utf8')).toContain('"name": "Inès Kerjean"');
    expect(opened).toBe(1);
    await isAccessible(page);
  });

  test('that was opened elsewhere meanwhile says so, and offers nothing', async ({ page }) => {
    let asked = 0;
    await answer(page, {
      'GET /me': me('fr'),
      'GET /me/sessions': [],
      'GET /me/prepared-file': () => (asked++ === 0 ? waiting : nothing),
      'POST /me/prepared-file/opening': new Refusal(404, 'request.not_found')
    });
    await page.goto('/me');
    await page.getByRole('button', { name: 'Ouvrir mon fichier' }).click();
    await expect(page.getByRole('alert')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Ouvrir mon fichier' })).toBeHidden();
  });

  test('is nowhere where none waits', async ({ page }) => {
    await answer(page, { 'GET /me': me('fr'), 'GET /me/sessions': [], 'GET /me/prepared-file': nothing });
    await page.goto('/me');
    await expect(page.getByRole('link', { name: 'Télécharger mes données' })).toBeVisible();
    await expect(page.getByText('Votre fichier vous attend')).toBeHidden();
  });
});
