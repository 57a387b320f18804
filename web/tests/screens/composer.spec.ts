import { expect, test, type Page } from '@playwright/test';
import { fits, isAccessible } from './checks';
import { answer, composer, Refusal, share, type Asked } from './member';

const path = '/stories/story00000001/share';
const text = (page: Page, network = 'LinkedIn') => page.getByRole('textbox', { name: `Votre texte pour ${network}` });
const puts = (asked: Asked[], end: string) => asked.filter((each) => each.method === 'PUT' && each.path.endsWith(end));

test.use({ locale: 'fr-FR', timezoneId: 'Europe/Paris' });

test.describe('the composer', () => {
  test('from Today to a declared share in three taps, and nothing is said before the person says it', async ({
    page
  }) => {
    const asked = await answer(page, {
      'PUT /shares/share00000001/outcome': share({ state: 'declared' })
    });
    await page.goto('/today');
    await page.getByRole('article').first().getByRole('link', { name: 'Partager' }).click();
    await text(page).fill('Deux hivers dans la rue d’à côté');
    await expect(page.getByText('Brouillon gardé')).toBeVisible();
    const popup = page.waitForEvent('popup');
    await page.getByRole('button', { name: 'Ouvrir LinkedIn' }).click();
    expect(await (await popup).evaluate(() => window.opener)).toBeNull();
    await expect(page.getByRole('heading', { name: 'LinkedIn s’est ouvert à côté' })).toBeVisible();
    expect(asked.some((each) => each.path.endsWith('/outcome'))).toBe(false);
    await page.getByRole('button', { name: 'C’est publié' }).click();
    await expect(page.getByRole('heading', { name: 'Votre mot est parti sur LinkedIn' })).toBeFocused();
    await expect(page.getByText('Brouillon gardé')).toHaveCount(0);
    expect(asked.find((each) => each.path.endsWith('/outcome'))?.body).toEqual({ outcome: 'done', text: null });
  });

  test('copies the text where the network takes none, and sends what was written', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const asked = await answer(page);
    await page.goto(path);
    await text(page).fill('Quand une rue est ouverte');
    await page.getByRole('button', { name: 'Ouvrir LinkedIn' }).click();
    await expect(page.getByText('Votre texte est copié')).toBeVisible();
    await page.bringToFront();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('Quand une rue est ouverte');
    const sent = asked.find((each) => each.method === 'POST' && each.path === '/shares');
    expect(sent?.body).toEqual({
      story_id: 'story00000001',
      network: 'linkedin',
      text: 'Quand une rue est ouverte',
      plain_link: false,
      mastodon_server: null,
      over_cap_confirmed: false,
      again_confirmed: false
    });
  });

  test('keeps the draft on the server after a pause, and on the device without it', async ({ page }) => {
    let down = true;
    const asked = await answer(page, {
      'PUT /stories/story00000001/drafts/linkedin': () =>
        down ? new Refusal(503, 'unavailable') : { saved_at: '2026-11-24T08:30:00Z' }
    });
    await page.goto(path);
    await text(page).pressSequentially('Deux hivers');
    await expect(page.getByText('Gardé sur cet appareil')).toBeVisible();
    // The words come back in another visit, though the server never had them.
    down = false;
    await page.reload();
    await expect(text(page)).toHaveValue('Deux hivers');
    await expect(page.getByText('Brouillon gardé')).toBeVisible();
    expect(puts(asked, '/drafts/linkedin').at(-1)?.body).toEqual({ text: 'Deux hivers' });
  });

  test('previews and counts as the network does; a network without words starts from the last ones', async ({
    page
  }) => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await answer(page);
    await page.goto(path);
    const long = 'Une phrase qui se répète. '.repeat(11).trim();
    await text(page).fill(long);
    await expect(page.getByRole('figure', { name: 'Aperçu sur LinkedIn' }).last()).toContainText('…voir plus');
    await expect(page.getByText('LinkedIn replie la suite ici')).toBeVisible();
    await page.getByRole('button', { name: 'Ajouter un réseau' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'X', exact: true }).click();
    await expect(text(page, 'X')).toHaveValue(long);
    // 285 signs, a space and a link of 23.
    await expect(page.getByText('309 / 280')).toBeVisible();
    await expect(page.getByText('29 signes de trop')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Ouvrir X' })).toHaveAttribute('aria-disabled', 'true');
  });

  test('starts from a wording and gives one’s own words back', async ({ page }) => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await answer(page);
    await page.goto(path);
    await text(page).fill('Mes mots');
    await page.getByRole('button', { name: /Un chiffre/ }).click();
    await expect(text(page)).toHaveValue(/1 logement sur 20/);
    await page.getByRole('button', { name: 'Annuler' }).click();
    await expect(text(page)).toHaveValue('Mes mots');
    await page.getByRole('button', { name: 'Ajouter au texte' }).click();
    await expect(text(page)).toHaveValue('Mes mots\n\nJe travaille chez Hélianne.');
  });

  test('the meter advises in words, is never red and stops nothing', async ({ page }) => {
    await answer(page, { 'POST /originality': { step: 1, close_to: 'variant', left: 3 } });
    await page.goto(path);
    await text(page).fill('1 logement sur 20 en France est relié à un réseau.');
    await expect(page.getByText('Proche d’une variante proposée')).toBeVisible();
    await expect(page.getByText('Une phrase à vous suffit.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Ouvrir LinkedIn' })).not.toHaveAttribute('aria-disabled');
  });

  test('the gentle cap asks once, and a yes is enough', async ({ page }) => {
    const asked = await answer(page, {
      'POST /shares': (one: Asked) =>
        (one.body as { over_cap_confirmed: boolean }).over_cap_confirmed
          ? { share: share({ state: 'opened' }), open_url: '/favicon.svg', copy_text: '', qr_path: null, qr_size: null }
          : new Refusal(409, 'sharing.cap_reached')
    });
    await page.goto(path);
    await page.getByRole('button', { name: 'Ouvrir LinkedIn' }).click();
    await expect(page.getByText('Partager encore\u202f?')).toBeVisible();
    await page.getByRole('button', { name: 'Partager encore' }).click();
    await expect(page.getByRole('heading', { name: 'LinkedIn s’est ouvert à côté' })).toBeVisible();
    expect(asked.filter((each) => each.path === '/shares')).toHaveLength(2);
  });

  test('a changed text is kept, and « not this time » brings the words back', async ({ page }) => {
    const asked = await answer(page, { 'PUT /shares/share00000001/outcome': share({ state: 'declared' }) });
    await page.goto(path);
    await page.getByRole('button', { name: 'Ouvrir LinkedIn' }).click();
    await page.getByRole('button', { name: /Publié, autrement/ }).click();
    await page.getByRole('textbox', { name: 'Votre texte' }).fill('Autre chose');
    await page.getByRole('button', { name: 'Garder ce texte' }).click();
    await expect(page.getByRole('heading', { name: 'Votre mot est parti sur LinkedIn' })).toBeVisible();
    expect(puts(asked, '/outcome')[0]?.body).toEqual({ outcome: 'changed', text: 'Autre chose' });
    await page.goto(path);
    await text(page).fill('Je garde ceci');
    await page.getByRole('button', { name: 'Ouvrir LinkedIn' }).click();
    await page.getByRole('button', { name: /Pas cette fois/ }).click();
    await page.getByRole('button', { name: 'Revenir au texte' }).click();
    await expect(text(page)).toHaveValue('Je garde ceci');
  });

  test('Mastodon asks for one’s server', async ({ page }) => {
    const asked = await answer(page);
    await page.goto(`${path}?network=mastodon`);
    await expect(page.getByText('Indiquez votre serveur.')).toBeVisible();
    await page.getByRole('textbox', { name: 'Votre serveur' }).fill('mastodon.social');
    await page.getByRole('button', { name: 'Ouvrir Mastodon' }).click();
    await expect(page.getByRole('heading', { name: 'Mastodon s’est ouvert à côté' })).toBeVisible();
    const sent = asked.find((each) => each.method === 'POST' && each.path === '/shares');
    expect(sent?.body).toMatchObject({ network: 'mastodon', mastodon_server: 'mastodon.social' });
  });

  test('WeChat shows one’s link as a QR code', async ({ page }) => {
    await answer(page, {
      'POST /shares': {
        share: share({ network: 'wechat', state: 'opened' }),
        open_url: null,
        copy_text: 'Bonjour',
        qr_path: 'M4 4h7v1h-7z',
        qr_size: 33
      }
    });
    await page.goto(`${path}?network=wechat`);
    await page.getByRole('button', { name: 'Afficher le QR code' }).click();
    await expect(page.getByRole('img', { name: 'QR code de votre lien' })).toBeVisible();
    await isAccessible(page);
  });

  test('is accessible on a phone and a desk, in both schemes, and fits 320 px', async ({ page }) => {
    for (const language of ['fr', 'en'] as const) {
      await answer(page, { 'GET /stories/story00000001/composer': composer }, language);
      await page.setViewportSize({ width: 320, height: 640 });
      await page.goto(path);
      await expect(page.getByRole('tab', { name: 'LinkedIn' })).toBeVisible();
      await fits(page);
      await page.getByRole('radio').last().click();
      await fits(page);
    }
    await isAccessible(page);
    await page.setViewportSize({ width: 1440, height: 900 });
    await isAccessible(page);
    await page.addInitScript(() => localStorage.setItem('essaim.scheme', 'dark'));
    await page.reload();
    await expect(page.getByRole('tab', { name: 'LinkedIn' })).toBeVisible();
    await isAccessible(page);
  });
});

test('signing out asks before it throws away words that only this browser has', async ({ page }) => {
  const asked = await answer(page, {
    'PUT /stories/story00000001/drafts/linkedin': new Refusal(503, 'unavailable'),
    'GET /me/sessions': []
  });
  await page.goto(path);
  await text(page).fill('Seulement ici');
  await expect(page.getByText('Gardé sur cet appareil')).toBeVisible();
  await page.goto('/me');
  await page.getByRole('button', { name: 'Se déconnecter' }).click();
  await expect(page.getByRole('dialog')).toContainText('Un texte n’est que sur cet appareil');
  expect(asked.some((each) => each.method === 'DELETE' && each.path === '/session')).toBe(false);
  await page.getByRole('button', { name: 'Partir et effacer' }).click();
  await page.waitForURL('**/sign-in');
  const left = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const request = indexedDB.open('essaim-unsent');
        request.onsuccess = () => {
          const count = request.result.transaction('drafts').objectStore('drafts').count();
          count.onsuccess = () => resolve(count.result);
        };
      })
  );
  expect(left).toBe(0);
});
