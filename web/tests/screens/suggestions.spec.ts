import { expect, test, type Page } from '@playwright/test';
import type { MySuggestion, MySuggestions, Suggestion } from '../../src/lib/api/types';
import { fits, isAccessible } from './checks';
import { answer, me, Refusal } from './member';

test.use({ locale: 'fr-FR', timezoneId: 'Europe/Paris' });

const mine = (part: Partial<MySuggestion>): MySuggestion => ({
  id: 'suggestion001',
  at: '2026-11-20T09:00:00Z',
  address: null,
  title: 'Le four tient depuis un an',
  words: 'Le four tient depuis un an',
  picture: null,
  named: false,
  held: false,
  stage: 'received',
  stage_at: '2026-11-20T09:00:00Z',
  reason: null,
  story_id: null,
  fresh: false,
  ...part
});
const all: MySuggestion[] = [
  mine({
    id: 'suggestion002',
    title: 'Nos fours dans la presse',
    address: 'https://revue.example/four',
    stage: 'refused',
    stage_at: '2026-11-23T09:00:00Z',
    reason: 'Nous l’avons déjà proposé en mars.\nMerci de l’avoir vu.',
    fresh: true
  }),
  mine({ id: 'suggestion003', stage: 'published', stage_at: '2026-11-22T09:00:00Z', story_id: 'story00000001' }),
  mine({ id: 'suggestion004', stage: 'looked_at', stage_at: '2026-11-21T09:00:00Z' }),
  mine({})
];
const page_of = (part: Partial<MySuggestions> = {}): MySuggestions => ({
  items: all,
  next: null,
  may_publish: false,
  four_eyes: false,
  trust_news: null,
  ...part
});
const none = page_of({ items: [] });

const shown = (part: Partial<Suggestion>): Suggestion => ({
  id: 'suggestion001',
  at: '2026-11-20T09:00:00Z',
  proposer_name: 'Inès Kerjean',
  named: true,
  held: false,
  ready: true,
  direct: false,
  address: 'https://revue.example/four',
  title: 'Nos fours dans la presse',
  words: 'On y parle de notre atelier.',
  summary: 'Un an de production sans charbon.',
  site_name: 'La Revue',
  language: 'fr',
  picture: null,
  stage: 'received',
  decision: null,
  decided_at: null,
  decided_by_name: null,
  reason: null,
  story_id: null,
  offered_id: null,
  ...part
});
const editor = (permissions: string[]) => ({ ...me('fr'), permissions: [...me('fr').permissions, ...permissions] });
const library = {
  'GET /me': editor(['content.edit', 'content.trust']),
  'GET /suggestions': {
    items: [
      shown({}),
      shown({ id: 'suggestion002', title: '', words: '', address: null, summary: '', ready: false, named: false })
    ],
    next: null,
    waiting: 2
  },
  'GET /contributors': [
    { id: 'person0000009', name: 'Paul Martin', since: '2026-11-02T09:00:00Z', ended_at: null },
    { id: 'person0000008', name: null, since: '2026-10-02T09:00:00Z', ended_at: '2026-11-03T09:00:00Z' }
  ],
  'GET /mix': { days: 30, useful: 8, company: 2, target_useful_percent: 80, kept: true, kinds: [], missing_kinds: [] }
};

async function looksRight(page: Page) {
  await isAccessible(page);
  await fits(page);
}

test.describe('proposing', () => {
  test('an address and a word go out once, and can be taken back', async ({ page }) => {
    const asked = await answer(page, {
      'GET /me/suggestions': none,
      'POST /suggestions': mine({ id: 'suggestion009' })
    });
    await page.goto('/propose');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Proposer un contenu');
    const act = page.getByRole('button', { name: 'Proposer', exact: true });
    await expect(act).toBeDisabled();
    await page.getByLabel('Adresse de la page').fill('revue.example/four');
    await page.getByLabel('Vos mots').fill('À lire');
    await page.getByLabel('Montrer mon nom avec ce contenu').click();
    await looksRight(page);
    await act.click();
    await page.waitForURL('**/suggestions');
    expect(asked.filter((each) => each.method === 'POST')).toEqual([
      {
        method: 'POST',
        path: '/suggestions',
        body: {
          address: 'https://revue.example/four',
          title: null,
          words: 'À lire',
          picture_id: null,
          named: true,
          publish: false
        }
      }
    ]);
    await page.getByRole('button', { name: 'Annuler' }).click();
    await expect(page.getByText('Repris. Plus personne ne le voit.')).toBeVisible();
    expect(asked.some((each) => each.method === 'DELETE' && each.path === '/suggestions/suggestion009')).toBe(true);
  });

  test('what was written is there again after the page was left', async ({ page }) => {
    await answer(page, { 'GET /me/suggestions': none });
    await page.goto('/propose');
    await page.getByLabel('Vos mots').fill('Une phrase commencée');
    await page.getByRole('link', { name: 'Mes suggestions' }).click();
    await page.waitForURL('**/suggestions');
    await page.goto('/propose');
    await expect(page.getByLabel('Vos mots')).toHaveValue('Une phrase commencée');
  });

  test('what the server led on from a share sheet fills the page, and says that the photo is missing', async ({
    page
  }) => {
    await answer(page, { 'GET /me/suggestions': none });
    await page.goto('/propose#title=Le%20four&text=%C3%80%20lire%20https%3A%2F%2Frevue.example%2Ffour&url=&photo=lost');
    await expect(page.getByLabel('Adresse de la page')).toHaveValue('https://revue.example/four');
    await expect(page.getByLabel('Vos mots')).toHaveValue('À lire');
    await expect(page.getByLabel('Titre')).toHaveValue('Le four');
    await expect(page.getByText('La photo partagée n’est pas arrivée')).toBeVisible();
    expect(new URL(page.url()).hash).toBe('');
  });

  test('a session that ended loses nothing', async ({ page }) => {
    await answer(page, { 'GET /me/suggestions': none, 'POST /suggestions': new Refusal(401, 'session.none') });
    await page.goto('/propose');
    await page.getByLabel('Vos mots').fill('Gardé');
    await page.getByRole('button', { name: 'Proposer', exact: true }).click();
    await page.waitForURL('**/sign-in?next=/propose');
    await page.goto('/propose');
    await expect(page.getByLabel('Vos mots')).toHaveValue('Gardé');
  });

  test('a trusted contributor publishes; under four eyes it says who comes next', async ({ page }) => {
    const asked = await answer(page, {
      'GET /me/suggestions': page_of({ may_publish: true }),
      'POST /suggestions': mine({ stage: 'published' })
    });
    await page.goto('/propose');
    await page.getByLabel('Vos mots').fill('De l’atelier');
    await expect(page.getByText('Vos contenus paraissent directement')).toBeVisible();
    await looksRight(page);
    await page.getByRole('button', { name: 'Publier', exact: true }).click();
    await expect(page.getByText('Publié.', { exact: true })).toBeVisible();
    expect(asked.find((each) => each.method === 'POST')?.body).toMatchObject({ publish: true });
    await answer(page, { 'GET /me/suggestions': page_of({ may_publish: true, four_eyes: true }) });
    await page.goto('/propose');
    await expect(page.getByText('n’attendent plus qu’une seconde personne')).toBeVisible();
  });
});

