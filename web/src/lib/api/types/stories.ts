// Stories with their themes, pictures and words to start from.
import type { Id, Instant } from './common';

export type ThemeColour = 'sapin' | 'miel' | 'peche' | 'ardoise' | 'prune';

export interface Theme {
  id: Id;
  name_fr: string;
  name_en: string;
  colour: ThemeColour;
  story_count: number;
}

export type StoryState = 'draft' | 'published' | 'withdrawn';

export type StoryKind =
  'article' | 'infographic' | 'white_paper' | 'analysis' | 'job' | 'event' | 'video' | 'image' | 'document' | 'text';

export type Stance = 'useful' | 'company';

/** In what way it is useful (the first two) or about the company. */
export type StanceTag = 'readers' | 'personal' | 'values' | 'expertise' | 'offers' | 'projects';

export type Objective = 'visibility' | 'employer_brand' | 'sales' | 'internal_communication' | 'change';

/** The same story in another language. */
export interface Original {
  language: string;
  title: string;
  summary: string;
  address: string | null;
  site_name: string | null;
}

export interface Picture {
  id: Id;
  /** 1200 × 630 */
  url: string;
  /** 480 wide */
  small_url: string;
  whole_url: string;
  width: number;
  height: number;
  alt: string;
}

export interface Document {
  id: Id;
  url: string;
  name: string;
  bytes: number;
}

export interface Media {
  id: Id;
  kind: 'picture' | 'document';
  url: string;
  name: string;
  bytes: number;
  picture: Picture | null;
  document: Document | null;
}

export interface VariantInput {
  network: string | null;
  language: string;
  label: string;
  text: string;
}

export interface Variant extends VariantInput {
  id: Id;
}

export type SharedBy = '5+' | '10+' | '20+' | '50+';

export interface Story {
  id: Id;
  state: StoryState;
  kind: StoryKind;
  stance: Stance;
  stance_reason: string | null;
  stance_tag: StanceTag | null;
  /** For editors. */
  objective: Objective | null;
  title: string;
  summary: string;
  why: string;
  address: string | null;
  site_name: string | null;
  language: string;
  /** Written in none of the languages that the reader reads. */
  foreign: boolean;
  /** Its other languages. */
  originals: Original[];
  languages: string[];
  theme_ids: Id[];
  group_ids: Id[];
  site_ids: Id[];
  picture: Picture | null;
  document: Document | null;
  reading_minutes: number | null;
  embargo_until: Instant | null;
  expires_at: Instant | null;
  published_at: Instant | null;
  created_at: Instant;
  updated_at: Instant;
  version: number;
  variants: Variant[];
  shared_by: SharedBy | null;
  author_name: string | null;
  relabel: { needs_second_person: boolean };
  /** From the field: by a colleague, named where they asked for it. */
  proposed_by: { name: string | null } | null;
  /** For editors under four eyes: whom its publication waits for. */
  awaits: 'you' | 'another' | null;
}

/**
 * Answered with 409 `story.address_published` and Problem.existingId where another story offers the same page, with 409
 * `content.mix_above` or `content.mix_stopped` where a company story would break the mix.
 */
export interface PublicationInput {
  again_confirmed?: boolean;
  above_ceiling_confirmed?: boolean;
}

export interface StoryInput {
  address: string | null;
  title: string;
  summary: string;
  why: string;
  kind: StoryKind;
  stance: Stance;
  stance_reason: string | null;
  stance_tag: StanceTag | null;
  objective: Objective | null;
  site_name: string | null;
  reading_minutes: number | null;
  language: string;
  languages: string[];
  theme_ids: Id[];
  group_ids: Id[];
  site_ids: Id[];
  picture_id: Id | null;
  document_id: Id | null;
  embargo_until: Instant | null;
  expires_at: Instant | null;
  variants: VariantInput[];
  originals: Original[];
}

export interface StoryChange {
  at: Instant;
  actor_name: string | null;
  change: string;
  version: number;
}

export interface Mix {
  days: number;
  useful: number;
  company: number;
  target_useful_percent: number;
  /** Who publishes a company story beyond the mix is asked to think, or stopped. */
  ceiling: 'asks' | 'stops';
  /** Company stories that may still be published before the mix breaks. */
  company_room: number;
  /** Useful stories that must come before one company story may; null: none ever may. */
  useful_needed: number | null;
  kinds: { kind: StoryKind; count: number }[];
  missing_kinds: StoryKind[];
}
