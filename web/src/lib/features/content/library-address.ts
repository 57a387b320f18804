import type { StoryKind } from '#lib/api';
import { kinds } from './library-rules';

/** The views of the library; the first is where it opens. */
export const libraryViews = ['watch', 'suggestions', 'draft', 'published', 'withdrawn'] as const;
export type LibraryView = (typeof libraryViews)[number];

/** What the library shows: a view, and what is looked for in it. Sources are filtered on in the inbox alone. */
export interface LibrarySearch {
  view: LibraryView;
  query: string;
  theme_id: string;
  source_id: string;
  kind: StoryKind | '';
  language: string;
}

/** A view and its filters as the address says them; what it does not know is left out. */
export function librarySearchOf(words: Pick<URLSearchParams, 'get'>): LibrarySearch {
  return {
    view: libraryViews.find((each) => each === words.get('tab')) ?? 'watch',
    query: (words.get('query') ?? '').slice(0, 200),
    theme_id: words.get('theme') ?? '',
    source_id: words.get('source') ?? '',
    kind: kinds.find((each) => each === words.get('kind')) ?? '',
    language: words.get('language') ?? ''
  };
}

/** The address of a view with these filters; those that another view has are not in it. */
export function libraryAddressOf(search: Partial<LibrarySearch> & Pick<LibrarySearch, 'view'>): string {
  const words = new URLSearchParams();
  const say = (name: string, value: string | undefined) => value && words.set(name, value);
  say('tab', search.view === 'watch' ? '' : search.view);
  if (search.view === 'watch') say('source', search.source_id);
  else say('query', search.query);
  say('theme', search.theme_id);
  if (search.view !== 'watch') {
    say('kind', search.kind);
    say('language', search.language);
  }
  const asked = words.toString();
  return asked ? `/library?${asked}` : '/library';
}
