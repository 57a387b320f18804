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
  title: string;
  summary: string;
  why: string;
  address: string | null;
  site_name: string | null;
  language: string;
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

/** Answered with 409 `story.address_published` and Problem.existingId where another story offers the same page. */
export interface PublicationInput {
  again_confirmed?: boolean;
}

export interface StoryInput {
  address: string | null;
  title: string;
  summary: string;
  why: string;
  kind: StoryKind;
  stance: Stance;
  stance_reason: string | null;
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
  kinds: { kind: StoryKind; count: number }[];
  missing_kinds: StoryKind[];
}
