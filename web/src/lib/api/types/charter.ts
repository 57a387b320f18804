// What is promised and what is advised, in words.
import type { Instant } from './common';
import type { WorkingTime } from './programme';

export interface Charter {
  version: number;
  language: string;
  title: string;
  /** Markdown. */
  text: string;
  published_at: Instant;
  working_time: WorkingTime;
}

export interface CharterText {
  language: string;
  title: string;
  text: string;
}

export interface Guide {
  dos: string[];
  donts: string[];
  text: string;
  /** Two letters of the country whose guide it is; null: the general one. */
  country: string | null;
  version: number;
}

export interface GuideText {
  language: string;
  dos: string[];
  donts: string[];
  text: string;
}

export interface GuideVersion {
  version: number;
  at: Instant;
  author_name: string | null;
  /** From here on the country read the general guide again. */
  ended: boolean;
  guides: GuideText[];
}

/** No country: everywhere. A word that ends with a star stands for all that begin so. */
export interface AvoidedWord {
  language: string;
  country: string | null;
  word: string;
  reason: string;
  instead: string;
}
