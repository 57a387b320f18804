import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import type { BrandPalette } from '../../src/lib/api/types';
import * as given from './answers';

// The screens in the hardest colours there are, as the server makes them (tests/golden/brand, written by its own test):
// yellow, nearly white, nearly black, and a red much like the one of danger.

const golden = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../../../tests/golden/brand/${name}`, import.meta.url)), 'utf8');
const colours = ['ffd400', 'fdfdf8', '0a0a0a', 'e2001a'] as const;

const administrator = {
  ...given.lead,
  roles: ['administrator'],
  permissions: [...given.lead.permissions, 'people.edit', 'settings.read', 'settings.edit']
};
const settings = {
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
  utm_source_template: '{network}',
  utm_medium: 'social',
  utm_campaign_template: 'essaim',
  pass_query: false,
  disclosure_fr: '',
  disclosure_en: '',
  words: given.programme.words,
  executive_words: null,
  brand: { colour: '', mark: '' },
  base_url: 'https://swarm.example.org',
  short_base_url: null
};

async function wear(page: Page, name: (typeof colours)[number], scheme: 'light' | 'dark') {
  await page.addInitScript((chosen) => {
    localStorage.setItem('essaim.scheme', chosen);
    localStorage.setItem('essaim.language', 'fr');
  }, scheme);
  await page.route('**/brand.css*', (route) => route.fulfill({ contentType: 'text/css', body: golden(`${name}.css`) }));
  await given.answer(page, {
    'GET /programme': { ...given.programme, brand: `b${name}` },
    'GET /me': administrator,
    'GET /themes': given.themes,
    'GET /settings': { ...settings, brand: { colour: `#${name}`, mark: '' } },
    'GET /brand/palette': JSON.parse(golden(`${name}.json`)) as BrandPalette,
    'GET /charter': given.charter('fr')
  });
}
async function isAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(' | ')}`)).toEqual([]);
}

for (const name of colours)
  for (const scheme of ['light', 'dark'] as const) {
    test(`in #${name}, ${scheme}, everything can be read`, async ({ page }) => {
      test.slow();
      await wear(page, name, scheme);
      const palette = JSON.parse(golden(`${name}.json`)) as BrandPalette;
      for (const path of ['/settings', '/me', '/charter']) {
        await page.goto(path);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        const worn = await page.evaluate(() =>
          getComputedStyle(document.documentElement).getPropertyValue('--primary')
        );
        expect(worn.trim()).toBe(palette[scheme].primary);
        await isAccessible(page);
      }
      await page.goto('/settings');
      const card = page.getByRole('region', { name: 'Couleur et marque' });
      await expect(card.getByRole('listitem')).toHaveCount(10 + palette.moves.length);
      await expect(card.getByText('ressemble à celle du danger')).toHaveCount(palette.near.includes('danger') ? 1 : 0);
    });
  }

test('while a colour is not whole, the last one stays in sight and the field says what is missing', async ({
  page
}) => {
  await wear(page, 'ffd400', 'light');
  await page.goto('/settings');
  const card = page.getByRole('region', { name: 'Couleur et marque' });
  await card.getByLabel('Couleur de l’organisation', { exact: true }).fill('#ffd');
  await expect(card.getByRole('alert')).toContainText('Une couleur s’écrit avec un #');
  await expect(card.getByRole('listitem')).toHaveCount(10);
  await card.getByRole('button', { name: 'Revenir au vert d’Essaim' }).click();
  await expect(card.getByLabel('Couleur de l’organisation', { exact: true })).toHaveValue('');
  await expect(card.getByRole('alert')).toHaveCount(0);
});
