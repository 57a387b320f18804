import type { Story, StoryInput, StoryKind, Unfurled } from '#lib/api';

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
    variants: []
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
    stance: page.stance_hint ?? draft.stance,
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
    stance: story.stance,
    stance_reason: story.stance_reason,
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
    variants: story.variants.map(({ network, language, label, text }) => ({ network, language, label, text }))
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
