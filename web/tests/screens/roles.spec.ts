import { expect, test, type Page } from '@playwright/test';
import * as given from './answers';
import { isAccessible } from './checks';

// What those with a role meet on their way, and those who ask to join.

const token = 'a1b2c3d4e5f6a7b8c9d0';
const speaking = (page: Page, language: 'fr' | 'en' = 'fr') =>
  page.addInitScript((chosen) => localStorage.setItem('essaim.language', chosen), language);
const refusal = (code: string, status: number, errors: object[] = []) => ({ refused: { status, code, errors } });

/** As given.answer(), with refusals that name their code and their fields; what was asked is noted. */
async function answer(page: Page, answers: given.Answers): Promise<string[]> {
  const asked: string[] = [];
  await page.route('**/api/v1/**', async (route) => {
    const request = route.request();
    const url = new URL(request.url());
    const name = `${request.method()} ${url.pathname.replace('/api/v1', '')}`;
    asked.push(name);
    const given = answers[name];
    const found: unknown = typeof given === 'function' ? (given as (url: URL) => unknown)(url) : given;
    if (found === undefined) return route.fulfill({ status: request.method() === 'GET' ? 404 : 204 });
    if (found && typeof found === 'object' && 'refused' in found) {
      const { status, code, errors } = found.refused as { status: number; code: string; errors: object[] };
      return route.fulfill({
        status,
        contentType: 'application/problem+json',
        body: JSON.stringify({ status, code, errors })
      });
    }
    return route.fulfill({ json: found });
  });
  return asked;
}

const common: given.Answers = {
  'GET /programme': given.programme,
  'GET /themes': given.themes,
  'GET /groups': [{ id: 'g1', name: 'Ouest', path: 'Ouest', headcount: 4 }],
  'GET /sites': [],
  'GET /sources': [],
  'GET /outbox': [],
  'GET /first-steps': { people: true, invited: true, charter_read: true },
  'GET /people': { items: [], next: null, total: 3 },
  'GET /stories': { items: [], next: null, total: 0 }
};
const row = (id: string, name: string, email: string) => ({
  id,
  name,
  email,
  language: 'fr',
  group_name: null,
  site_name: null,
  country: null,
  job_family: null,
  status: 'employee',
  roles: ['member']
});
const unset = { is_set: false, required: true, app: false, passkeys: 0, recovery_codes_left: 0 };
const administrator = { ...given.lead, is_member: false, roles: ['administrator'], charter_accepted_version: null };
const held = { ...administrator, permissions: [], second_factor: unset };

test.describe('asking to join', () => {
  const open = async (page: Page, said: unknown) => {
    await speaking(page);
    const asked = await answer(page, { ...common, 'POST /join-requests/redemption': said });
    await page.goto(`/join/confirm#${token}`);
    await expect(page.getByRole('heading', { name: 'Rejoindre le programme' })).toBeVisible();
    return asked;
  };
  const name = (page: Page) => page.getByRole('textbox', { name: 'Votre prénom et votre nom' });
  const send = (page: Page) => page.getByRole('button', { name: 'Voir la charte' }).click();
  const another = (page: Page) => page.getByRole('link', { name: 'Demander un nouveau lien' });

  test('needs a name, and says so at its field', async ({ page }) => {
    const asked = await open(page, given.candidate);
    await expect(page.getByText('facultatif')).toHaveCount(0);
    await expect(name(page)).toHaveAttribute('required');
    await send(page);
    await expect(name(page)).toBeFocused();
    await expect(name(page)).toHaveAccessibleDescription(/À remplir pour continuer/);
    await expect(page.getByRole('alert')).toHaveCount(1);
    await expect(another(page)).toHaveCount(0);
    expect(asked).not.toContain('POST /join-requests/redemption');
    await isAccessible(page);
  });

  test('marks the field that the server refuses, and keeps the link', async ({ page }) => {
    await open(page, refusal('input.invalid', 422, [{ pointer: '/name', code: 'input.required' }]));
    await name(page).fill('Zoé Martin');
    await send(page);
    await expect(name(page)).toHaveAttribute('aria-invalid', 'true');
    await expect(another(page)).toHaveCount(0);
  });

  for (const [code, heading] of [
    ['session.link_ended', 'Ce lien ne sert plus'],
    ['session.link_other_browser', 'Ce lien s’ouvre ailleurs']
  ] as const) {
    test(`offers another link where the link is the problem: ${code}`, async ({ page }) => {
      await open(page, refusal(code, 401));
      await name(page).fill('Zoé Martin');
      await send(page);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
      await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
      await expect(page.getByRole('alert')).toHaveCount(1);
      await expect(another(page)).toHaveAttribute('href', '/join');
      await expect(name(page)).toHaveCount(0);
      await isAccessible(page);
    });
  }
});

