import { createInfiniteQuery, keepPreviousData } from '@tanstack/svelte-query';
import { call, type Page, type Story, type StoryKind } from '#lib/api';

export const periods = ['any', '7d', '30d', '3m', '1y'] as const;
export type SearchPeriod = (typeof periods)[number];

export interface Search {
  query: string;
  theme_id: string;
  kind: StoryKind | '';
  language: string;
  period: SearchPeriod;
}

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

const daysOf: Readonly<Record<SearchPeriod, number>> = { any: 0, '7d': 7, '30d': 30, '3m': 91, '1y': 365 };

/** The first day of a period that ends today; empty for all of it. Days are UTC's, as the server's are. */
export function firstDay(period: SearchPeriod, now: Date): string {
  const days = daysOf[period];
  if (days === 0) return '';
  return new Date(now.getTime() - (days - 1) * 86_400_000).toISOString().slice(0, 10);
}

/** A search as its address says it; what it does not know is left out. */
export function searchOf(words: Pick<URLSearchParams, 'get'>): Search {
  return {
    query: (words.get('query') ?? '').slice(0, 200),
    theme_id: words.get('theme') ?? '',
    kind: kinds.find((each) => each === words.get('kind')) ?? '',
    language: words.get('language') ?? '',
    period: periods.find((each) => each === words.get('period')) ?? 'any'
  };
}

/** The address of a search, without what is not asked. */
export function addressOf(search: Search): string {
  const words = new URLSearchParams();
  if (search.query) words.set('query', search.query);
  if (search.theme_id) words.set('theme', search.theme_id);
  if (search.kind) words.set('kind', search.kind);
  if (search.language) words.set('language', search.language);
  if (search.period !== 'any') words.set('period', search.period);
  const asked = words.toString();
  return asked ? `/search?${asked}` : '/search';
}

export const isAsked = (search: Search): boolean => addressOf(search) !== '/search';

export const searchQuery = (search: () => Search) =>
  createInfiniteQuery(() => ({
    queryKey: ['content', 'stories', 'search', search()],
    queryFn: ({ pageParam, signal }: { pageParam: string; signal: AbortSignal }) => {
      const { query, theme_id, kind, language, period } = search();
      return call<Page<Story>>('GET', '/stories', {
        query: {
          state: 'published',
          query,
          theme_id,
          kind,
          language,
          from: firstDay(period, new Date()),
          cursor: pageParam,
          limit: 20
        },
        signal
      });
    },
    initialPageParam: '',
    getNextPageParam: (last: Page<Story>) => last.next ?? undefined,
    // What was found stays while the next words are looked for: the page does not blink under the typing.
    placeholderData: keepPreviousData
  }));
