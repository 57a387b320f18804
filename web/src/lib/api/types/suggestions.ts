// What members propose from the field, for themselves and for editors.
import type { Id, Instant } from './common';
import type { Picture } from './stories';

export type SuggestionStage = 'received' | 'looked_at' | 'published' | 'refused' | 'withdrawn';
export type SuggestionJudgement = 'kept' | 'published' | 'refused';

export interface SuggestionInput {
  address: string | null;
  title: string | null;
  words: string | null;
  picture_id: Id | null;
  /** Shown with the story; editors see the name in any case. */
  named?: boolean;
  /** Directly, without an editor: for trusted contributors. */
  publish?: boolean;
}

export interface MySuggestion {
  id: Id;
  at: Instant;
  address: string | null;
  title: string;
  words: string;
  picture: Picture | null;
  named: boolean;
  /** A trusted contributor's, waiting for the second person. */
  held: boolean;
  stage: SuggestionStage;
  stage_at: Instant;
  reason: string | null;
  story_id: Id | null;
  /** This stage was not seen yet. */
  fresh: boolean;
}

export interface MySuggestions {
  items: MySuggestion[];
  next: string | null;
  may_publish: boolean;
  four_eyes: boolean;
  trust_news: 'given' | 'ended' | null;
}

export interface Suggestion {
  id: Id;
  at: Instant;
  proposer_name: string | null;
  named: boolean;
  held: boolean;
  /** It has a title, so it can be published as it is. */
  ready: boolean;
  direct: boolean;
  address: string | null;
  title: string;
  words: string;
  summary: string;
  site_name: string | null;
  language: string;
  picture: Picture | null;
  stage: SuggestionStage;
  decision: SuggestionJudgement | null;
  decided_at: Instant | null;
  decided_by_name: string | null;
  reason: string | null;
  story_id: Id | null;
  /** A story of the same page that is there already. */
  offered_id: Id | null;
}

export interface Suggestions {
  items: Suggestion[];
  next: string | null;
  waiting: number;
}

export interface SuggestionDecision {
  decision: SuggestionJudgement;
  reason: string | null;
  again_confirmed?: boolean;
}

export interface Contributor {
  id: Id;
  name: string | null;
  since: Instant;
  ended_at: Instant | null;
}

/** How the library is run. */
export interface LibraryRules {
  /** Who wrote a story does not publish it. */
  four_eyes: boolean;
  /** Published suggestions until somebody publishes directly; 0: nobody does. */
  trusted_after: number;
}
