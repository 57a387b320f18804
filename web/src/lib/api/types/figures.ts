// Figures that others may see, of closed periods. Null: hidden, and why is the same for all of them.
import type { Day, Id } from './common';

export interface FigureWeek {
  week_start: Day;
  joined: number | null;
  headcount: number | null;
  active: number | null;
  clicks: number | null;
  incomplete: boolean;
}

export interface FigureRange {
  low: number;
  high: number;
}

export interface FigureTheme {
  /** Null: stories without a theme. */
  theme_id: Id | null;
  name_fr: string;
  name_en: string;
  tracked: number | null;
  clicks: number | null;
  clicks_percent: FigureRange | null;
}

export interface FigureNetwork {
  network: string;
  tracked: number | null;
  clicks: number | null;
}

export interface FigureUnit {
  number: number;
  form: 'group' | 'rest' | 'partners';
  name: string;
  members: number | null;
  active: number | null;
  tracked: number | null;
  clicks: number | null;
  /** In steps of five points of the unit's own whole; only what is told. */
  themes: { theme_id: Id | null; tracked_percent: number | null; clicks_percent: number | null }[];
  networks: { network: string; tracked_percent: number | null; clicks_percent: number | null }[];
}

/** What members share: parts of a hundred, in steps of five. Neither what the programme supplies nor what I share. */
export interface SharedMix {
  useful_percent: number;
  company_percent: number;
  target_useful_percent: number;
}

export interface FigureBlock {
  from: Day;
  to: Day;
  incomplete: boolean;
  members: number | null;
  active: number | null;
  proved: number | null;
  declared: number | null;
  opened: number | null;
  tracked: number | null;
  clicks: number | null;
  /** In hundredths. */
  clicks_per_share: number | null;
  clicks_per_share_range: FigureRange | null;
  mix: SharedMix | null;
  units: FigureUnit[];
  themes: FigureTheme[];
  networks: FigureNetwork[];
}

export interface Figures {
  least_people: number;
  /** The oldest first. */
  weeks: FigureWeek[];
  /** First days of the closed blocks of four weeks, the newest first. */
  blocks: Day[];
  block: FigureBlock | null;
  next_week_at: string;
  next_block_at: string;
}
