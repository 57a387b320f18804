import { expect, test, type Page } from '@playwright/test';
import { AxeBuilder } from '@axe-core/playwright';
import type { BackupReport, Settings } from '../../src/lib/api';
import * as given from './answers';

// What the app says of backups: their date and state, and nothing that could be taken away.

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
const report = (state: BackupReport['state'], more: Partial<BackupReport> = {}): BackupReport => ({
  state,
  good_at: '2026-11-24T02:00:00Z',
  restored_at: null,
  restored_from: null,
  ...more
});

async function open(page: Page, backup: BackupReport, language: 'fr' | 'en' = 'fr') {
  await page.addInitScript((chosen) => localStorage.setItem('essaim.language', chosen), language);
  await given.answer(page, {
    'GET /me': {
      ...given.lead,
      language,
      preferences: { ...given.lead.preferences, language },
      permissions: ['settings.read', 'today.read', 'sharing.share']
    },
    'GET /programme': given.programme,
    'GET /settings': settings,
    'GET /backup': backup
  });
  await page.goto('/settings');
  const card = page.getByRole('region', { name: language === 'fr' ? 'Sauvegardes' : 'Backups' });
  await card.scrollIntoViewIfNeeded();
  return card;
}

test('the last good backup is dated, and nobody downloads it', async ({ page }) => {
  const card = await open(page, report('good'));
  await expect(card).toContainText('La dernière est du 24 novembre 2026');
  await expect(card.getByRole('link')).toHaveCount(0);
  await expect(card.getByRole('button')).toHaveCount(0);
});

test('one that fails, is old, or is not made at all is said with whose it is to mend', async ({ page }) => {
  const says: [BackupReport, RegExp][] = [
    [report('failing'), /échoué.*exploitation.*La dernière est du 24/s],
    [report('old'), /plus de deux jours.*exploitation/s],
    [report('off', { good_at: null }), /d’elle-même.*Aucune n’a encore été faite/s],
    [report('none', { good_at: null }), /première se fait bientôt/]
  ];
  for (const [backup, words] of says) await expect(await open(page, backup)).toContainText(words);
});

for (const scheme of ['light', 'dark'] as const)
  test(`after a restore it says from when everything is, readable in the ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width: 375, height: 800 });
    const back = { restored_at: '2026-11-25T09:30:00Z', restored_from: '2026-11-24T02:00:00Z' };
    const card = await open(page, report('failing', back), 'en');
    await expect(card).toContainText(/On 25 November 2026 at .* everything was put back as of 24 November 2026/);
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
      .analyze();
    expect(violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(' | ')}`)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  });
