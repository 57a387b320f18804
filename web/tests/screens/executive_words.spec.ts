import { expect, test } from '@playwright/test';
import type { Settings } from '../../src/lib/api/types';
import * as given from './answers';
import { fits, isAccessible } from './checks';

// Words for executives: everybody's until somebody says otherwise, and only what differs is theirs.

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
  executive_words: null,
  brand: { colour: '', mark: '' },
  base_url: 'https://essaim.example',
  short_base_url: ''
};

for (const width of [320, 1280])
  test(`executives are given another word for the programme, on ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.addInitScript(() => localStorage.setItem('essaim.language', 'fr'));
    await given.answer(page, {
      'GET /programme': given.programme,
      'GET /me': { ...given.lead, permissions: [...given.lead.permissions, 'settings.edit'] },
      'GET /settings': settings
    });
    let sent: Settings | undefined;
    await page.route('**/api/v1/settings', async (route) => {
      if (route.request().method() !== 'PUT') return route.fallback();
      sent = route.request().postDataJSON() as Settings;
      return route.fulfill({ json: { ...settings, ...sent } });
    });
    await page.goto('/settings');
    const card = page.getByRole('region', { name: 'Mots pour la direction' });
    await expect(card.getByRole('textbox')).toHaveCount(0);
    await card.getByRole('checkbox', { name: 'La direction lit d’autres mots' }).click();
    await card.getByRole('textbox', { name: 'Le nom commun' }).fill('dispositif');
    await expect(card.getByText('Ce que lit la direction')).toBeVisible();
    await expect(card).toContainText('On quitte le dispositif quand on veut.');
    await expect(page.getByRole('region', { name: 'Vos mots' })).toContainText('On quitte le programme quand on veut.');
    await fits(page);
    await isAccessible(page);
    await page.getByRole('button', { name: 'Enregistrer' }).first().click();
    await expect.poll(() => sent?.executive_words?.fr.programme).toBe('dispositif');
    expect(sent?.words.fr.programme).toBe('programme');
    await card.getByRole('checkbox', { name: 'La direction lit d’autres mots' }).click();
    await expect(card.getByRole('textbox')).toHaveCount(0);
  });
