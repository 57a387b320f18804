// Feeds that are followed, what came in, and what an address holds.
import type { Id, Instant, Page } from './common';
import type { Picture, Stance, StoryKind } from './stories';

export interface Unfurled {
  address: string;
  title: string;
  description: string;
  picture: Picture | null;
  picture_missing: boolean;
  site_name: string | null;
  language: string | null;
  kind: StoryKind | null;
  published_at: Instant | null;
  reading_minutes: number | null;
  stance_hint: Stance | null;
  duplicate_of: Id | null;
}

export type FeedKind = 'rss' | 'atom' | 'json';

export interface Source {
  id: Id;
  name: string;
  address: string;
  feed_address: string;
  site_address: string | null;
  kind: FeedKind;
  theme_ids: Id[];
  waiting: number;
  polled_at: Instant | null;
  next_poll_at: Instant | null;
  failing_since: Instant | null;
  failure_code: string | null;
  created_at: Instant;
}

export interface FoundFeed {
  address: string;
  title: string;
  kind: FeedKind;
  item_count: number;
}

export interface OpmlReport {
  added: number;
  known: number;
  refused: { title: string; address: string; code: string }[];
}

export type Decision = 'kept' | 'dropped';

export interface WatchItem {
  id: Id;
  source_id: Id;
  source_name: string;
  title: string;
  summary: string;
  address: string;
  picture_url: string | null;
  published_at: Instant | null;
  found_at: Instant;
  language: string | null;
  theme_ids: Id[];
  also_in: string[];
  decision: Decision | null;
  story_id: Id | null;
}

export interface WatchPage extends Page<WatchItem> {
  waiting: number;
}

export interface WatchDecided {
  id: Id;
  decided: number;
  story_ids: Id[];
}
