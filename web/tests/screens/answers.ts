import type { Page, Route } from '@playwright/test';
import type { Change, Charter, Group, InvitationView, Me, Programme, Theme } from '../../src/lib/api/types';
import { firstWords } from '../../src/lib/i18n/words';

// What the server would answer, for screens alone. Made-up people of a made-up company.

export const programme: Programme = {
  name: 'Les Éclaireurs',
  words: firstWords,
  brand: '',
  organisation_name: 'Hélianne',
  languages: ['fr', 'en'],
  default_language: 'fr',
  set_up: true,
  can_mail: true,
  join_open: true,
  short_host: null,
  demo: false,
  demo_logins: []
};

export const member: Me = {
  id: 'p2m4x7q9t1b3d',
  name: 'Inès Kerjean',
  first_name: 'Inès',
  initials: 'IK',
  email: 'ines.kerjean@helianne.example',
  language: 'fr',
  group_name: 'Habitat Ouest',
  site_name: 'Rennes',
  roles: ['member'],
  permissions: ['today.read', 'sharing.share'],
  is_member: true,
  charter_accepted_version: 3,
  charter_current_version: 3,
  has_password: true,
  onboarded: true,
  preferences: {
    language: 'fr',
    wants: ['be_known'],
    theme_ids: ['t1', 't3'],
    languages: ['fr'],
    networks: ['linkedin', 'bluesky', 'mastodon'],
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
};

export const candidate: Me = {
  ...member,
  is_member: false,
  roles: [],
  permissions: [],
  charter_accepted_version: null,
  onboarded: false
};

export const lead: Me = {
  ...member,
  name: 'Maël Tanguy',
  first_name: 'Maël',
  initials: 'MT',
  roles: ['member', 'lead', 'administrator'],
  permissions: [
    'today.read',
    'sharing.share',
    'content.edit',
    'people.read',
    'people.invite',
    'people.edit',
    'people.roles',
    'people.invitation_link',
    'settings.read',
    'settings.edit',
    'charter.edit',
    'changes.read'
  ]
};

const change = (id: string, at: string, action: string, more: Partial<Change> = {}): Change => ({
  id,
  at,
  action,
  by: 'Claire Le Goff',
  by_machine: false,
  role: null,
  person: null,
  language: null,
  name: null,
  from: null,
  to: null,
  people: null,
  ...more
});
export const changes: Change[] = [
  change('c1', '2026-11-22T09:12:00Z', 'role.granted', { role: 'data-protection', person: 'Hélène Duval' }),
  change('c2', '2026-11-22T09:10:00Z', 'role.ended', { role: 'editor', person: null }),
  change('c3', '2026-11-22T08:00:00Z', 'guide.changed', { language: 'fr', by: null }),
  change('c4', '2026-11-03T15:30:00Z', 'charter.published', { by: null, by_machine: true }),
  change('c5', '2026-11-03T15:00:00Z', 'settings.changed'),
  change('c6', '2026-11-03T14:00:00Z', 'setup.done')
];

const group = (id: string, name: string, path: string, parent_id: string | null, headcount: number): Group => ({
  id,
  name,
  path,
  parent_id,
  headcount
});
/** A small company's shape. */
export const structure: Answers = {
  'GET /groups': [
    group('g1', 'Opérations', 'Opérations', null, 34),
    group('g2', 'Réseaux de chaleur', 'Opérations > Réseaux de chaleur', 'g1', 18),
    group('g3', 'Études thermiques', 'Opérations > Réseaux de chaleur > Études thermiques', 'g2', 6),
    group('g4', 'Territoires', 'Territoires', null, 9)
  ],
  'GET /sites': [
    { id: 's1', name: 'Brest', country: 'FR', time_zone: 'Europe/Paris', zone_id: 'z2', headcount: 12 },
    { id: 's2', name: 'Liège', country: 'BE', time_zone: 'Europe/Brussels', zone_id: 'z3', headcount: 1 }
  ],
  'GET /zones': [
    { id: 'z1', name: 'FR', country: 'FR', parent_id: 'z4', sites: 0 },
    { id: 'z2', name: 'Bretagne', country: null, parent_id: 'z1', sites: 1 },
    { id: 'z3', name: 'BE', country: 'BE', parent_id: 'z4', sites: 1 },
    { id: 'z4', name: 'Europe', country: null, parent_id: null, sites: 0 }
  ],
  'GET /job-families': [
    { id: 'j1', name: 'Pose et soudure', headcount: 21 },
    { id: 'j2', name: 'Études', headcount: 8 }
  ],
  'GET /changes': {
    items: [
      change('s1', '2026-11-22T09:12:00Z', 'group.ended', { name: 'Travaux', to: 'Opérations', people: 4 }),
      change('s2', '2026-11-22T09:11:00Z', 'people.moved', { from: 'Travaux', to: 'Ventes', people: 2 }),
      change('s3', '2026-11-22T09:10:00Z', 'zone.moved', { name: 'FR', to: 'Europe' }),
      change('s4', '2026-11-20T08:00:00Z', 'people.imported', { people: 58, by: null, by_machine: true }),
      change('s5', '2026-11-20T08:00:00Z', 'group.added', { name: 'Ventes' })
    ],
    next: null
  }
};

export const invitation: InvitationView = {
  inviter_first_name: 'Maël',
  message: 'Tu parles des chantiers mieux que personne. Viens voir ce qu’on prépare.',
  programme_name: 'Les Éclaireurs',
  first_name: 'Inès',
  language: 'fr',
  state: 'open'
};

const charterText = {
  fr: `## Ce que Hélianne vous promet

- Participer est libre. Cela ne compte ni dans l’évaluation, ni dans la carrière, et un refus n’a aucune conséquence.
- Rien ne paraît sans votre accord, texte par texte et réseau par réseau.
- Aucun message en dehors de vos horaires.

## Ce que vous promettez

- Dire d’où vous parlez\u00a0: «\u00a0je travaille chez Hélianne\u00a0».
- Garder pour nous ce qui n’est pas public.
- Répondre avec respect, ou ne pas répondre.`,
  en: `## What Hélianne promises

- Taking part is free. It counts neither in appraisals nor in careers, and a no has no consequence.
- Nothing appears without your agreement, text by text and network by network.
- No message outside your hours.

## What you promise

- Say where you speak from: “I work at Hélianne”.
- Keep to ourselves what isn’t public.
- Answer with respect, or don’t answer.`
};

export const charter = (language: 'fr' | 'en'): Charter => ({
  version: 3,
  language,
  title: language === 'fr' ? 'La charte tient en six lignes' : 'The charter in six lines',
  text: charterText[language],
  published_at: '2026-06-18T08:00:00Z',
  working_time: 'counts'
});

const theme = (id: string, fr: string, en: string, colour: Theme['colour']): Theme => ({
  id,
  name_fr: fr,
  name_en: en,
  colour,
  story_count: 4
});
export const themes: Theme[] = [
  theme('t1', 'Réseaux de chaleur', 'District heating', 'sapin'),
  theme('t2', 'Rénovation', 'Renovation', 'miel'),
  theme('t3', 'Éolien en mer', 'Offshore wind', 'ardoise'),
  theme('t4', 'Métiers du terrain', 'Field work', 'peche'),
  theme('t5', 'Confort d’été', 'Summer comfort', 'prune')
];

export type Answers = Record<string, unknown>;

/** Answers "METHOD /path" from the table; a number is a status without a body, a function is asked. */
export async function answer(page: Page, answers: Answers): Promise<void> {
  await page.route('**/api/v1/**', async (route: Route) => {
    const request = route.request();
    const url = new URL(request.url());
    const name = `${request.method()} ${url.pathname.replace('/api/v1', '')}`;
    const found = typeof answers[name] === 'function' ? (answers[name] as (url: URL) => unknown)(url) : answers[name];
    if (found === undefined || typeof found === 'number') {
      const status = typeof found === 'number' ? found : 404;
      if (status === 204 || status === 202) return route.fulfill({ status });
      const code = status === 401 ? 'session.none' : 'missing';
      return route.fulfill({
        status,
        contentType: 'application/problem+json',
        body: JSON.stringify({ type: `https://essaim.app/problems/${code}`, status, code })
      });
    }
    return route.fulfill({ json: found });
  });
}
