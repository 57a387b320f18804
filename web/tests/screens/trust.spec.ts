import { expect, test } from '@playwright/test';
import type { Access, Change, ConsentRegister, Me, Trust } from '../../src/lib/api/types';
import { fits, isAccessible } from './checks';
import { answer, me } from './member';

test.use({ locale: 'fr-FR', timezoneId: 'Europe/Paris' });

const trust: Trust = {
  version: '0.1.0',
  kinds: [
    { name: 'directory', keeps: 'directory', days: null, mine: 1 },
    { name: 'consents', keeps: 'proof', days: null, mine: 2 },
    { name: 'shares', keeps: 'replaced', days: null, mine: 1449 },
    { name: 'clicks', keeps: 'clicks', days: null, mine: null },
    { name: 'accesses', keeps: 'days', days: 365, mine: 1 }
  ],
  rights: [
    { permission: 'public', roles: [], routes: 14 },
    { permission: 'person', roles: [], routes: 40 },
    { permission: 'member', roles: [], routes: 20 },
    { permission: 'content.edit', roles: ['editor', 'lead', 'administrator'], routes: 22 },
    { permission: 'privacy.verify', roles: ['data-protection'], routes: 1 }
  ],
  promises: [
    { number: 1, tests: 32 },
    { number: 16, tests: 1 }
  ]
};
const register: ConsentRegister = {
  months: [
    {
      month: '2026-10-01',
      lines: [{ purpose: 'charter', in_force: 230, withdrawn: 15 }],
      in_force: null,
      withdrawn: null
    },
    {
      month: '2026-09-01',
      lines: [{ purpose: 'charter', in_force: null, withdrawn: null }],
      in_force: null,
      withdrawn: null
    }
  ],
  next_month: '2026-11-01',
  next_at: '2026-12-01T02:00:00Z',
  least_people: 5
};
const access = (part: Partial<Access>): Access => ({
  id: 'access0000001',
  day: '2026-11-21',
  role: 'lead',
  door: 'directory',
  cut: 'all',
  about_me: false,
  viewer: null,
  subject: null,
  ...part
});
const accesses: Access[] = [
  access({}),
  access({ id: 'access0000002', role: '', door: 'figures_file', cut: '2026-10-26' }),
  access({
    id: 'access0000003',
    role: 'data-protection',
    door: 'proof',
    cut: '',
    about_me: true,
    viewer: 'Karim Benali',
    subject: 'Inès Kerjean'
  }),
  access({ id: 'access0000004', role: 'operator', door: 'person_export', cut: '', about_me: true }),
  access({ id: 'access0000005', role: 'operator', door: 'backup', cut: '' })
];
const change: Change = {
  id: 'change0000001',
  at: '2026-11-20T10:00:00Z',
  action: 'role.granted',
  by: null,
  by_machine: false,
  role: 'lead',
  person: null,
  language: null,
  name: null,
  from: null,
  to: null,
  people: null
};
const answers = {
  'GET /trust': trust,
  'GET /trust/register': register,
  'GET /trust/accesses': { items: accesses, next: null },
  'GET /changes/newest': { items: [change], next: null }
};

