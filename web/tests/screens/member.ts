import { type Page, type Route } from '@playwright/test';
import type {
  Composer,
  Influence,
  Me,
  NetworkChoice,
  Programme,
  Share,
  Story,
  Theme,
  Today
} from '../../src/lib/api/types';
import { firstWords } from '../../src/lib/i18n/words';

// A believable day of a fictional member, as the server would tell it.

export const programme: Programme = {
  name: 'Les Éclaireurs',
  words: firstWords,
  brand: '',
  organisation_name: 'Hélianne',
  languages: ['fr', 'en'],
  default_language: 'fr',
  set_up: true,
  can_mail: true,
  join_open: false,
  short_host: null,
  demo: false,
  demo_logins: []
};

export const me = (language: string): Me => ({
  id: 'person0000001',
  name: 'Inès Kerjean',
  first_name: 'Inès',
  initials: 'IK',
  email: 'ines@helianne.example',
  language,
  group_name: 'Réseaux de chaleur',
  site_name: 'Rennes',
  roles: ['member'],
  permissions: ['today.read', 'sharing.share'],
  is_member: true,
  charter_accepted_version: 1,
  charter_current_version: 1,
  has_password: true,
  onboarded: true,
  preferences: {
    language,
    wants: ['be_known'],
    theme_ids: ['theme00000001'],
    languages: ['fr'],
    networks: ['linkedin', 'mastodon', 'email'],
    allowed_from: '08:30',
    allowed_to: '18:00',
    allowed_days: [1, 2, 3, 4, 5],
    plain_links: false,
    daily_cap: null,
    contacts: [{ network: 'linkedin', count: 642 }],
    mastodon_server: null,
    onboarded: true
  },
  second_factor: { is_set: false, required: false, app: false, passkeys: 0, recovery_codes_left: 0 },
  notices: []
});

export const themes: Theme[] = [
  { id: 'theme00000001', name_fr: 'Réseaux de chaleur', name_en: 'District heating', colour: 'sapin', story_count: 4 },
  { id: 'theme00000002', name_fr: 'Rénovation', name_en: 'Renovation', colour: 'miel', story_count: 3 },
  {
    id: 'theme00000003',
    name_fr: 'Métiers du terrain',
    name_en: 'Work in the field',
    colour: 'ardoise',
    story_count: 2
  },
  { id: 'theme00000004', name_fr: 'Mobilité', name_en: 'Mobility', colour: 'prune', story_count: 1 }
];

export function story(part: Partial<Story>): Story {
  return {
    id: 'story00000001',
    state: 'published',
    kind: 'article',
    stance: 'useful',
    stance_reason: null,
    stance_tag: null,
    objective: null,
    title: 'Chauffer un quartier entier\u00a0: ce que Malmö a compris avant nous',
    summary: 'Comment une ville a fait accepter trois ans de chantier.',
    why: 'Trois villes de notre région ouvrent un chantier de ce genre cette année.',
    address: 'https://revue-territoires.example/malmo',
    site_name: 'La Revue des territoires',
    language: 'fr',
    foreign: false,
    originals: [],
    languages: [],
    theme_ids: ['theme00000001'],
    group_ids: [],
    site_ids: [],
    picture: null,
    document: null,
    reading_minutes: 6,
    embargo_until: null,
    expires_at: null,
    published_at: '2026-11-23T09:00:00Z',
    created_at: '2026-11-23T08:00:00Z',
    updated_at: '2026-11-23T08:30:00Z',
    version: 1,
    variants: [
      {
        id: 'variant000001',
        network: null,
        language: 'fr',
        label: 'Une question',
        text: 'Et si la chaleur de votre voisin chauffait aussi votre salon\u202f?'
      },
      {
        id: 'variant000002',
        network: null,
        language: 'fr',
        label: 'Un chiffre',
        text: '1 logement sur 20 en France est relié à un réseau de chaleur.'
      },
      {
        id: 'variant000003',
        network: null,
        language: 'fr',
        label: 'Une scène',
        text: 'Jeudi, 19\u00a0h, salle des fêtes\u00a0: trente habitants et un plan de rue.'
      }
    ],
    shared_by: '10+',
    author_name: null,
    relabel: { needs_second_person: false },
    proposed_by: null,
    awaits: null,
    ...part
  };
}

const picture = {
  id: 'picture000001',
  url: '/media/malmo',
  small_url: '/media/malmo',
  whole_url: '/media/malmo',
  width: 1200,
  height: 630,
  alt: ''
};

