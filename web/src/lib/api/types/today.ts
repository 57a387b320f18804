// The day’s few stories, each with its reason.
import type { Day } from './common';
import type { Story } from './stories';

export interface Why {
  code: string;
  values: Record<string, string | number | null>;
}

export interface TodayStory {
  story: Story;
  why: Why;
  kept: boolean;
  shared_on: Day | null;
}

export interface Today {
  day: Day;
  greeting_name: string;
  stories: TodayStory[];
  useful: number;
  company: number;
  done: boolean;
  allowed_from: string;
  allowed_to: string;
}
