import { expect, test } from '@playwright/test';
import type { Mix, StoryInput } from '../../src/lib/api/types';
import { lead } from './answers';
import { fits, isAccessible } from './checks';
import { block, figures } from './insight';
import { answer, composer, influence, Refusal, story } from './member';

// The mix and its ceiling, languages of a story, a country's guide, words to avoid.

test.use({ locale: 'fr-FR', timezoneId: 'Europe/Paris' });

const mix: Mix = {
  days: 30,
  useful: 8,
  company: 2,
  target_useful_percent: 80,
  ceiling: 'asks',
  company_room: 0,
  useful_needed: 4,
  kinds: [
    { kind: 'article', count: 7 },
    { kind: 'video', count: 3 }
  ],
  missing_kinds: ['job', 'event']
};
const draft = story({ state: 'draft', stance: 'company', stance_tag: 'offers', published_at: null, variants: [] });
const editing = {
  'GET /me': lead,
  'GET /mix': mix,
  'GET /groups': [],
  'GET /sites': [],
  'GET /figures': figures,
  'GET /stories/story00000001': draft,
  'GET /stories/story00000001/history': []
};

test.describe('the ceiling of company stories', () => {
  test('who publishes one more is asked to think, and may go on', async ({ page }) => {
    let calls = 0;
    const asked = await answer(page, {
      ...editing,
      'POST /stories/story00000001/publication': () =>
        ++calls === 1 ? new Refusal(409, 'content.mix_above') : { ...draft, state: 'published' }
    });
    await page.goto('/library/stories/story00000001');
    await expect(page.getByRole('button', { name: 'Offres' })).toHaveAttribute('aria-pressed', 'true');
    await page.getByRole('button', { name: 'Publier', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Un contenu d’entreprise de plus' });
    await expect(dialog).toContainText('de 80\u00a0% à 73\u00a0%, pour 80\u00a0% visés');
    await isAccessible(page);
    await dialog.getByRole('button', { name: 'Publier quand même' }).click();
    await expect(page.getByText('Publié. Les')).toBeVisible();
    const sent = asked.filter((each) => each.method === 'POST' && each.path.endsWith('/publication'));
    expect(sent.map((each) => each.body)).toEqual([{}, { above_ceiling_confirmed: true }]);
  });

  test('where the organisation stops it, it says what must come first', async ({ page }) => {
    await answer(page, {
      ...editing,
      'GET /mix': { ...mix, ceiling: 'stops' },
      'POST /stories/story00000001/publication': new Refusal(409, 'content.mix_stopped')
    });
    await page.goto('/library/stories/story00000001');
    await page.getByRole('button', { name: 'Publier', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Trop de contenus d’entreprise' });
    await expect(dialog).toContainText('Publiez d’abord 4 contenus utiles');
    await expect(dialog.getByRole('button', { name: 'Publier quand même' })).toHaveCount(0);
    await dialog.getByRole('button', { name: 'Garder en brouillon' }).click();
    await expect(dialog).toBeHidden();
  });
});

test.describe('the three mixes', () => {
  test('what is offered and what members share stand apart in the library', async ({ page }) => {
    await answer(page, { ...editing, 'GET /stories': { items: [draft], next: null } });
    await page.goto('/library?tab=draft');
    const offered = page.getByRole('region', { name: 'Équilibre' });
    await expect(offered).toContainText('Un contenu d’entreprise de plus ferait tomber la part utile à 73\u00a0%.');
    await expect(offered).toContainText('il en faut 4 d’abord');
    await expect(offered.getByText('Article')).toBeVisible();
    await expect(offered).toContainText('Pas encore proposé\u00a0: offre d’emploi et événement.');
    const shared = page.getByRole('region', { name: 'Partagé par les' });
    await expect(shared).toContainText('utile 75\u00a0%');
    await expect(shared).toContainText('semaines closes');
    await isAccessible(page);
    await page.setViewportSize({ width: 320, height: 640 });
    await fits(page);
  });

  test('what members share is hidden where it would speak of somebody', async ({ page }) => {
    await answer(page, { 'GET /figures': { ...figures, block: { ...block, mix: null } } });
    await page.goto('/insight');
    await expect(page.getByRole('region', { name: 'Que partagent les' })).toContainText('Masqué');
  });

  test('my own is mine, and a landmark', async ({ page }) => {
    await answer(page, { 'GET /influence': influence });
    await page.goto('/influence');
    const own = page.getByRole('region', { name: 'De quoi parlent mes partages' });
    await expect(own).toContainText('9 partages en 30 jours.');
    await expect(own).toContainText('7 utiles');
    await own.getByRole('button', { name: 'Voir le tableau' }).click();
    await expect(own.getByRole('row', { name: /Sur l’entreprise/ })).toContainText('2');
    await isAccessible(page);
  });
});

test.describe('a story in several languages', () => {
  test('an editor gives it another one, and the address that goes with it', async ({ page }) => {
    const asked = await answer(page, { ...editing, 'PUT /stories/story00000001': draft });
    await page.goto('/library/stories/story00000001');
    await page.getByRole('button', { name: 'Ajouter une langue' }).click();
    const others = page.getByRole('region', { name: 'Autres langues' });
    await others.getByLabel('Adresse de la page dans cette langue').fill('https://revue.example/en');
    await others.getByLabel('Titre').fill('Heating a whole district');
    await page.getByRole('button', { name: 'Enregistrer le brouillon' }).click();
    await expect.poll(() => asked.find((each) => each.method === 'PUT')).toBeTruthy();
    const sent = asked.find((each) => each.method === 'PUT')?.body as StoryInput;
    expect(sent.originals).toEqual([
      {
        language: 'en',
        title: 'Heating a whole district',
        summary: '',
        address: 'https://revue.example/en',
        site_name: null
      }
    ]);
    await isAccessible(page);
  });

  test('a reader is told that it is in another language, and in which others it exists', async ({ page }) => {
    const originals = [
      { language: 'fr', title: 'Un titre', summary: '', address: 'https://revue.example/fr', site_name: null }
    ];
    await answer(page, {
      'GET /stories/story00000001': story({ language: 'en', foreign: true, title: 'Heating a district', originals })
    });
    await page.goto('/stories/story00000001');
    await expect(page.getByText('En anglais', { exact: true })).toBeVisible();
    await expect(page.getByRole('link', { name: 'français' })).toHaveAttribute('href', 'https://revue.example/fr');
    await isAccessible(page);
  });
});

test.describe('words to avoid', () => {
  test('are pointed at with the reason while one writes, and nothing waits for it', async ({ page }) => {
    await answer(page, { 'GET /stories/story00000001/composer': composer });
    await page.goto('/stories/story00000001/share');
    const text = page.getByRole('textbox', { name: 'Votre texte pour LinkedIn' });
    await text.fill('Nous sommes les leaders du quartier.');
    const list = page.getByRole('list', { name: 'Mots à éviter' });
    await expect(list).toContainText('On se compare au lieu de raconter.');
    await expect(list).toContainText('Plutôt\u00a0: reconnu.');
    await expect(page.locator('mark')).toHaveText('leaders');
    await expect(page.getByRole('button', { name: 'Ouvrir LinkedIn' })).toBeEnabled();
    await isAccessible(page);
    await text.fill('Nous avons creusé.');
    await expect(list).toHaveCount(0);
    await expect(page.getByText('Guide pour France, version 3')).toBeVisible();
  });

  test('are pasted as a table by a lead', async ({ page }) => {
    const word = { language: 'fr', country: null, word: 'leader*', reason: 'On se compare.', instead: 'reconnu' };
    const asked = await answer(page, {
      'GET /me': lead,
      'GET /avoided-words': { words: [] },
      'GET /guide/countries': [],
      'GET /guide': { dos: [], donts: [], text: '', country: null, version: 1 },
      'GET /sites': [{ id: 's1', name: 'Lyon', country: 'FR', time_zone: 'Europe/Paris' }],
      'PUT /avoided-words': { words: [word] }
    });
    await page.goto('/settings');
    const card = page.getByRole('region', { name: 'Mots à éviter' });
    await card.getByRole('button', { name: 'Coller un tableau' }).click();
    const dialog = page.getByRole('dialog', { name: 'Coller un tableau' });
    await dialog.getByLabel('Lignes de CSV').fill('fr,,leader*,On se compare.,reconnu\nsans langue');
    await expect(dialog).toContainText('1 ligne lue.');
    await expect(dialog).toContainText('2.');
    await isAccessible(page);
    await dialog.getByRole('button', { name: 'Ajouter à la liste' }).click();
    await expect(card.getByLabel('Mot ou expression')).toHaveValue('leader*');
    await card.getByRole('button', { name: 'Enregistrer les mots' }).click();
    await expect(page.getByText('Mots enregistrés')).toBeVisible();
    expect(asked.find((each) => each.method === 'PUT')?.body).toEqual({ words: [word] });
    await isAccessible(page);
  });
});

test('a country is given its own guide, and goes back to the general one', async ({ page }) => {
  let guided: string[] = [];
  const guide = { dos: ['Écrire avec vos mots.'], donts: [], text: '', version: 1 };
  const asked = await answer(page, {
    'GET /me': lead,
    'GET /avoided-words': { words: [] },
    'GET /guide/countries': () => guided,
    'GET /guide': () => ({ ...guide, country: guided[0] ?? null }),
    'GET /guide/versions': [
      { version: 1, at: '2026-11-20T08:00:00Z', author_name: 'Maël Tanguy', ended: false, guides: [] }
    ],
    'GET /sites': [{ id: 's1', name: 'Montréal', country: 'CA', time_zone: 'America/Toronto' }],
    'PUT /guide': () => {
      guided = ['CA'];
      return { ...guide, country: 'CA' };
    },
    'DELETE /guide/countries/CA': () => {
      guided = [];
      return undefined;
    }
  });
  await page.goto('/settings');
  const card = page.getByRole('region', { name: 'Guide', exact: true });
  await card.getByLabel('Pour quel pays').selectOption({ label: 'Canada' });
  await expect(card).toContainText('Canada lit le guide général.');
  await card.getByRole('button', { name: 'Écrire le guide de ce pays' }).click();
  await card.getByLabel('À faire').first().fill('Nommer la loi.');
  await card.getByRole('button', { name: 'Enregistrer le guide' }).click();
  await expect(page.getByText('Guide enregistré')).toBeVisible();
  const sent = asked.find((each) => each.method === 'PUT')?.body as { country: string; guides: { dos: string[] }[] };
  expect([sent.country, sent.guides[0]?.dos]).toEqual(['CA', ['Nommer la loi.']]);
  await card.getByText('Versions précédentes').click();
  await expect(card.getByText('Maël Tanguy')).toBeVisible();
  await isAccessible(page);
  await card.getByRole('button', { name: 'Revenir au guide général' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revenir au guide général' }).click();
  await expect(card).toContainText('Canada lit le guide général.');
});
