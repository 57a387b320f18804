import { createQuery, queryOptions } from '@tanstack/svelte-query';
import { call, client, type Id, type Page, type Story, type Today } from '#lib/api';
import { withKept } from './rules';

export const todayOptions = queryOptions({
  queryKey: ['today', 'today'],
  queryFn: ({ signal }) => call<Today>('GET', '/today', { signal }),
  // The day's choice stands still while one looks at it: a card never moves under a finger.
  staleTime: 5 * 60_000,
  refetchOnWindowFocus: false
});

const keptOptions = queryOptions({
  queryKey: ['today', 'kept'],
  queryFn: ({ signal }) => call<Page<Story>>('GET', '/kept', { signal, query: { limit: 100 } })
});

export const todayQuery = () => createQuery(() => todayOptions);
export const keptQuery = () => createQuery(() => keptOptions);
export const storyQuery = (id: () => Id) =>
  createQuery(() => ({
    queryKey: ['content', 'story', id()],
    queryFn: ({ signal }: { signal: AbortSignal }) => call<Story>('GET', `/stories/${id()}`, { signal }),
    staleTime: 60_000
  }));

/** Keeps or lets go; the screen changes at once and comes back where the server refuses. */
export async function setKept(story: Id, kept: boolean): Promise<void> {
  const show = (value: boolean) =>
    client.setQueryData(todayOptions.queryKey, (today: Today | undefined) => withKept(today, story, value));
  show(kept);
  try {
    await call<null>(kept ? 'PUT' : 'DELETE', `/stories/${story}/keeping`);
  } catch (error) {
    show(!kept);
    throw error;
  }
  void client.invalidateQueries({ queryKey: keptOptions.queryKey });
}

export type AsideReason = 'not_for_me' | 'less_of_theme';

export const putAside = (story: Id, reason: AsideReason) =>
  call<null>('PUT', `/stories/${story}/aside`, { body: { reason } });
export const takeBack = (story: Id) => call<null>('DELETE', `/stories/${story}/aside`);