test.describe('a role that waits for a second step', () => {
  for (const address of ['/people', '/settings?a=b', '/today']) {
    test(`sets it first, and comes back to ${address}`, async ({ page }) => {
      await speaking(page);
      let set = false;
      await answer(page, {
        ...common,
        'GET /me': () => (set ? { ...administrator, second_factor: { ...unset, is_set: true } } : held),
        'POST /me/second-factor': {
          secret: 'ML75EZYZ',
          address: 'otpauth://totp/x',
          qr_path: 'M4 4h7v1h-7z',
          qr_size: 45
        },
        'PUT /me/second-factor': () => ((set = true), { codes: ['aaaa-bbbb'] })
      });
      await page.goto(address);
      await expect(page).toHaveURL(`/second-factor?next=${encodeURIComponent(address)}`);
      await page.getByLabel('Votre mot de passe').fill('une phrase à moi');
      await page.getByRole('button', { name: 'Continuer' }).click();
      await page.getByLabel('Code à six chiffres').fill('123456');
      await page.getByRole('button', { name: 'Activer' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Votre compte est protégé');
      await page.getByRole('button', { name: 'C’est noté' }).click();
      await expect(page).toHaveURL(address);
    });
  }
});

test('an administrator who is no member reads what Today would take', async ({ page }) => {
  await speaking(page);
  await answer(page, { ...common, 'GET /me': administrator });
  await page.goto('/today');
  await expect(page.getByText('Vous administrez le programme sans en être membre.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Lire la charte' })).toHaveAttribute('href', '/charter');
  await expect(page.getByText('peut vous l’ouvrir')).toHaveCount(0);
});

test('a member hears of other roles where a room is not theirs', async ({ page }) => {
  await speaking(page);
  await answer(page, { ...common, 'GET /me': given.member });
  await page.goto('/people');
  await expect(page.getByText('peut vous l’ouvrir')).toBeVisible();
});

test.describe('the card of a person', () => {
  const open = async (page: Page, removal?: unknown) => {
    await speaking(page);
    const asked = await answer(page, {
      ...common,
      'GET /me': given.lead,
      'GET /people': { items: [row('p2', 'Awa Ndiaye', 'awa@helianne.example')], next: null, total: 1 },
      'DELETE /people/p2/second-factor': removal
    });
    await page.goto('/people');
    await page.getByRole('button', { name: 'Modifier Awa Ndiaye' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    return asked;
  };
  const removal = 'DELETE /people/p2/second-factor';
  const remove = (page: Page) => page.getByRole('button', { name: 'Retirer la connexion en deux étapes' });

  test('asks once before it removes a second step', async ({ page }) => {
    const asked = await open(page);
    await remove(page).click();
    await expect(page.getByRole('button', { name: 'Retirer', exact: true })).toBeFocused();
    await isAccessible(page);
    await page
      .getByRole('group', { name: /Retirer la connexion/ })
      .getByRole('button', { name: 'Annuler' })
      .click();
    await expect(remove(page)).toBeFocused();
    expect(asked).not.toContain(removal);
    await remove(page).click();
    await page.getByRole('button', { name: 'Retirer', exact: true }).click();
    await expect(page.getByText('Un e-mail prévient Awa Ndiaye')).toBeVisible();
    expect(asked.filter((each) => each === removal)).toHaveLength(1);
  });

  test('says beside the act that there was none to remove', async ({ page }) => {
    await open(page, refusal('second_factor.none', 404));
    await remove(page).click();
    await page.getByRole('button', { name: 'Retirer', exact: true }).click();
    await expect(page.getByRole('alert')).toContainText('n’a pas activé la connexion en deux étapes');
  });

  test('underlines no sentence that leads nowhere', async ({ page }) => {
    await open(page);
    const line = await page
      .getByText('Téléphone perdu')
      .evaluate((element) => getComputedStyle(element.parentElement ?? element).textDecorationLine);
    expect(line).toBe('none');
  });
});

test.describe('inviting', () => {
  test('everybody leaves out the one who invites, and the mails come in by themselves', async ({ page }) => {
    await page.clock.install();
    await speaking(page);
    let sent = false;
    await answer(page, {
      ...common,
      'GET /me': given.lead,
      'GET /people': (url: URL) =>
        url.searchParams.get('query')
          ? { items: [row(given.lead.id, given.lead.name, given.lead.email)], next: null, total: 1 }
          : { items: [], next: null, total: 3 },
      'GET /outbox': () => (sent ? [{ kind: 'invitation', day: '2026-11-22', state: 'queued', count: 6 }] : []),
      'POST /invitations': { count: 2 }
    });
    await page.goto('/programme');
    await page.getByRole('radio', { name: 'Tout le monde' }).click();
    await page.getByRole('button', { name: 'Inviter 2 personnes' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Inviter 2 personnes' }).click();
    await expect(page.getByText('2 invitations confiées à l’envoi')).toBeVisible();
    await expect(page.getByRole('cell', { name: 'en attente' })).toHaveCount(0);
    sent = true; // the letters are written after the answer
    await page.clock.runFor(11_000);
    await expect(page.getByRole('cell', { name: 'en attente' })).toBeVisible();
  });
});

test.describe('the library', () => {
  const item = (id: string, title: string) => ({
    id,
    source_id: 's1',
    source_name: 'Chantiers',
    title,
    summary: '',
    address: `https://chantiers.example/${id}`,
    language: 'fr',
    published_at: '2026-11-20T08:00:00Z',
    theme_ids: [],
    also_in: [],
    picture_url: null
  });
  const editor = { ...given.lead, roles: ['member', 'editor'] };

  test('keeps its filters in the address', async ({ page }) => {
    await speaking(page);
    const kinds: (string | null)[] = [];
    await answer(page, {
      ...common,
      'GET /me': editor,
      'GET /mix': {
        days: 30,
        useful: 0,
        company: 0,
        target_useful_percent: 80,
        ceiling: 'asks',
        company_room: 0,
        useful_needed: 4,
        kinds: [],
        missing_kinds: []
      },
      'GET /figures': {
        least_people: 5,
        weeks: [],
        blocks: [],
        block: null,
        next_week_at: '2026-11-30T02:00:00Z',
        next_block_at: '2026-12-21T02:00:00Z'
      },
      'GET /stories': (url: URL) => (kinds.push(url.searchParams.get('kind')), { items: [], next: null, total: 0 })
    });
    await page.goto('/library?tab=published');
    await page.getByRole('combobox', { name: 'Type' }).selectOption('video');
    await expect(page).toHaveURL('/library?tab=published&kind=video');
    await page.getByRole('searchbox').fill('chaleur');
    await expect(page).toHaveURL('/library?tab=published&query=chaleur&kind=video');
    await page.reload();
    await expect(page.getByRole('combobox', { name: 'Type' })).toHaveValue('video');
    await expect(page.getByRole('searchbox')).toHaveValue('chaleur');
    expect(kinds.at(-1)).toBe('video');
    await page.getByRole('radio', { name: 'Brouillons' }).click();
    await expect(page).toHaveURL('/library?tab=draft');
    await expect(page.getByRole('searchbox')).toHaveValue('');
  });

  test('takes a decision back by key, and its notice goes with it', async ({ page }) => {
    await speaking(page);
    await answer(page, {
      ...common,
      'GET /me': editor,
      'GET /sources': [{ id: 's1', name: 'Chantiers' }],
      'GET /watch': { items: [item('w1', 'Un'), item('w2', 'Deux')], next: null, waiting: 2 },
      'POST /watch/decisions': { id: 'd1', decided: 1, story_ids: [] }
    });
    await page.goto('/library');
    await expect(page.getByRole('listitem').filter({ hasText: 'Deux' })).toBeVisible();
    await page.keyboard.press('e');
    const undo = page.getByRole('button', { name: 'Annuler' });
    await expect(undo).toBeVisible();
    await page.keyboard.press('u');
    await expect(undo).toHaveCount(0);
    await expect(page.getByRole('listitem').filter({ hasText: 'Un' }).first()).toBeVisible();
  });
});

test('the demo keeps the language that was chosen at its door', async ({ page }) => {
  await speaking(page, 'en');
  const demo = {
    ...given.programme,
    demo: true,
    demo_logins: [{ role: 'administrator', email: 'a@demo.example', password: 'demo' }]
  };
  await answer(page, {
    ...common,
    'GET /programme': demo,
    'GET /me': refusal('session.none', 401),
    'POST /session': given.lead
  });
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Administrator' }).click();
  await expect(page).toHaveURL('/today');
  await expect(page.getByRole('navigation', { name: 'Main navigation' }).first()).toBeVisible();
  expect(await page.evaluate(() => localStorage.getItem('essaim.language'))).toBe('en');
});
