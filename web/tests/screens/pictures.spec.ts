import { expect, test } from '@playwright/test';
import type { Colleague, InfluencePicture, PictureContent, ShownPicture } from '../../src/lib/api/types';
import { fits, isAccessible } from './checks';
import { answer } from './member';

test.use({ locale: 'fr-FR', timezoneId: 'Europe/Paris' });

const content: PictureContent = {
  period: '3m',
  from: '2026-09-07',
  to: '2026-11-22',
  clicks: 1342,
  shares: { opened: 2, declared: 5, proved: 9 },
  themes: [
    { name_fr: 'Métiers du terrain', name_en: 'Work in the field', share_percent: 21, click_percent: 45 },
    { name_fr: 'Réseaux de chaleur', name_en: 'District heating', share_percent: 79, click_percent: 55 }
  ],
  incomplete_hours: 2
};
const paul: Colleague = { id: 'person0000002', name: 'Paul Martin', group_name: 'Réseaux de chaleur' };
const picture: InfluencePicture = {
  id: 'picture000001',
  code: 'a1b2c3d4e5f6a7b8c9d0a1b2c3d4e5f6',
  made_at: '2026-11-22T10:00:00Z',
  ends_at: '2026-12-22T10:00:00Z',
  shown_to: 'people',
  people: [paul],
  content: { ...content, shares: null }
};
const given = {
  'GET /influence/pictures': [picture],
  'GET /influence/pictures/preview': content,
  'GET /influence/pictures/colleagues': [paul]
};

test.describe('pictures of one’s figures', () => {
  test('what it holds is chosen in front of it, then to whom, and nothing is chosen for anybody', async ({ page }) => {
    const asked = await answer(page, { ...given, 'POST /influence/pictures': { ...picture, id: 'picture000002' } });
    await page.goto('/influence/pictures');
    await expect(page.getByRole('heading', { name: 'Montrer mes chiffres', level: 1 })).toBeVisible();
    const make = page.getByRole('region', { name: 'Faire une image' });
    await expect(make).toContainText('1\u202f342');
    await expect(make.getByRole('button', { name: 'Montrer cette image' })).toBeDisabled();
    await make.getByRole('checkbox', { name: 'Partages' }).click();
    await expect(make).not.toContainText('partages prouvés');
    await make.getByRole('searchbox').fill('pau');
    await make.getByRole('button', { name: /Paul Martin/ }).click();
    await expect(make.getByRole('list', { name: 'Personnes choisies' })).toContainText('Paul Martin');
    await isAccessible(page);
    await make.getByRole('button', { name: 'Montrer cette image' }).click();
    await expect(page.getByText('Votre image est là.')).toBeVisible();
    const sent = asked.find((each) => each.method === 'POST' && each.path === '/influence/pictures');
    expect(sent?.body).toEqual({
      period: '3m',
      shown_to: 'people',
      parts: ['clicks', 'themes'],
      person_ids: [paul.id]
    });
    await expect(page.getByRole('article')).toHaveCount(2);
  });

  test('one that I show says until when and to whom, and is taken back at once', async ({ page }) => {
    const asked = await answer(page, given);
    await page.goto('/influence/pictures');
    const mine = page.getByRole('article', { name: 'Image du 22 novembre 2026' });
    await expect(mine).toContainText('Montrée à Paul Martin. Elle s’efface le 22 décembre 2026.');
    await mine.getByRole('button', { name: 'La reprendre' }).click();
    await expect(page.getByText('Vous ne montrez rien.')).toBeVisible();
    expect(asked.some((each) => each.method === 'DELETE' && each.path === `/influence/pictures/${picture.id}`)).toBe(
      true
    );
  });

  test('whom it is shown to sees it with its date; who may not, that it is not there', async ({ page }) => {
    const shown: ShownPicture = { name: 'Awa Diallo', made_at: picture.made_at, ends_at: picture.ends_at, content };
    await answer(page, { 'GET /influence/shown/abc': shown });
    await page.goto('/shown/abc');
    await expect(page.getByRole('heading', { name: 'Awa Diallo vous montre des chiffres', level: 1 })).toBeVisible();
    await expect(page.getByText('Image du 22 novembre 2026, fixée à cette date.')).toBeVisible();
    await isAccessible(page);
    await page.goto('/shown/none');
    await expect(page.getByText('Cette image n’est pas là')).toBeVisible();
    await isAccessible(page);
  });

  for (const scheme of ['light', 'dark'] as const)
    test(`fits 320 px, and is readable in ${scheme}`, async ({ page }) => {
      await page.setViewportSize({ width: 320, height: 640 });
      await page.emulateMedia({ colorScheme: scheme });
      await answer(page, given, 'en');
      await page.goto('/influence/pictures');
      await expect(page.getByRole('heading', { name: 'Show my figures' })).toBeVisible();
      await expect(page.getByRole('article')).toBeVisible();
      await fits(page);
      await isAccessible(page);
    });
});
