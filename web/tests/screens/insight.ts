import type { FigureBlock, Figures, FigureUnit } from '../../src/lib/api/types';

// What the server would tell of a fictional company's closed weeks.

const monday = (weeks: number): string => {
  const day = new Date('2026-08-31T12:00:00Z');
  day.setUTCDate(day.getUTCDate() + 7 * weeks);
  return day.toISOString().slice(0, 10);
};
const unit = (number: number, name: string, part: Partial<FigureUnit> = {}): FigureUnit => ({
  number,
  form: 'group',
  name,
  members: 75,
  active: 34,
  tracked: 120,
  clicks: 260,
  themes: [
    { theme_id: 'theme00000001', tracked_percent: 40, clicks_percent: 55 },
    { theme_id: 'theme00000002', tracked_percent: 25, clicks_percent: null }
  ],
  networks: [{ network: 'linkedin', tracked_percent: 80, clicks_percent: 85 }],
  ...part
});

export const block: FigureBlock = {
  from: '2026-10-26',
  to: '2026-11-22',
  incomplete: false,
  members: 290,
  active: 111,
  proved: 412,
  declared: 503,
  opened: 120,
  tracked: 980,
  clicks: 1449,
  clicks_per_share: 148,
  clicks_per_share_range: { low: 96, high: 214 },
  mix: { useful_percent: 75, company_percent: 25, target_useful_percent: 80 },
  units: [
    unit(1, 'Réseaux de chaleur'),
    unit(2, 'Rénovation de l’habitat', { members: 60, active: 19, networks: [] }),
    unit(3, 'Maintenance en mer', { members: null, active: 20, themes: [], networks: [] }),
    unit(4, 'Opérations', {
      form: 'rest',
      members: 20,
      active: null,
      tracked: null,
      clicks: null,
      themes: [],
      networks: []
    }),
    unit(5, '', { form: 'rest', members: 15, active: 5, themes: [], networks: [] })
  ],
  themes: [
    {
      theme_id: 'theme00000003',
      name_fr: 'Métiers du terrain',
      name_en: 'Field trades',
      tracked: 90,
      clicks: 320,
      clicks_percent: { low: 18, high: 27 }
    },
    {
      theme_id: 'theme00000001',
      name_fr: 'Réseaux de chaleur',
      name_en: 'Heat networks',
      tracked: 180,
      clicks: 300,
      clicks_percent: { low: 17, high: 24 }
    },
    {
      theme_id: 'theme00000002',
      name_fr: 'Rénovation',
      name_en: 'Renovation',
      tracked: 140,
      clicks: 246,
      clicks_percent: { low: 13, high: 20 }
    },
    {
      theme_id: 'theme00000005',
      name_fr: 'Vie d’Hélianne',
      name_en: 'Life at Hélianne',
      tracked: 215,
      clicks: 130,
      clicks_percent: { low: 6, high: 12 }
    },
    {
      theme_id: 'theme00000006',
      name_fr: 'Sobriété',
      name_en: 'Using less',
      tracked: 60,
      clicks: 88,
      clicks_percent: { low: 3, high: 9 }
    },
    {
      theme_id: 'theme00000004',
      name_fr: 'Mobilité',
      name_en: 'Mobility',
      tracked: null,
      clicks: null,
      clicks_percent: null
    },
    { theme_id: null, name_fr: '', name_en: '', tracked: null, clicks: null, clicks_percent: null }
  ],
  networks: [
    { network: 'linkedin', tracked: 760, clicks: 1180 },
    { network: 'bluesky', tracked: 120, clicks: 140 },
    { network: 'facebook', tracked: null, clicks: null },
    { network: 'whatsapp', tracked: null, clicks: null }
  ]
};

export const figures: Figures = {
  least_people: 5,
  weeks: Array.from({ length: 12 }, (_, at) => ({
    week_start: monday(at),
    joined: at === 0 ? null : 80 + at * 20,
    headcount: 620,
    active: at === 5 ? null : 21 + at * 3,
    clicks: at === 5 ? null : 150 + at * 22,
    incomplete: at === 7
  })),
  blocks: ['2026-10-26', '2026-09-28', '2026-08-31'],
  block,
  next_week_at: '2026-11-30T02:00:00Z',
  next_block_at: '2026-12-21T02:00:00Z'
};

export const nothing: Figures = { ...figures, weeks: [], blocks: [], block: null };
