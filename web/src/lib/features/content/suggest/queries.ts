import { createInfiniteQuery, createQuery, queryOptions, useQueryClient } from '@tanstack/svelte-query';
import {
  call,
  type Contributor,
  type Id,
  type LibraryRules,
  type MySuggestion,
  type MySuggestions,
  type Picture,
  type Suggestion,
  type SuggestionDecision,
  type SuggestionInput,
  type Suggestions
} from '#lib/api';

/** The newest of mine, with what I have not seen yet. */
export const newestOptions = queryOptions({
  queryKey: ['content', 'my-suggestions', 'newest'],
  queryFn: ({ signal }) => call<MySuggestions>('GET', '/me/suggestions', { query: { limit: 10 }, signal })
});
export const newestQuery = () => createQuery(() => newestOptions);

export const myQuery = () =>
  createInfiniteQuery(() => ({
    queryKey: ['content', 'my-suggestions', 'all'],
    queryFn: ({ pageParam, signal }: { pageParam: string; signal: AbortSignal }) =>
      call<MySuggestions>('GET', '/me/suggestions', { query: { cursor: pageParam, limit: 30 }, signal }),
    initialPageParam: '',
    getNextPageParam: (last: MySuggestions) => last.next ?? undefined,
    staleTime: 0
  }));

export const suggestionsQuery = (state: () => 'waiting' | 'decided') =>
  createInfiniteQuery(() => ({
    queryKey: ['content', 'suggestions', state()],
    queryFn: ({ pageParam, signal }: { pageParam: string; signal: AbortSignal }) =>
      call<Suggestions>('GET', '/suggestions', { query: { state: state(), cursor: pageParam, limit: 30 }, signal }),
    initialPageParam: '',
    getNextPageParam: (last: Suggestions) => last.next ?? undefined,
    staleTime: 0
  }));

/** How many wait: on the library's tab. */
export const waitingQuery = () =>
  createQuery(() => ({
    queryKey: ['content', 'suggestions', 'count'],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      call<Suggestions>('GET', '/suggestions', { query: { limit: 1 }, signal }),
    select: (page: Suggestions) => page.waiting
  }));

export const contributorsQuery = () =>
  createQuery(() => ({
    queryKey: ['content', 'contributors'],
    queryFn: ({ signal }: { signal: AbortSignal }) => call<Contributor[]>('GET', '/contributors', { signal })
  }));

export const rulesQuery = () =>
  createQuery(() => ({
    queryKey: ['content', 'rules'],
    queryFn: ({ signal }: { signal: AbortSignal }) => call<LibraryRules>('GET', '/library/rules', { signal })
  }));

export function suggestActs() {
  const client = useQueryClient();
  const refresh = (...names: string[]) =>
    Promise.all(names.map((name) => client.invalidateQueries({ queryKey: ['content', name] })));
  return {
    bring: (photo: File | Blob) =>
      call<Picture>('POST', '/suggestions/pictures', {
        body: photo,
        type: photo.type || 'application/octet-stream',
        headers: { 'x-file-name': encodeURIComponent(photo instanceof File ? photo.name : 'photo') }
      }),
    propose: (input: SuggestionInput, idempotencyKey: string) =>
      call<MySuggestion>('POST', '/suggestions', { body: input, idempotencyKey }).then((mine) =>
        refresh('my-suggestions', 'suggestions').then(() => mine)
      ),
    takeBack: (id: Id) =>
      call<null>('DELETE', `/suggestions/${id}`).then(() => refresh('my-suggestions', 'suggestions')),
    /** What is on the screen was read; Today says it no more at its next visit. */
    seen: () =>
      call<null>('DELETE', '/me/suggestions/news').then(() => {
        client.setQueryData(
          newestOptions.queryKey,
          (now) => now && { ...now, trust_news: null, items: now.items.map((each) => ({ ...each, fresh: false })) }
        );
      }),
    decide: (id: Id, decision: SuggestionDecision) =>
      call<Suggestion>('POST', `/suggestions/${id}/decision`, { body: decision }),
    undo: (id: Id) => call<Suggestion>('DELETE', `/suggestions/${id}/decision`),
    endTrust: (id: Id) => call<null>('DELETE', `/contributors/${id}`).then(() => refresh('contributors')),
    giveTrustBack: (id: Id) => call<null>('PUT', `/contributors/${id}`).then(() => refresh('contributors')),
    saveRules: (rules: LibraryRules) =>
      call<LibraryRules>('PUT', '/library/rules', { body: rules }).then((saved) => {
        client.setQueryData(['content', 'rules'], saved);
        return refresh('stories', 'story', 'my-suggestions').then(() => saved);
      }),
    refreshInbox: () => refresh('suggestions', 'stories', 'mix', 'contributors')
  };
}
