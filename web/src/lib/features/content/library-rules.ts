import type { Mix, Objective, Stance, StanceTag, Story, StoryInput, StoryKind, Unfurled } from '#lib/api';

export const kinds: readonly StoryKind[] = [
  'article',
  'infographic',
  'white_paper',
  'analysis',
  'job',
  'event',
  'video',
  'image',
  'document',
  'text'
];

export const objectives: readonly Objective[] = [
  'visibility',
  'employer_brand',
  'sales',
  'internal_communication',
  'change'
];

export const tagsOf = (stance: Stance): readonly StanceTag[] =>
  stance === 'useful' ? ['readers', 'personal'] : ['values', 'expertise', 'offers', 'projects'];

/** Languages that a further original may have: those of the app and of the programme that the story lacks. */
export function otherLanguages(
  story: Pick<StoryInput, 'language' | 'originals'>,
  offered: readonly string[]
): string[] {
  const taken = new Set([story.language, ...story.originals.map((each) => each.language)]);
  return [...new Set([...offered, 'fr', 'en', 'de', 'es', 'it', 'nl', 'pt', 'pl', 'ro', 'ar', 'zh', 'ja'])].filter(
    (each) => !taken.has(each)
  );
}

/** Percent useful of the whole, rounded; nothing at all is as good as kept. */
export const usefulPercent = (mix: Pick<Mix, 'useful' | 'company'>): number =>
  mix.useful + mix.company === 0 ? 100 : Math.round((mix.useful * 100) / (mix.useful + mix.company));

/** What one company story more would make of the mix. */
export const withOneMore = (mix: Pick<Mix, 'useful' | 'company'>): Pick<Mix, 'useful' | 'company'> => ({
  useful: mix.useful,
  company: mix.company + 1
});

/** An empty draft, in the editor's own language. */
export function emptyStory(language: string): StoryInput {
  return {
    address: null,
    title: '',
    summary: '',
    why: '',
    kind: 'article',
    stance: 'useful',
    stance_reason: null,
    stance_tag: null,
    objective: null,
    site_name: null,
    reading_minutes: null,
    language,
    languages: [],
    theme_ids: [],
    group_ids: [],
    site_ids: [],
    picture_id: null,
    document_id: null,
    embargo_until: null,
    expires_at: null,
    variants: [],
    originals: []
  };
}

/** What the page says of itself fills what the editor has not written yet; nothing written is replaced. */
export function fillFrom(draft: StoryInput, page: Unfurled): StoryInput {
  return {
    ...draft,
    address: page.address,
    title: draft.title || page.title,
    summary: draft.summary || page.description,
    language: page.language ?? draft.language,
    kind: page.kind ?? draft.kind,
    ...(page.stance_hint && page.stance_hint !== draft.stance ? { stance: page.stance_hint, stance_tag: null } : {}),
    site_name: draft.site_name ?? page.site_name,
    reading_minutes: draft.reading_minutes ?? page.reading_minutes,
    picture_id: draft.picture_id ?? page.picture?.id ?? null
  };
}

export function inputOf(story: Story): StoryInput {
  return {
    address: story.address,
    title: story.title,
    summary: story.summary,
    why: story.why,
    kind: story.kind,
    // What waits for a second person counts as company, and was called useful: saving does not take that back.
    stance: story.relabel.needs_second_person ? 'useful' : story.stance,
    stance_reason: story.stance_reason,
    stance_tag: story.stance_tag,
    objective: story.objective,
    site_name: story.site_name,
    reading_minutes: story.reading_minutes,
    language: story.language,
    languages: [...story.languages],
    theme_ids: [...story.theme_ids],
    group_ids: [...story.group_ids],
    site_ids: [...story.site_ids],
    picture_id: story.picture?.id ?? null,
    document_id: story.document?.id ?? null,
    embargo_until: story.embargo_until,
    expires_at: story.expires_at,
    variants: story.variants.map(({ network, language, label, text }) => ({ network, language, label, text })),
    originals: story.originals.map((each) => ({ ...each }))
  };
}

/** "2026-11-24T09:30" of a datetime-local field, in the reader's zone, to an instant; empty is none. */
export function instantOfField(value: string): string | null {
  if (!value) return null;
  const at = new Date(value);
  return Number.isNaN(at.getTime()) ? null : at.toISOString().replace('.000Z', 'Z');
}

/** An instant as a datetime-local field shows it. */
export function fieldOfInstant(value: string | null): string {
  if (!value) return '';
  const at = new Date(value);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

export type WatchKey = 'keep' | 'drop' | 'undo' | 'next' | 'previous' | 'select' | 'open';

/** One key an act, as the line above the inbox says; never while somebody writes in a field. */
export function watchKey(event: { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean }): WatchKey | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  switch (event.key) {
    case 'g':
    case 'k':
      return 'keep';
    case 'e':
    case 'd':
      return 'drop';
    case 'u':
      return 'undo';
    case 'ArrowDown':
      return 'next';
    case 'ArrowUp':
      return 'previous';
    case 'x':
      return 'select';
    case 'Enter':
      return 'open';
    default:
      return null;
  }
}

/** The item to look at after those decided are gone: the next one that stays, else the last. */
export function nextAfter<T extends { id: string }>(items: readonly T[], gone: ReadonlySet<string>): string | null {
  const last = items.findLastIndex((item) => gone.has(item.id));
  const after = items.slice(last + 1).find((item) => !gone.has(item.id));
  const before = items.slice(0, Math.max(last, 0)).findLast((item) => !gone.has(item.id));
  return (after ?? before)?.id ?? null;
}
