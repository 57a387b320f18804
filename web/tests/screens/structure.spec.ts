import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import * as given from './answers';

// Keeping the organisation's shape: what happens to people is said before it is done.

const refusal = (code: string, status: number, errors: object[] = []) => ({ refused: { status, code, errors } });
interface Asked {
  name: string;
  query: string;
  body: unknown;
}

async function open(page: Page, answers: given.Answers = {}): Promise<Asked[]> {
  const asked: Asked[] = [];
  const all: given.Answers = {
    'GET /programme': given.programme,
    'GET /me': given.lead,
    ...given.structure,
    ...answers
  };
  await page.addInitScript(() => localStorage.setItem('essaim.language', 'fr'));
  await page.route('**/api/v1/**', async (route) => {
    const request = route.request();
    const url = new URL(request.url());
    const name = `${request.method()} ${url.pathname.replace('/api/v1', '')}`;
    asked.push({ name, query: url.search, body: request.postDataJSON() as unknown });
    const one = all[name];
    const found: unknown = typeof one === 'function' ? (one as (url: URL) => unknown)(url) : one;
    if (found === undefined) return route.fulfill({ status: request.method() === 'GET' ? 404 : 204 });
    if (found && typeof found === 'object' && 'refused' in found) {
      const { status, ...problem } = found.refused as { status: number };
      return route.fulfill({
        status,
        contentType: 'application/problem+json',
        body: JSON.stringify({ status, ...problem })
      });
    }
    return route.fulfill({ json: found });
  });
  await page.goto('/people/structure');
  await expect(page.getByRole('heading', { name: 'Groupes et sites', level: 1 })).toBeVisible();
  return asked;
}
async function isAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(' | ')}`)).toEqual([]);
}

test('a group moves, and is offered neither itself nor what is below it', async ({ page }) => {
  const asked = await open(page, { 'PATCH /groups/g2': { id: 'g2', name: 'Chantiers' } });
  await page.getByRole('button', { name: 'Modifier Réseaux de chaleur' }).click();
  const above = page.getByRole('combobox', { name: 'Sous le groupe' });
  await expect(above).toHaveValue('g1');
  await expect(above.getByRole('option')).toHaveText(['Tout en haut', 'Opérations', 'Territoires']);
  await page.getByRole('textbox', { name: 'Nom' }).fill('Chantiers');
  await above.selectOption('Territoires');
  await isAccessible(page);
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(page.getByText('Chantiers : enregistré')).toBeVisible();
  expect(asked.find(({ name }) => name === 'PATCH /groups/g2')?.body).toEqual({ name: 'Chantiers', parent_id: 'g4' });
});

test('a refused name is marked at its field, and the card stays open', async ({ page }) => {
  await open(page, {
    'POST /groups': refusal('structure.name_taken', 422, [{ pointer: '/name', code: 'structure.name_taken' }])
  });
  await page.getByRole('button', { name: 'Ajouter un groupe' }).click();
  await page.getByRole('textbox', { name: 'Nom' }).fill('Opérations');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(page.getByRole('textbox', { name: 'Nom' })).toHaveAccessibleDescription(/déjà pris/);
});

test('merging says first what becomes of people, groups and stories', async ({ page }) => {
  const asked = await open(page, {
    'GET /groups/g2/ending': (url: URL) =>
      url.searchParams.get('into') === 'g4'
        ? { people: 12, stories: 3, moved: 1, merged: 0, into_id: 'g4' }
        : { people: 12, stories: 3, moved: 1, merged: 0, into_id: 'g1' }
  });
  await page.getByRole('button', { name: 'Modifier Réseaux de chaleur' }).click();
  await page.getByRole('button', { name: 'Fusionner ou supprimer le groupe' }).click();
  const into = page.getByRole('combobox', { name: 'Où vont ses personnes' });
  await expect(into).toBeFocused();
  await expect(into.getByRole('option')).toHaveText(['Le groupe du dessus : Opérations', 'Territoires']);
  await expect(page.getByText('12 personnes changent de groupe.')).toBeVisible();
  await expect(page.getByText('1 groupe du dessous suit, avec ses personnes.')).toBeVisible();
  await expect(page.getByText('3 contenus qui lui étaient destinés suivent ses personnes.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Supprimer', exact: true })).toBeVisible();
  await into.selectOption('Territoires');
  await isAccessible(page);
  expect(asked.some(({ name }) => name.startsWith('DELETE'))).toBe(false);
  await page.getByRole('button', { name: 'Fusionner', exact: true }).click();
  await expect(page.getByText('Réseaux de chaleur : c’est fait')).toBeVisible();
  expect(asked.find(({ name }) => name === 'DELETE /groups/g2')?.query).toBe('?into=g4');
});

test('what stories are meant for does not vanish, and says what to do instead', async ({ page }) => {
  await open(page, {
    'GET /groups/g4/ending': { people: 0, stories: 2, moved: 0, merged: 0, into_id: null },
    'DELETE /groups/g4': refusal('structure.stories_meant_for_it', 409)
  });
  await page.getByRole('button', { name: 'Modifier Territoires' }).click();
  await page.getByRole('button', { name: 'Fusionner ou supprimer le groupe' }).click();
  await expect(page.getByText('2 contenus lui sont destinés : choisissez où ses personnes vont.')).toBeVisible();
  await page.getByRole('button', { name: 'Supprimer', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('les contenus les suivront');
});

test('a lead reads the shape and changes nothing', async ({ page }) => {
  await open(page, {
    'GET /me': { ...given.lead, permissions: given.lead.permissions.filter((each) => each !== 'people.edit') }
  });
  await expect(page.getByText('Réseaux de chaleur')).toBeVisible();
  await expect(page.getByRole('button', { name: /Modifier|Ajouter/ })).toHaveCount(0);
  await page.getByRole('tab', { name: 'Sites et zones' }).click();
  await expect(page.getByText('Bretagne')).toHaveCount(2);
  await expect(page.getByRole('button', { name: /Modifier|Ajouter/ })).toHaveCount(0);
});

test('a site that changes country leaves the zone of the one before', async ({ page }) => {
  const asked = await open(page, { 'PATCH /sites/s1': { id: 's1', name: 'Brest' } });
  await page.getByRole('tab', { name: 'Sites et zones' }).click();
  await page.getByRole('button', { name: 'Modifier Brest' }).click();
  await page.getByRole('textbox', { name: 'Pays' }).fill('be');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(page.getByText('Brest : enregistré')).toBeVisible();
  expect(asked.find(({ name }) => name === 'PATCH /sites/s1')?.body).toEqual({
    name: 'Brest',
    country: 'BE',
    time_zone: 'Europe/Paris',
    zone_id: ''
  });
});

test('the history says who did what, and counts people', async ({ page }) => {
  const asked = await open(page);
  await page.getByRole('tab', { name: 'Historique' }).click();
  await expect(page.getByText('Groupe « Travaux » réuni à « Opérations » (4 personnes)')).toBeVisible();
  await expect(page.getByText('2 personnes passent de « Travaux » à « Ventes »')).toBeVisible();
  await expect(page.getByText('Zone « France » placée dans « Europe »')).toBeVisible();
  expect(asked.find(({ name }) => name === 'GET /changes')?.query).toContain('topic=structure');
});
