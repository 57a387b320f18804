import { mkdirSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import * as given from './answers';
import { fits, isAccessible } from './checks';
import { story } from './member';

const pictures = process.env['SCREENS_OUT'];
const token = 'a1b2c3d4e5f6a7b8c9d0';

interface Screen {
  name: string;
  path: string;
  answers: given.Answers;
  before?: (page: Page) => Promise<void>;
}

const common: given.Answers = {
  'GET /programme': given.programme,
  'GET /themes': given.themes,
  'GET /me': given.member,
  'GET /me/sessions': [
    { id: 's1', browser: 'Firefox, Linux', created_day: '2026-11-02', last_seen_day: '2026-11-22', current: true },
    { id: 's2', browser: 'Safari, iPhone', created_day: '2026-10-11', last_seen_day: '2026-11-20', current: false }
  ],
  'GET /me/prepared-file': { made_at: null, ends_at: null },
  'PUT /me/preferences': given.member.preferences,
  'GET /charter': (url: URL) => given.charter(url.searchParams.get('language') === 'en' ? 'en' : 'fr')
};

const screens: Screen[] = [
  {
    name: 'setup',
    path: `/setup#${token}`,
    answers: {
      'GET /programme': { ...given.programme, name: 'Essaim', set_up: false },
      'POST /setup/view': { state: 'open' }
    }
  },
  {
    name: 'setup-ended',
    path: `/setup#${token}`,
    answers: {
      'GET /programme': { ...given.programme, name: 'Essaim', set_up: false },
      'POST /setup/view': { state: 'ended' }
    }
  },
  {
    name: 'sign-in',
    path: '/sign-in',
    answers: {
      'GET /programme': {
        ...given.programme,
        demo: true,
        demo_logins: (['member', 'editor', 'lead', 'administrator'] as const).map((role) => ({
          role,
          email: `${role}@demo.example`,
          password: 'demo'
        }))
      }
    }
  },
  {
    name: 'sign-in-wrong',
    path: '/sign-in',
    answers: { 'POST /session': 401 },
    before: async (page) => {
      await page.locator('input[type=email]').fill('ines@helianne.example');
      await page.locator('input[type=password]').fill('une phrase à moi');
      await page.locator('button[type=submit]').click();
      await expect(page.getByRole('alert')).toBeVisible();
    }
  },
  { name: 'sign-in-link', path: `/sign-in/link#${token}`, answers: {} },
  { name: 'join', path: '/join', answers: {} },
  { name: 'join-confirm', path: `/join/confirm#${token}`, answers: {} },
  {
    name: 'join-confirm-nameless',
    path: `/join/confirm#${token}`,
    answers: {},
    before: async (page) => {
      await page.locator('button[type=submit]').click();
      await expect(page.getByRole('alert')).toBeVisible();
    }
  },
  {
    name: 'not-set-up',
    path: '/sign-in',
    answers: { 'GET /programme': { ...given.programme, name: 'Essaim', set_up: false } }
  },
  {
    name: 'person-card',
    path: '/people',
    answers: {
      'GET /me': given.lead,
      'GET /people': {
        items: [
          {
            ...given.member,
            id: 'p2',
            name: 'Awa Ndiaye',
            country: null,
            job_family: null,
            status: 'employee',
            ends_on: null
          }
        ],
        next: null,
        total: 1
      },
      'GET /groups': [],
      'GET /sites': [],
      'GET /first-steps': { people: true, invited: true, charter_read: true }
    },
    before: async (page) => {
      await page.getByRole('button', { name: /^(Modifier|Change)/ }).click();
      await page.getByRole('button', { name: /Retirer la connexion|Remove two-step/ }).click();
      await expect(page.getByRole('button', { name: /^(Retirer|Remove)$/ })).toBeFocused();
    }
  },
  ...(['groups', 'sites', 'job-families', 'history'] as const).map((tab, at): Screen => ({
    name: `structure-${tab}`,
    path: '/people/structure',
    answers: { 'GET /me': given.lead, ...given.structure },
    before: (page) => page.getByRole('tab').nth(at).click()
  })),
  {
    name: 'structure-merge',
    path: '/people/structure',
    answers: {
      'GET /me': given.lead,
      ...given.structure,
      'GET /groups/g2/ending': { people: 12, stories: 3, moved: 1, merged: 0, into_id: 'g1' }
    },
    before: async (page) => {
      await page.getByRole('button', { name: /Réseaux de chaleur/ }).click();
      await page.getByRole('button', { name: /Fusionner ou supprimer|Merge or remove/ }).click();
      await expect(page.getByText(/changent de groupe|change group/)).toBeVisible();
    }
  },
  {
    name: 'structure-site',
    path: '/people/structure',
    answers: { 'GET /me': given.lead, ...given.structure },
    before: async (page) => {
      await page.getByRole('tab').nth(1).click();
      await page.getByRole('button', { name: /Brest/ }).click();
    }
  },
  {
    name: 'structure-zone',
    path: '/people/structure',
    answers: { 'GET /me': given.lead, ...given.structure },
    before: async (page) => {
      await page.getByRole('tab').nth(1).click();
      await page.getByRole('button', { name: /France/ }).click();
    }
  },
  {
    name: 'structure-empty',
    path: '/people/structure',
    answers: { 'GET /me': given.lead, 'GET /groups': [], 'GET /sites': [], 'GET /zones': [], 'GET /job-families': [] }
  },
  {
    name: 'person-partner',
    path: '/people',
    answers: {
      'GET /me': given.lead,
      ...given.structure,
      'GET /people': {
        items: [
          {
            ...given.member,
            id: 'p2',
            name: 'Awa Ndiaye',
            country: null,
            job_family: null,
            status: 'partner',
            ends_on: '2027-03-31'
          }
        ],
        next: null,
        total: 1
      },
      'GET /first-steps': { people: true, invited: true, charter_read: true }
    },
    before: (page) => page.getByRole('button', { name: /^(Modifier|Change)/ }).click()
  },
  {
    name: 'changes',
    path: '/changes',
    answers: { 'GET /me': given.lead, 'GET /changes': { items: given.changes, next: 'c9' } }
  },
  {
    name: 'changes-none',
    path: '/changes',
    answers: { 'GET /me': given.lead, 'GET /changes': { items: [], next: null } }
  },
  { name: 'invitation', path: `/invitation#${token}`, answers: { 'POST /invitations/view': given.invitation } },
  {
    name: 'invitation-later',
    path: `/invitation#${token}`,
    answers: { 'POST /invitations/view': given.invitation },
    before: (page) => page.getByRole('button', { name: /Plus tard|Not now/ }).click()
  },
  {
    name: 'invitation-noted',
    path: `/invitation#${token}`,
    answers: { 'POST /invitations/view': given.invitation, 'POST /invitations/answer': { next: 'noted' } },
    before: (page) => page.getByRole('button', { name: /Non merci|No thanks/ }).click()
  },
  { name: 'charter', path: '/charter?step=2', answers: { 'GET /me': given.candidate } },
  {
    name: 'charter-invited',
    path: `/charter?step=2#${token}`,
    answers: { 'GET /me': 401, 'POST /invitations/view': given.invitation }
  },
  {
    name: 'people-first-steps',
    path: '/people',
    answers: {
      'GET /me': { ...given.lead, permissions: [...given.lead.permissions, 'people.edit'] },
      'GET /programme': { ...given.programme, can_mail: false },
      'GET /first-steps': { people: false, invited: false, charter_read: false },
      'GET /people': { items: [], next: null, total: 1 },
      'GET /sources': [],
      'GET /stories': { items: [], next: null, total: 0 },
      'GET /groups': []
    }
  },
  { name: 'charter-read', path: '/charter', answers: { 'GET /me': 401 } },
  {
    name: 'charter-changed',
    path: '/charter',
    answers: { 'GET /me': { ...given.member, charter_accepted_version: 2 } }
  },
  {
    name: 'accepted',
    path: '/charter?step=2',
    answers: { 'GET /me': given.candidate, 'POST /me/membership': { ...given.member, onboarded: false } },
    before: async (page) => {
      await page.getByRole('button', { name: /J’accepte|I accept/ }).click();
      await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
      await page.waitForTimeout(1100);
    }
  },
  { name: 'welcome', path: '/welcome', answers: { 'GET /me': { ...given.member, onboarded: false } } },
  {
    name: 'welcome-themes',
    path: '/welcome',
    answers: { 'GET /me': { ...given.member, onboarded: false } },
    before: async (page) => {
      await page.getByRole('button', { name: /^(Passer|Skip)$/ }).click();
    }
  },
  {
    name: 'welcome-hours',
    path: '/welcome',
    answers: { 'GET /me': { ...given.member, onboarded: false } },
    before: async (page) => {
      for (let step = 0; step < 4; step += 1) await page.getByRole('button', { name: /^(Passer|Skip)$/ }).click();
    }
  },
  { name: 'me', path: '/me', answers: {} },
  {
    name: 'me-lead',
    path: '/me',
    answers: {
      'GET /me': {
        ...given.lead,
        notices: [{ code: 'new_browser', at: '2026-11-21T09:00:00Z', values: { browser: 'Firefox, Linux' } }]
      }
    }
  },
  {
    name: 'me-file',
    path: '/me',
    answers: {
      'GET /me': {
        ...given.member,
        notices: [{ code: 'file_prepared', at: '2026-11-22T09:00:00Z', values: { address: '/me#data' } }]
      },
      'GET /me/prepared-file': { made_at: '2026-11-22T09:00:00Z', ends_at: '2026-12-06T09:00:00Z' }
    },
    before: (page) => page.getByRole('button', { name: /Ouvrir mon fichier|Open my file/ }).scrollIntoViewIfNeeded()
  },
  {
    name: 'me-leave',
    path: '/me',
    answers: {},
    before: (page) => page.getByRole('button', { name: /Quitter le programme|Leave the programme/ }).click()
  },
  {
    name: 'me-leave-role',
    path: '/me',
    answers: { 'GET /me': given.lead },
    before: (page) => page.getByRole('button', { name: /Quitter le programme|Leave the programme/ }).click()
  },
  {
    name: 'charter-unsaid',
    path: '/charter',
    answers: {
      'GET /me': 401,
      'GET /charter': (url: URL) => ({
        ...given.charter(url.searchParams.get('language') === 'en' ? 'en' : 'fr'),
        working_time: 'unsaid'
      })
    }
  },
  {
    name: 'second-factor-first',
    path: '/second-factor',
    answers: {
      'GET /me': {
        ...given.lead,
        second_factor: { is_set: false, required: true, app: false, passkeys: 0, recovery_codes_left: 0 }
      },
      'POST /me/second-factor': {
        secret: 'ML75EZYZM56427AHGUFG6SCLYQCWIIKL',
        address: 'otpauth://totp/Essaim',
        qr_path: 'M4 4h7v1h-7z',
        qr_size: 45
      }
    },
    before: async (page) => {
      await page.locator('input[type=password]').fill('une phrase à moi');
      await page.getByRole('button', { name: /Continuer|Continue/ }).click();
      await expect(page.locator('input[autocomplete=one-time-code]')).toBeFocused();
    }
  },
  {
    name: 'search',
    path: '/search?query=acier',
    answers: {
      'GET /stories': {
        items: [
          story({
            id: 'story00000001',
            title: 'Un acier fondu deux fois',
            summary: 'Ce que change un four électrique.'
          }),
          story({ id: 'story00000002', title: 'Steel, twice melted', language: 'en' })
        ],
        next: null,
        total: 2
      }
    }
  },
  {
    name: 'search-nothing',
    path: '/search?query=zzz',
    answers: { 'GET /stories': { items: [], next: null, total: 0 } }
  },
  { name: 'closed-room', path: '/library', answers: {} },
  {
    name: 'closed-of-members',
    path: '/today',
    answers: { 'GET /me': { ...given.lead, is_member: false, charter_accepted_version: null } }
  },
  { name: 'goodbye', path: '/goodbye', answers: {} },
  { name: 'not-found', path: '/nothing/here', answers: {} },
  { name: 'me-problem', path: '/me', answers: { 'GET /me': 500 } }
];

const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } } as const;

