import { createInfiniteQuery, createQuery, queryOptions, useQueryClient } from '@tanstack/svelte-query';
import {
  call,
  type Decision,
  type FoundFeed,
  type Id,
  type Media,
  type Mix,
  type OpmlReport,
  type Page,
  type PublicationInput,
  type Source,
  type Stance,
  type Story,
  type StoryChange,
  type StoryInput,
  type StoryState,
  type Unfurled,
  type WatchDecided,
  type WatchPage
} from '#lib/api';

export interface StoryFilter {
  state: StoryState;
  query: string;
  theme_id: string;
  kind: string;
  language: string;
}

export const mixQuery = () =>
  createQuery(() => ({
    queryKey: ['content', 'mix'],
    queryFn: ({ signal }: { signal: AbortSignal }) => call<Mix>('GET', '/mix', { signal })
  }));

export const sourcesQuery = () =>
  createQuery(() => ({
    queryKey: ['content', 'sources'],
    queryFn: ({ signal }: { signal: AbortSignal }) => call<Source[]>('GET', '/sources', { signal })
  }));

export const watchQuery = (filter: () => { source_id: string; theme_id: string }) =>
  createInfiniteQuery(() => ({
    queryKey: ['content', 'watch', filter()],
    queryFn: ({ pageParam, signal }: { pageParam: string; signal: AbortSignal }) =>
      call<WatchPage>('GET', '/watch', { query: { ...filter(), cursor: pageParam, limit: 30 }, signal }),
    initialPageParam: '',
    getNextPageParam: (last: WatchPage) => last.next ?? undefined
  }));

export const storiesQuery = (filter: () => StoryFilter) =>
  createInfiniteQuery(() => ({
    queryKey: ['content', 'stories', filter()],
    queryFn: ({ pageParam, signal }: { pageParam: string; signal: AbortSignal }) =>
      call<Page<Story>>('GET', '/stories', { query: { ...filter(), cursor: pageParam, limit: 30 }, signal }),
    initialPageParam: '',
    getNextPageParam: (last: Page<Story>) => last.next ?? undefined
  }));

const storyOptions = (id: Id) =>
  queryOptions({
    queryKey: ['content', 'story', id],
    queryFn: ({ signal }) => call<Story>('GET', `/stories/${id}`, { signal })
  });
export const storyQuery = (id: () => Id) => createQuery(() => storyOptions(id()));

export const historyQuery = (id: () => Id) =>
  createQuery(() => ({
    queryKey: ['content', 'history', id()],
    queryFn: ({ signal }: { signal: AbortSignal }) => call<StoryChange[]>('GET', `/stories/${id()}/history`, { signal })
  }));

/** The acts of an editor; each makes the lists that it changed ask again. */
export function libraryActs() {
  const client = useQueryClient();
  const refresh = (...names: string[]) =>
    Promise.all(names.map((name) => client.invalidateQueries({ queryKey: ['content', name] })));
  const keep = (story: Story) => {
    client.setQueryData(['content', 'story', story.id], story);
    return refresh('stories', 'mix', 'history').then(() => story);
  };
  return {
    unfurl: (address: string) => call<Unfurled>('POST', '/unfurl', { body: { address } }),
    add: (story: StoryInput) => call<Story>('POST', '/stories', { body: story }).then(keep),
    change: (id: Id, version: number, story: StoryInput) =>
      call<Story>('PUT', `/stories/${id}`, { body: story, ifMatch: version }).then(keep),
    publish: (id: Id, confirmed: PublicationInput = {}) =>
      call<Story>('POST', `/stories/${id}/publication`, { body: confirmed }).then(keep),
    withdraw: (id: Id) => call<Story>('DELETE', `/stories/${id}/publication`).then(keep),
    relabel: (id: Id, stance: Stance) => call<Story>('POST', `/stories/${id}/relabel`, { body: { stance } }).then(keep),
    upload: (file: File) =>
      call<Media>('POST', '/media', {
        body: file,
        type: file.type || 'application/octet-stream',
        headers: { 'x-file-name': encodeURIComponent(file.name) }
      }),
    decide: (ids: Id[], decision: Decision) =>
      call<WatchDecided>('POST', '/watch/decisions', { body: { item_ids: ids, decision } }),
    undoDecision: (id: Id) => call<null>('DELETE', `/watch/decisions/${id}`),
    refreshWatch: () => refresh('watch', 'sources', 'stories'),
    discover: (address: string) => call<{ feeds: FoundFeed[] }>('POST', '/sources/discovery', { body: { address } }),
    follow: (address: string, name: string | null, theme_ids: Id[]) =>
      call<Source>('POST', '/sources', { body: { address, name, theme_ids } }).then((source) =>
        refresh('sources', 'watch').then(() => source)
      ),
    changeSource: (id: Id, name: string, theme_ids: Id[]) =>
      call<Source>('PATCH', `/sources/${id}`, { body: { name, theme_ids } }).then((source) =>
        refresh('sources', 'watch').then(() => source)
      ),
    unfollow: (id: Id) => call<null>('DELETE', `/sources/${id}`).then(() => refresh('sources', 'watch')),
    poll: (id: Id) => call<null>('POST', `/sources/${id}/polling`).then(() => refresh('sources', 'watch')),
    importOpml: (text: string) =>
      call<OpmlReport>('POST', '/sources/opml', { body: text, type: 'text/x-opml' }).then((report) =>
        refresh('sources', 'watch').then(() => report)
      )
  };
}
