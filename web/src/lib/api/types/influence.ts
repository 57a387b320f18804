// A person’s own figures.
import type { Day, Id, Instant } from './common';
import type { NetworkContacts } from './me';

export type Period = '30d' | '3m' | '1y';

/** What I share, in 30 days, whatever the period. Neither what the programme supplies nor what members share. */
export interface OwnMix {
  days: number;
  useful: number;
  company: number;
  target_useful_percent: number;
}

export interface Influence {
  period: Period;
  from: Day;
  to: Day;
  clicks: number;
  filtered: number;
  incomplete_hours: number;
  shares: { opened: number; declared: number; proved: number };
  visitors_today: number;
  by_day: { day: Day; clicks: number; incomplete: boolean }[];
  by_week: { week_start: Day; clicks: number; incomplete: boolean }[];
  themes: {
    theme_id: Id;
    name_fr: string;
    name_en: string;
    shares: number;
    clicks: number;
    share_percent: number;
    click_percent: number;
  }[];
  networks: { network: string; shares: number; clicks: number }[];
  mix: OwnMix;
  hours: {
    known: 'estimated';
    cells: { weekday: number; hour: number; clicks: number }[];
    best: { weekday: number; hour: number; low: number; high: number } | null;
    enough: boolean;
    shares: number;
  };
  circles: {
    contacts: NetworkContacts[];
    contacts_total: number | null;
    direct_clicks: number;
    beyond_clicks: number;
    /** No referrer said where they came from. */
    unknown_clicks: number;
  };
  worked: { share_id: Id; title: string; text_start: string; network: string; day: Day; clicks: number }[];
  sentence: { code: string; values: Record<string, string | number | null> } | null;
}

// Pictures of one’s figures that one shows: dated, fixed, and gone after thirty days.
export type PicturePart = 'clicks' | 'shares' | 'themes';

/** What is null is not in the picture: the one who shows it left it out. */
export interface PictureContent {
  period: Period;
  from: Day;
  to: Day;
  clicks: number | null;
  shares: { opened: number; declared: number; proved: number } | null;
  themes: { name_fr: string; name_en: string; share_percent: number; click_percent: number }[] | null;
  incomplete_hours: number;
}

export interface Colleague {
  id: Id;
  name: string;
  group_name: string | null;
}

export interface PictureInput {
  period: Period;
  shown_to: 'people' | 'members';
  parts: PicturePart[];
  person_ids: Id[];
}

export interface InfluencePicture {
  id: Id;
  code: string;
  made_at: Instant;
  ends_at: Instant;
  shown_to: 'people' | 'members';
  people: Colleague[];
  content: PictureContent;
}

export interface ShownPicture {
  name: string;
  made_at: Instant;
  ends_at: Instant;
  content: PictureContent;
}
