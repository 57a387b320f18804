import { expect, test, type Page } from '@playwright/test';
import type { Settings } from '../../src/lib/api/types';
import * as given from './answers';
import { isAccessible } from './checks';

// A person's card, and the places that two countries share a name for.

const sites = [
  { id: 's1', name: 'Brest', country: 'FR', time_zone: 'Europe/Paris' },
  { id: 's2', name: 'Brest', country: 'GB', time_zone: 'Europe/London' },
  { id: 's3', name: 'Lyon', country: 'FR', time_zone: 'Europe/Paris' }
];
const awa = {
  id: 'p2',
  name: 'Awa Ndiaye',
  email: 'awa@helianne.example',
  language: 'fr',
  group_name: 'Com',
  site_name: 'Brest',
  country: 'FR',
  job_family: 'communication',
  status: 'employee',
  roles: ['member']
};

const settings: Settings = {
  organisation_name: 'Hélianne',
  programme_name: 'Les Éclaireurs',
  default_language: 'fr',
  languages: ['fr', 'en'],
  mail_domains: [],
  own_hosts: [],
  working_time: 'counts',
  stories_per_day: 5,
  mix_useful_percent: 80,
  mix_ceiling: 'asks' as const,
  daily_share_cap: 3,
  utm_source_template: '',
  utm_medium: '',
  utm_campaign_template: '',
  pass_query: false,
  disclosure_fr: '',
  disclosure_en: '',
  words: given.programme.words,
  base_url: 'https://essaim.example',
  executive_words: null,
  brand: { colour: '', mark: '' },
  short_base_url: ''
};

async function answer(page: Page, more: given.Answers = {}) {
  await page.addInitScript(() => localStorage.setItem('essaim.language', 'fr'));
  await given.answer(page, {
    'GET /programme': given.programme,
    'GET /themes': given.themes,
    'GET /me': given.lead,
    'GET /groups': [{ id: 'g1', name: 'Com', path: 'Corp > Com', headcount: 4 }],
    'GET /sites': sites,
    'GET /people': { items: [awa], next: null, total: 1 },
    'GET /first-steps': { people: true, invited: true, charter_read: true },
    'GET /outbox': [],
    ...more
  });
}
async function openCard(page: Page, more: given.Answers = {}) {
  await answer(page, more);
  await page.goto('/people');
  await page.getByRole('button', { name: 'Modifier Awa Ndiaye' }).click();
  return page.getByRole('dialog', { name: 'Awa Ndiaye' });
}

test('the fields of one row stand on one line, whichever has a hint or an error', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  const card = await openCard(page);
  await page.route('**/api/v1/people/p2', (route) =>
    route.fulfill({
      status: 422,
      contentType: 'application/problem+json',
      body: JSON.stringify({
        status: 422,
        code: 'input.invalid',
        errors: [{ pointer: '/country', code: 'input.required' }]
      })
    })
  );
  await expect(card.getByLabel('Groupe')).toHaveValue('Corp > Com');
  await expect(card.getByText('Du plus large au plus proche')).toContainText('Réseaux > Rennes');
  const level = async () => {
    for (const [one, other] of [
      ['Langue', 'Statut'],
      ['Groupe', 'Métier'],
      ['Site', 'Pays']
    ] as const) {
      // Both at one instant: the dialog may still be settling, and two askings would see two moments of it.
      const second = await card.getByLabel(other, { exact: true }).elementHandle();
      const [left, right] = await card.getByLabel(one, { exact: true }).evaluate(
        (first, beside) =>
          [first, beside as Element].map((field) => {
            const { y, height } = field.getBoundingClientRect();
            return { y, height };
          }),
        second
      );
      expect([one, left]).toEqual([one, right]);
    }
  };
  await level();
  await card.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(card.getByRole('alert')).toHaveCount(1);
  await level();
});

test('on a phone the name and the way out of a long card stay in view', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const card = await openCard(page);
  const save = card.getByRole('button', { name: 'Enregistrer' });
  await save.scrollIntoViewIfNeeded();
  await expect(save).toBeInViewport();
  await expect(card.getByRole('heading', { name: 'Awa Ndiaye' })).toBeInViewport({ ratio: 1 });
  await expect(card.getByRole('button', { name: 'Fermer' })).toBeInViewport({ ratio: 1 });
  await isAccessible(page);
  await card.getByRole('button', { name: 'Fermer' }).click();
  await expect(card).toHaveCount(0);
});

test('two sites of one name carry their country, and choosing one says which', async ({ page }) => {
  let sent: unknown;
  const card = await openCard(page);
  await page.route('**/api/v1/people/p2', (route) => {
    sent = route.request().postDataJSON();
    return route.fulfill({ json: awa });
  });
  expect(
    await card
      .locator('datalist[id$="-sites"] option')
      .evaluateAll((all) => all.map((each) => (each as HTMLOptionElement).value))
  ).toEqual(['Brest, France', 'Brest, Royaume-Uni', 'Lyon']);
  await expect(card.getByText('Fuseau horaire\u00a0: Europe/Paris')).toBeVisible();
  await card.getByLabel('Site').fill('Brest, Royaume-Uni');
  await expect(card.getByLabel('Site')).toHaveValue('Brest');
  await expect(card.getByLabel('Pays')).toHaveValue('GB');
  await expect(card.getByText('Fuseau horaire\u00a0: Europe/London')).toBeVisible();
  await card.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(card).toHaveCount(0);
  expect(sent).toMatchObject({ site: 'Brest', country: 'GB' });
});

test('the sites of a story can be told apart', async ({ page }) => {
  await answer(page, { 'GET /stories/new': 404 });
  await page.goto('/library/stories/new');
  const choice = page.getByRole('group', { name: 'Sites' });
  await expect(choice.getByRole('button')).toHaveText(['Brest, France', 'Brest, Royaume-Uni', 'Lyon']);
});

for (const [may, says] of [
  [true, 'faites un lien depuis sa fiche'],
  [false, 'l’administration peut faire un lien à remettre']
] as const) {
  test(`without mail, whoever invites and ${may ? 'may' : 'may not'} make a link reads what they may do`, async ({
    page
  }) => {
    await answer(page, {
      'GET /programme': { ...given.programme, can_mail: false },
      'GET /me': {
        ...given.lead,
        permissions: given.lead.permissions.filter((each) => may || each !== 'people.invitation_link')
      }
    });
    await page.goto('/programme');
    await expect(page.getByText('Aucun serveur de courriel n’est réglé')).toContainText(says);
  });
}

test('an article is offered only where letters leave it open', async ({ page }) => {
  await answer(page, {
    'GET /settings': settings
  });
  await page.goto('/settings');
  const words = page.getByRole('group', { name: 'Ce que c’est' });
  const article = words.getByLabel('Article');
  await expect(article).toHaveCount(0);
  await words.getByLabel('Le nom commun').fill('hub');
  await words.getByLabel('Genre').selectOption('masculine');
  await expect(article.getByRole('option')).toHaveText(['Selon l’usage', 'le hub', 'l’hub']);
  await article.selectOption('whole');
  await words.getByLabel('Le nom commun').fill('équipe');
  await words.getByLabel('Genre').selectOption('feminine');
  await expect(article).toHaveCount(0);
  await expect(page.getByText('On quitte l’équipe quand on veut.')).toBeVisible();
});
