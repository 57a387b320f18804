import { expect, test } from '@playwright/test';
import { fits, isAccessible } from './checks';
import { answer, me, Refusal, today } from './member';

test.use({ locale: 'fr-FR', timezoneId: 'Europe/Paris' });

test.describe('today', () => {
  test('shows the stories with why, ends, and is accessible', async ({ page }) => {
    await answer(page);
    await page.goto('/today');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bonjour Inès');
    await expect(page.getByText('Quatre contenus choisis pour vous, et c’est tout.')).toBeVisible();
    await expect(page.getByText('3 utiles, 1 sur Hélianne')).toBeVisible();
    await expect(page.getByRole('article')).toHaveCount(4);
    await expect(page.getByText('Vous suivez Réseaux de chaleur.')).toBeVisible();
    await expect(page.getByText('20+ partages')).toBeVisible();
    await expect(page.getByText('Partagé le 24 nov.')).toBeVisible();
    await expect(page.getByRole('heading', { name: 'C’est tout pour aujourd’hui' })).toBeVisible();
    await isAccessible(page);
  });

  test('says when a story was proposed here: when its page appeared is not known', async ({ page }) => {
    const stories = today.stories.map((each) => ({
      ...each,
      why: { code: 'fresh', values: { source: 'TechCrunch' } }
    }));
    await answer(page, { 'GET /today': { ...today, stories } });
    await page.goto('/today');
    const first = page.getByRole('article').first();
    await expect(first.getByText('La Revue des territoires, proposé hier')).toBeVisible();
    await expect(first.getByText('Vient d’être proposé.')).toBeVisible();
    await expect(page.getByText('proposé le 20 nov.')).toBeVisible();
    await answer(page, { 'GET /today': { ...today, stories } }, 'en');
    await page.reload();
    await expect(first.getByText('La Revue des territoires, proposed yesterday')).toBeVisible();
    await expect(first.getByText('Just proposed.')).toBeVisible();
  });

  test('names the days that are without a message', async ({ page }) => {
    for (const [days, says, language] of [
      [[1, 2, 3, 4, 5], 'Aucun message avant 8\u00a0h\u00a030, après 18\u00a0h ou le week-end.', 'fr'],
      [[2, 3, 4, 5], 'Aucun message avant 8\u00a0h\u00a030, après 18\u00a0h, le lundi ou le week-end.', 'fr'],
      [[2, 3, 4, 5], 'No message before 8:30, after 18:00, on Mondays or at the weekend.', 'en'],
      [[1, 2, 3, 4, 5, 6, 7], 'Aucun message avant 8\u00a0h\u00a030 ou après 18\u00a0h.', 'fr'],
      [[], 'Aucun message, aucun jour.', 'fr']
    ] as const) {
      const who = me(language);
      await answer(
        page,
        { 'GET /me': { ...who, preferences: { ...who.preferences, allowed_days: [...days] } } },
        language
      );
      await page.goto('/today');
      await expect(page.getByRole('complementary').getByText(says)).toBeVisible();
    }
  });

  test('puts a story aside, says less of its theme, and takes it back in place', async ({ page }) => {
    const asked = await answer(page);
    await page.goto('/today');
    await page.getByRole('article').first().getByRole('button', { name: 'Pas pour moi' }).click();
    await expect(page.getByRole('article')).toHaveCount(3);
    await page.getByRole('button', { name: 'Moins de Réseaux de chaleur' }).click();
    await expect(page.getByText('C’est noté\u00a0: moins de Réseaux de chaleur.')).toBeVisible();
    await page.getByRole('button', { name: 'Annuler' }).click();
    await expect(page.getByRole('article')).toHaveCount(4);
    expect(asked.filter((each) => each.path.endsWith('/aside'))).toEqual([
      { method: 'PUT', path: '/stories/story00000001/aside', body: { reason: 'not_for_me' } },
      { method: 'PUT', path: '/stories/story00000001/aside', body: { reason: 'less_of_theme' } },
      { method: 'DELETE', path: '/stories/story00000001/aside', body: null }
    ]);
  });

  test('the line that replaces a card goes after eight seconds', async ({ page }) => {
    await page.clock.install();
    await answer(page);
    await page.goto('/today');
    await page.getByRole('article').nth(1).getByRole('button', { name: 'Pas pour moi' }).click();
    await page.mouse.move(0, 0);
    await expect(page.getByText('ce contenu ne reviendra pas')).toBeVisible();
    await page.clock.runFor(9000);
    await expect(page.getByText('ce contenu ne reviendra pas')).toHaveCount(0);
    await expect(page.getByRole('article')).toHaveCount(3);
  });

  test('keeps for later, and lets go where the server refuses', async ({ page }) => {
    let refuse = false;
    await answer(page, {
      'PUT /stories/story00000001/keeping': () => (refuse ? new Refusal(500, 'internal') : undefined)
    });
    await page.goto('/today');
    const first = page.getByRole('article').first();
    await first.getByRole('button', { name: 'Garder pour plus tard' }).click();
    await expect(first.getByRole('button', { name: 'Ne plus garder' })).toHaveAttribute('aria-pressed', 'true');
    await first.getByRole('button', { name: 'Ne plus garder' }).click();
    refuse = true;
    await first.getByRole('button', { name: 'Garder pour plus tard' }).click();
    await expect(first.getByRole('button', { name: 'Garder pour plus tard' })).toBeVisible();
    await expect(page.getByRole('status').getByText('Une erreur de notre côté.')).toBeVisible();
  });

  test('an empty day says what will come; a finished one says so', async ({ page }) => {
    await answer(page, { 'GET /today': { ...today, stories: [], useful: 0, company: 0 } });
    await page.goto('/today');
    await expect(page.getByRole('heading', { name: 'Vos contenus arrivent ici' })).toBeVisible();
    await isAccessible(page);
    await answer(page, { 'GET /today': { ...today, stories: [], useful: 0, company: 0, done: true } });
    await page.reload();
    await expect(page.getByRole('heading', { name: 'C’est fait pour aujourd’hui' })).toBeVisible();
  });

  test('a problem says what happened and tries again', async ({ page }) => {
    let answers = 0;
    await answer(page, { 'GET /today': () => (answers++ === 0 ? new Refusal(500, 'internal') : today) });
    await page.goto('/today');
    await page.getByRole('button', { name: 'Réessayer' }).click();
    await expect(page.getByRole('article')).toHaveCount(4);
  });

  test('fits 320 px in both languages', async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    for (const language of ['fr', 'en']) {
      await answer(page, {}, language);
      for (const path of ['/today', '/kept', '/stories/story00000001']) {
        await page.goto(path);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await page.waitForLoadState('networkidle');
        await fits(page);
      }
    }
  });
});
