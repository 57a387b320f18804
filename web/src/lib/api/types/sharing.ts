// A text on its way to a network, and what became of it.
import type { AvoidedWord, Guide } from './charter';
import type { Id, Instant } from './common';
import type { SharedBy, Story } from './stories';

export type CountRule = 'x' | 'bluesky' | 'linkedin' | 'threads' | 'mastodon' | 'plain';

export type Opens = 'page' | 'copy' | 'sheet' | 'qr' | 'mail';

export interface NetworkChoice {
  id: string;
  name: string;
  prefill: boolean;
  channel: 'public' | 'private';
  text_limit: number | null;
  count_rule: CountRule;
  fold: number | null;
  asks_server: boolean;
  opens: Opens;
  /** The link counts with the text, under it; elsewhere the network shows it as a card. */
  link_in_text: boolean;
  mine: boolean;
}

export interface Draft {
  network: string;
  text: string;
  updated_at: Instant;
}

/** Of the languages one may be writing in and of one’s country. */
export type WordToAvoid = Omit<AvoidedWord, 'country'>;

export interface Composer {
  story: Story;
  networks: NetworkChoice[];
  drafts: Draft[];
  guide: Guide;
  words_to_avoid: WordToAvoid[];
  disclosure: string;
  /** Why it is suggested: what the law of the place asks, or courtesy. */
  disclosure_basis: 'endorsement' | 'consumer' | 'courtesy';
  mastodon_server: string | null;
  variant_uses: { variant_id: Id; used_by: SharedBy }[];
  plain_links: boolean;
  shared_today: number;
  daily_cap: number | null;
  author: { name: string; initials: string; headline: string | null };
  originality_left: number;
}

export interface Originality {
  step: 1 | 2 | 3;
  close_to: 'variant' | 'colleagues' | null;
}

export interface ShareInput {
  story_id: Id;
  network: string;
  text: string;
  plain_link: boolean;
  mastodon_server: string | null;
  over_cap_confirmed: boolean;
  again_confirmed: boolean;
}

export type ShareState = 'opened' | 'declared' | 'proved' | 'not_this_time';

export interface Share {
  id: Id;
  story_id: Id;
  story_title: string;
  picture_url: string | null;
  network: string;
  text: string;
  state: ShareState;
  opened_at: Instant;
  declared_at: Instant | null;
  link: string | null;
  tracked: boolean;
  clicks: number | null;
  filtered: number | null;
  incomplete: boolean;
  theme_ids: Id[];
}

export interface ShareOpened {
  share: Share;
  open_url: string | null;
  copy_text: string;
  qr_path: string | null;
  qr_size: number | null;
}

export type Outcome = 'done' | 'changed' | 'not_this_time';