export const today: Today = {
  day: '2026-11-24',
  greeting_name: 'Inès',
  stories: [
    {
      story: story({ picture }),
      why: { code: 'theme', values: { theme: 'Réseaux de chaleur' } },
      kept: false,
      shared_on: null
    },
    {
      story: story({
        id: 'story00000002',
        kind: 'infographic',
        title: 'Par où s’échappe la chaleur d’une maison\u202f? Le schéma qui évite les idées reçues',
        theme_ids: ['theme00000002'],
        site_name: 'Équipe Habitat',
        reading_minutes: 1,
        shared_by: '20+',
        published_at: '2026-11-20T09:00:00Z'
      }),
      why: { code: 'discovery', values: { theme: 'Rénovation' } },
      kept: true,
      shared_on: null
    },
    {
      story: story({
        id: 'story00000003',
        title: 'Une nuit de maintenance en mer, racontée par celles et ceux qui y étaient',
        theme_ids: ['theme00000003'],
        site_name: 'Carnet de bord, base de Brest',
        reading_minutes: 4,
        shared_by: null
      }),
      why: { code: 'novelty', values: {} },
      kept: false,
      shared_on: '2026-11-24'
    },
    {
      story: story({
        id: 'story00000004',
        kind: 'job',
        stance: 'company',
        title: 'Trois postes à Lorient pour conduire nos réseaux de chaleur',
        theme_ids: ['theme00000001'],
        site_name: 'Recrutement',
        reading_minutes: null,
        expires_at: '2026-12-18T22:00:00Z',
        shared_by: '5+'
      }),
      why: { code: 'company', values: {} },
      kept: false,
      shared_on: null
    }
  ],
  useful: 3,
  company: 1,
  done: false,
  allowed_from: '08:30',
  allowed_to: '18:00'
};

const network = (part: Partial<NetworkChoice> & Pick<NetworkChoice, 'id' | 'name'>): NetworkChoice => ({
  prefill: true,
  channel: 'public',
  text_limit: null,
  count_rule: 'plain',
  fold: null,
  asks_server: false,
  opens: 'page',
  link_in_text: false,
  mine: false,
  ...part
});

export const networks: NetworkChoice[] = [
  network({
    id: 'linkedin',
    name: 'LinkedIn',
    prefill: false,
    text_limit: 3000,
    count_rule: 'linkedin',
    fold: 210,
    mine: true
  }),
  network({
    id: 'mastodon',
    name: 'Mastodon',
    text_limit: 500,
    count_rule: 'mastodon',
    asks_server: true,
    link_in_text: true,
    mine: true
  }),
  network({
    id: 'email',
    name: 'E-mail',
    text_limit: 1500,
    channel: 'private',
    opens: 'mail',
    link_in_text: true,
    mine: true
  }),
  network({ id: 'x', name: 'X', text_limit: 280, count_rule: 'x', link_in_text: true }),
  network({ id: 'facebook', name: 'Facebook', prefill: false, text_limit: 63206, channel: 'private' }),
  network({ id: 'threads', name: 'Threads', text_limit: 500, count_rule: 'threads', link_in_text: true }),
  network({ id: 'xing', name: 'XING', prefill: false }),
  network({ id: 'whatsapp', name: 'WhatsApp', channel: 'private', link_in_text: true }),
  network({ id: 'wechat', name: 'WeChat', prefill: false, channel: 'private', opens: 'qr' }),
  network({ id: 'telegram', name: 'Telegram', text_limit: 4096, channel: 'private', link_in_text: true }),
  network({ id: 'bluesky', name: 'Bluesky', text_limit: 300, count_rule: 'bluesky', link_in_text: true }),
  network({ id: 'reddit', name: 'Reddit', text_limit: 300 }),
  network({ id: 'slack', name: 'Slack', prefill: false, channel: 'private', opens: 'copy', link_in_text: true }),
  network({ id: 'teams', name: 'Teams', channel: 'private' }),
  network({ id: 'device', name: 'Device', channel: 'private', opens: 'sheet' }),
  network({ id: 'copy', name: 'Copy', prefill: false, channel: 'private', opens: 'copy', link_in_text: true })
];

export const composer: Composer = {
  story: story({ picture }),
  networks,
  drafts: [],
  guide: {
    dos: ['Dites «\u00a0je\u00a0» et ce que vous avez vu.', 'Citez vos collègues avec leur accord.'],
    donts: ['Pas de chiffre client non publié.'],
    text: '',
    country: 'FR',
    version: 3
  },
  words_to_avoid: [
    { language: 'fr', word: 'leader*', reason: 'On se compare au lieu de raconter.', instead: 'reconnu' }
  ],
  disclosure: 'Je travaille chez Hélianne.',
  disclosure_basis: 'consumer',
  mastodon_server: null,
  variant_uses: [{ variant_id: 'variant000002', used_by: '5+' }],
  plain_links: false,
  shared_today: 0,
  daily_cap: 3,
  author: { name: 'Inès Kerjean', initials: 'IK', headline: 'Ingénieure réseaux de chaleur, Hélianne' },
  originality_left: 60
};