async function open(page: Page, screen: Screen, language: 'fr' | 'en', scheme: 'light' | 'dark') {
  const violations: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy|Content-Security-Policy/.test(message.text())) violations.push(message.text());
  });
  page.on('pageerror', (error) => violations.push(error.message));
  await page.emulateMedia({ colorScheme: scheme });
  await page.addInitScript((chosen) => localStorage.setItem('essaim.language', chosen), language);
  const speak = (value: unknown) =>
    value && typeof value === 'object' && 'preferences' in value
      ? { ...value, preferences: { ...(value as typeof given.member).preferences, language } }
      : value;
  const answers = Object.fromEntries(
    Object.entries({ ...common, ...screen.answers }).map(([name, value]) => [
      name,
      name === 'POST /invitations/view' ? { ...(value as object), language } : speak(value)
    ])
  );
  await given.answer(page, answers);
  await page.goto(screen.path);
  await expect(page.getByRole('heading', { level: 1 }).or(page.getByRole('alert')).first()).toBeVisible();
  await page.evaluate(() => document.fonts.ready);
  await screen.before?.(page);
  await page.waitForTimeout(250);
  return violations;
}

/** The narrowest phone, with the letters twice as large (WCAG 1.4.4, 1.4.10). */
async function fitsLarge(page: Page) {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
  await fits(page);
}

for (const screen of screens) {
  for (const [size, viewport] of Object.entries(sizes)) {
    for (const scheme of ['light', 'dark'] as const) {
      for (const language of ['fr', 'en'] as const) {
        // Two of the eight in each run; all of them where pictures are asked for.
        if (
          !pictures &&
          `${size} ${scheme} ${language}` !== 'phone light fr' &&
          `${size} ${scheme} ${language}` !== 'desktop dark en'
        )
          continue;
        test(`${screen.name} ${size} ${scheme} ${language}`, async ({ page }) => {
          await page.setViewportSize(viewport);
          const violations = await open(page, screen, language, scheme);
          if (pictures) {
            mkdirSync(pictures, { recursive: true });
            await page.screenshot({ path: `${pictures}/${screen.name}-${size}-${scheme}-${language}.png` });
          }
          expect(violations).toEqual([]);
          expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
          await fits(page);
          await isAccessible(page, ['best-practice']);
          if (size === 'phone') await fitsLarge(page);
        });
      }
    }
  }
}