test.describe('my suggestions', () => {
  for (const [name, width, scheme] of [
    ['phone', 390, 'light'],
    ['desktop, dark', 1280, 'dark']
  ] as const)
    test(`each with its stage, and the reason (${name})`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: scheme });
      const asked = await answer(page, { 'GET /me/suggestions': page_of() });
      await page.goto('/suggestions');
      const refused = page.getByRole('region', { name: 'Nos fours dans la presse' });
      await expect(refused.getByText('Nous l’avons déjà proposé en mars.')).toBeVisible();
      await expect(refused.locator('[aria-current=step]')).toContainText('Refusée');
      await expect(page.getByRole('link', { name: 'Voir le contenu' })).toHaveAttribute(
        'href',
        '/stories/story00000001'
      );
      await expect(page.getByRole('button', { name: 'Reprendre' })).toHaveCount(1);
      await looksRight(page);
      expect(asked.some((each) => each.method === 'DELETE' && each.path === '/me/suggestions/news')).toBe(true);
    });

  test('Today says it once', async ({ page }) => {
    await answer(page, { 'GET /me/suggestions': page_of() });
    await page.goto('/today');
    await expect(page.getByText('Un éditeur vous a répondu\u00a0: Nos fours dans la presse')).toBeVisible();
    await looksRight(page);
    await page.getByRole('link', { name: 'Voir', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Mes suggestions');
    await page.getByRole('navigation').getByRole('link', { name: 'Aujourd’hui' }).first().click();
    await expect(page.getByText('Vu quelque chose qui vaut d’être partagé')).toBeVisible();
  });
});

test.describe('suggestions in the library', () => {
  test('are kept, published, refused with a reason, and taken back', async ({ page }) => {
    const asked = await answer(page, {
      ...library,
      'POST /suggestions/suggestion001/decision': shown({ decision: 'refused', stage: 'refused' }),
      'DELETE /suggestions/suggestion001/decision': shown({})
    });
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto('/library?tab=suggestions');
    await expect(page.getByRole('radio', { name: 'Suggestions\u00a0(2)' })).toBeChecked();
    await expect(page.getByText('Proposé par Inès Kerjean').first()).toBeVisible();
    await expect(page.getByRole('button', { name: 'Publier', exact: true })).toHaveCount(1);
    await looksRight(page);
    await page.getByRole('button', { name: 'Refuser', exact: true }).first().click();
    await page.getByLabel('Pourquoi').fill('Déjà dit.');
    await isAccessible(page);
    await page.getByRole('button', { name: 'Refuser avec cette raison' }).click();
    await page.getByRole('button', { name: 'Annuler' }).click();
    await expect
      .poll(() => asked.filter((each) => each.path.endsWith('/decision')))
      .toEqual([
        {
          method: 'POST',
          path: '/suggestions/suggestion001/decision',
          body: { decision: 'refused', reason: 'Déjà dit.' }
        },
        { method: 'DELETE', path: '/suggestions/suggestion001/decision', body: null }
      ]);
  });

  test('a lead ends and gives back publishing directly', async ({ page }) => {
    const asked = await answer(page, library);
    await page.goto('/library?tab=suggestions');
    await page.getByRole('button', { name: 'Arrêter la publication directe\u00a0: Paul Martin' }).click();
    await page.getByRole('button', { name: 'Rendre la publication directe\u00a0: Une ou un collègue' }).click();
    await expect
      .poll(() => asked.filter((each) => each.path.startsWith('/contributors/')).map((each) => each.method))
      .toEqual(['DELETE', 'PUT']);
    await answer(page, { ...library, 'GET /me': editor(['content.edit']) });
    await page.goto('/library?tab=suggestions');
    await expect(page.getByText('Proposé par Inès Kerjean').first()).toBeVisible();
    await expect(page.getByText('Publication directe', { exact: true })).toHaveCount(0);
  });
});