export const share = (part: Partial<Share>): Share => ({
  id: 'share00000001',
  story_id: 'story00000001',
  story_title: 'Chauffer un quartier entier\u00a0: ce que Malmö a compris avant nous',
  picture_url: '/media/malmo',
  network: 'linkedin',
  text: 'Quand une rue est ouverte pour poser un réseau de chaleur, personne ne nous dit merci.',
  state: 'proved',
  opened_at: '2026-11-19T08:30:00Z',
  declared_at: '2026-11-19T08:31:00Z',
  link: 'https://essaim.example/r/k3v9m2c7q4',
  tracked: true,
  clicks: 55,
  filtered: 9,
  incomplete: false,
  theme_ids: ['theme00000001'],
  ...part
});

export const shares: Share[] = [
  share({
    id: 'share00000003',
    state: 'opened',
    network: 'mastodon',
    text: 'La soudeuse qui m’a appris à écouter un tuyau.',
    declared_at: null,
    clicks: 0,
    filtered: 0,
    opened_at: '2026-11-24T08:10:00Z'
  }),
  share({ incomplete: true }),
  share({
    id: 'share00000002',
    state: 'declared',
    story_title: 'Une nuit de maintenance en mer',
    picture_url: null,
    theme_ids: ['theme00000003'],
    text: 'À trois heures du matin, on entend la mer avant de la voir.',
    tracked: false,
    link: 'https://carnet.example/nuit',
    clicks: null,
    filtered: null,
    opened_at: '2026-11-12T08:30:00Z'
  }),
  share({ id: 'share00000004', state: 'not_this_time', clicks: 0, filtered: 0, opened_at: '2026-11-10T08:30:00Z' })
];

const weeks = [12, 18, 9, 24, 31, 22, 0, 28, 41, 36, 58, 63];
export const influence: Influence = {
  period: '3m',
  from: '2026-09-07',
  to: '2026-11-24',
  clicks: 342,
  filtered: 57,
  incomplete_hours: 2,
  shares: { opened: 2, declared: 5, proved: 9 },
  visitors_today: 7,
  by_day: Array.from({ length: 30 }, (_, day) => ({
    day: new Date(Date.UTC(2026, 9, 26 + day)).toISOString().slice(0, 10),
    clicks: (day * 7) % 11,
    incomplete: day === 20
  })),
  by_week: weeks.map((clicks, week) => ({
    week_start: new Date(Date.UTC(2026, 8, 7 + 7 * week)).toISOString().slice(0, 10),
    clicks,
    incomplete: week === 8
  })),
  themes: [
    {
      theme_id: 'theme00000003',
      name_fr: 'Métiers du terrain',
      name_en: 'Work in the field',
      shares: 3,
      clicks: 154,
      share_percent: 21,
      click_percent: 45
    },
    {
      theme_id: 'theme00000001',
      name_fr: 'Réseaux de chaleur',
      name_en: 'District heating',
      shares: 6,
      clicks: 96,
      share_percent: 43,
      click_percent: 28
    },
    {
      theme_id: 'theme00000002',
      name_fr: 'Rénovation',
      name_en: 'Renovation',
      shares: 4,
      clicks: 79,
      share_percent: 29,
      click_percent: 23
    },
    {
      theme_id: 'theme00000004',
      name_fr: 'Mobilité',
      name_en: 'Mobility',
      shares: 1,
      clicks: 13,
      share_percent: 7,
      click_percent: 4
    }
  ],
  networks: [
    { network: 'linkedin', shares: 9, clicks: 260 },
    { network: 'mastodon', shares: 4, clicks: 70 },
    { network: 'email', shares: 1, clicks: 12 }
  ],
  mix: { days: 30, useful: 7, company: 2, target_useful_percent: 80 },
  hours: {
    known: 'estimated',
    cells: [1, 2, 3, 4, 5].flatMap((weekday) =>
      [7, 8, 9, 10, 11, 12, 13, 14, 17, 18].map((hour) => ({
        weekday,
        hour,
        clicks: hour === 8 && weekday === 4 ? 34 : (weekday * hour) % 9
      }))
    ),
    best: { weekday: 4, hour: 8, low: 9, high: 21 },
    enough: true,
    shares: 14
  },
  circles: {
    contacts: [
      { network: 'linkedin', count: 642 },
      { network: 'mastodon', count: 120 }
    ],
    contacts_total: 762,
    direct_clicks: 262,
    beyond_clicks: 57,
    unknown_clicks: 23
  },
  worked: [
    {
      share_id: 'share00000002',
      title: 'Une nuit de maintenance en mer',
      text_start: 'À trois heures du matin, on entend la mer avant de la voir',
      network: 'linkedin',
      day: '2026-11-12',
      clicks: 58
    },
    {
      share_id: 'share00000001',
      title: 'Chauffer un quartier entier',
      text_start: 'On m’a demandé pourquoi cette tranchée. J’ai répondu avec un thermomètre.',
      network: 'linkedin',
      day: '2026-11-19',
      clicks: 55
    },
    {
      share_id: 'share00000005',
      title: 'La soudeuse',
      text_start: 'La soudeuse qui m’a appris à écouter un tuyau',
      network: 'mastodon',
      day: '2026-11-05',
      clicks: 41
    }
  ],
  sentence: {
    code: 'influence.theme_read_more',
    values: { theme: 'Métiers du terrain', share_percent: '21', click_percent: '45', shares: '14' }
  }
};