test.describe('trust', () => {
  test('says what is stored, who saw what, who may do what and which tests hold it', async ({ page }) => {
    await answer(page, answers);
    await page.goto('/trust');
    await expect(page.getByRole('heading', { name: 'Confiance', level: 1 })).toBeVisible();
    const kinds = page.getByRole('table', { name: 'Ce qui est conservé' });
    await expect(kinds.getByRole('row', { name: /Partages/ })).toContainText('1\u00a0449');
    await expect(kinds.getByRole('row', { name: /Journal des lectures/ })).toContainText('365 jours');
    const months = page.getByRole('table', { name: 'Tableau du registre des accords' });
    await expect(months.getByRole('row', { name: /octobre 2026/ })).toContainText('230');
    await expect(months.getByRole('row', { name: /septembre 2026/ })).toContainText('masqué\u00a0: moins de 5');
    await expect(page.getByText('Mois suivant\u00a0: novembre 2026, écrit le 1 décembre 2026')).toBeVisible();
    const log = page.getByRole('region', { name: 'Qui a vu quoi' });
    await expect(log).toContainText('Annuaire, liste entière');
    await expect(log).toContainText('Mesures, en fichier, quatre semaines du 26 oct.');
    await expect(log).toContainText('Protection des données (Karim Benali)');
    await expect(log).toContainText('Vous concerne');
    const line = (what: string) => log.getByRole('listitem').filter({ hasText: what });
    await expect(line('Fichier des données d’une personne, préparé sans être lu')).toContainText('Vous concerne');
    await expect(line('Sauvegarde scellée, faite à la main')).toContainText('Exploitation du serveur');
    await expect(page.getByRole('row', { name: /Préparer et publier des contenus/ })).toContainText('Rédaction');
    await expect(page.getByText('2 promesses, 33 épreuves automatiques')).toBeVisible();
    await expect(page.getByText(/Rôle «\u00a0.+\u00a0» confié à une personne$/)).toBeVisible();
    await expect(page.getByRole('link', { name: 'Télécharger mes données' })).toHaveAttribute(
      'href',
      '/api/v1/me/export'
    );
    await expect(page.getByRole('link', { name: 'CSV' })).toHaveAttribute(
      'href',
      '/api/v1/trust/register.csv?language=fr'
    );
    await expect(page.getByRole('heading', { name: 'Ouvrir une preuve d’accord' })).toBeHidden();
    await expect(page.getByRole('link', { name: 'Confiance' }).first()).toHaveAttribute('aria-current', 'page');
    await isAccessible(page);
  });

  test('data protection opens one proof on a named claim', async ({ page }) => {
    const dpo: Me = {
      ...me('fr'),
      roles: ['member', 'data-protection'],
      permissions: ['changes.read', 'privacy.verify']
    };
    const asked = await answer(page, {
      ...answers,
      'GET /me': dpo,
      'POST /trust/proofs': {
        number: 'access0000009',
        lines: [{ text_version: '1/fr', channel: 'app', at: '2026-03-02T09:00:00Z', given: true }]
      }
    });
    await page.goto('/trust');
    await page.getByLabel('Adresse e-mail de la personne').fill('awa@helianne.example');
    await page.getByLabel('Qui le demande, et pourquoi').fill('Demande d’Awa du 20 novembre');
    await page.getByRole('button', { name: 'Ouvrir la preuve' }).click();
    await expect(page.getByRole('heading', { name: 'Preuve access0000009' })).toBeVisible();
    await expect(page.getByText('Donné le 2 mars 2026, texte 1/fr')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Tout le journal' })).toHaveAttribute('href', '/changes');
    expect(asked.some((each) => each.path === '/trust/proofs')).toBe(true);
    await isAccessible(page);
  });

  test('before the first month, and before anybody looked, it says so', async ({ page }) => {
    await answer(page, {
      ...answers,
      'GET /trust/register': { ...register, months: [] },
      'GET /trust/accesses': { items: [], next: null },
      'GET /changes/newest': { items: [], next: null }
    });
    await page.goto('/trust');
    await expect(page.getByRole('heading', { name: 'Aucun mois n’est encore fini' })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Rien n’a encore été regardé' })).toBeVisible();
    await isAccessible(page);
  });

  for (const scheme of ['light', 'dark'] as const)
    test(`fits 320 px, and is readable in ${scheme}`, async ({ page }) => {
      await page.setViewportSize({ width: 320, height: 640 });
      await page.emulateMedia({ colorScheme: scheme });
      await answer(page, answers, 'en');
      await page.goto('/trust');
      await expect(page.getByRole('heading', { name: 'Who may do what' })).toBeVisible();
      await fits(page);
      await isAccessible(page);
    });
});
