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
}

export interface GuideText extends Guide {
  language: string;
}
