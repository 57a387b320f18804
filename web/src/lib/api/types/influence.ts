// A person’s own figures.
import type { Day, Id } from './common';
import type { NetworkContacts } from './me';

export type Period = '30d' | '3m' | '1y';

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