const picture_svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 630"><rect width="1200" height="630" fill="#d5f1e7"/><circle cx="800" cy="140" r="88" fill="#ffcb6d"/><path d="M0 300c180-70 330-60 520-10s420 30 680-60v400H0Z" fill="#aee3d1"/><rect x="84" y="200" width="170" height="190" rx="8" fill="#1c705a"/><rect x="322" y="110" width="170" height="280" rx="8" fill="#135847"/><rect x="520" y="230" width="200" height="160" rx="8" fill="#1c705a"/><path d="M752 390V282l78-56 78 56v108Z" fill="#feb295"/><rect x="964" y="170" width="150" height="220" rx="8" fill="#135847"/><rect y="390" width="1200" height="240" fill="#072821"/><path d="M-20 520H1220" stroke="#e97558" stroke-width="24"/><path d="M-20 566H1220" stroke="#3a689d" stroke-width="24"/></svg>`;

export interface Asked {
  method: string;
  path: string;
  body: unknown;
}
export type Answers = Record<string, unknown | ((asked: Asked) => unknown)>;

/** A refusal of the server, as a problem document. */
export class Refusal {
  constructor(
    readonly status: number,
    readonly code: string
  ) {}
}

const usual = (language: string): Answers => ({
  'GET /programme': programme,
  'GET /me': me(language),
  'GET /themes': themes,
  'GET /today': today,
  'GET /kept': { items: [today.stories[1]?.story], next: null },
  'GET /stories/story00000001': story({ picture }),
  'GET /stories/story00000001/composer': composer,
  'GET /shares': { items: shares, next: null },
  'GET /influence': influence,
  'POST /originality': { step: 3, close_to: null, left: 59 },
  'POST /shares': {
    share: share({ state: 'opened', clicks: 0 }),
    open_url: '/favicon.svg',
    copy_text: 'Quand une rue est ouverte',
    qr_path: null,
    qr_size: null
  }
});

/** Answers every call of the page from a table "METHOD /path" → body (or a function); returns what was asked. */
export async function answer(page: Page, more: Answers = {}, language = 'fr'): Promise<Asked[]> {
  const asked: Asked[] = [];
  const table = { ...usual(language), ...more };
  await page.addInitScript((chosen) => localStorage.setItem('essaim.language', chosen), language);
  await page.route('**/media/**', (route) => route.fulfill({ contentType: 'image/svg+xml', body: picture_svg }));
  await page.route('**/api/v1/**', async (route: Route) => {
    const request = route.request();
    const path = new URL(request.url()).pathname.replace('/api/v1', '');
    const one: Asked = { method: request.method(), path, body: request.postDataJSON() as unknown };
    asked.push(one);
    if (path === '/events') return route.fulfill({ contentType: 'text/event-stream', body: 'retry: 60000\n\n' });
    const found = table[`${one.method} ${path}`];
    const body = typeof found === 'function' ? (found as (asked: Asked) => unknown)(one) : found;
    if (body instanceof Refusal) {
      return route.fulfill({
        status: body.status,
        contentType: 'application/problem+json',
        body: JSON.stringify({ status: body.status, code: body.code })
      });
    }
    if (body === undefined) return route.fulfill({ status: one.method === 'GET' ? 404 : 204 });
    return route.fulfill({ contentType: 'application/json', body: JSON.stringify(body) });
  });
  return asked;
}
