import { createInfiniteQuery, createQuery } from '@tanstack/svelte-query';
import {
  call,
  client,
  type Composer,
  type Id,
  type Originality,
  type Outcome,
  type Page,
  type Share,
  type ShareInput,
  type ShareOpened
} from '#lib/api';

export const composerQuery = (story: () => Id) =>
  createQuery(() => ({
    queryKey: ['sharing', 'composer', story()],
    queryFn: ({ signal }: { signal: AbortSignal }) => call<Composer>('GET', `/stories/${story()}/composer`, { signal }),
    // One writes on it: it is read once for each visit, and nothing changes it from behind.
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false
  }));

export const sharesKey = ['sharing', 'shares'] as const;

export const sharesQuery = () =>
  createInfiniteQuery(() => ({
    queryKey: sharesKey,
    queryFn: ({ pageParam, signal }: { pageParam: string | null; signal: AbortSignal }) =>
      call<Page<Share>>('GET', '/shares', { signal, query: { cursor: pageParam, limit: 30 } }),
    initialPageParam: null as string | null,
    getNextPageParam: (last: Page<Share>) => last.next
  }));

export const askOriginality = (story: Id, text: string) =>
  call<Originality>('POST', '/originality', { body: { story_id: story, text } });

export const openShare = (input: ShareInput, key: string) =>
  call<ShareOpened>('POST', '/shares', { body: input, idempotencyKey: key });

async function refresh(): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: sharesKey }),
    client.invalidateQueries({ queryKey: ['today'] }),
    client.invalidateQueries({ queryKey: ['influence'] })
  ]);
}

export async function sayOutcome(share: Id, outcome: Outcome, text: string | null = null): Promise<Share> {
  const said = await call<Share>('PUT', `/shares/${share}/outcome`, { body: { outcome, text } });
  void refresh();
  return said;
}

export async function deleteShare(share: Id): Promise<void> {
  await call<null>('DELETE', `/shares/${share}`);
  await refresh();
}
