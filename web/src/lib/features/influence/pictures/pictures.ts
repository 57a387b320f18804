import { createQuery } from '@tanstack/svelte-query';
import {
  call,
  client,
  type Colleague,
  type Id,
  type InfluencePicture,
  type Period,
  type PictureContent,
  type PictureInput,
  type PicturePart,
  type ShownPicture
} from '#lib/api';

type Signal = { signal: AbortSignal };
const mine = ['influence', 'pictures', 'mine'] as const;

export const picturesQuery = () =>
  createQuery(() => ({
    queryKey: mine,
    queryFn: ({ signal }: Signal) => call<InfluencePicture[]>('GET', '/influence/pictures', { signal })
  }));

export const previewQuery = (period: () => Period) =>
  createQuery(() => ({
    queryKey: ['influence', 'pictures', 'preview', period()],
    queryFn: ({ signal }: Signal) =>
      call<PictureContent>('GET', '/influence/pictures/preview', { signal, query: { period: period() } })
  }));

export const colleaguesQuery = (query: () => string) =>
  createQuery(() => ({
    queryKey: ['influence', 'pictures', 'colleagues', query()],
    queryFn: ({ signal }: Signal) =>
      call<Colleague[]>('GET', '/influence/pictures/colleagues', { signal, query: { query: query() } }),
    enabled: [...query()].length >= 2
  }));

/** Asked anew each time it is opened: what was taken back must not stand on a screen from before. */
export const shownQuery = (code: () => string) =>
  createQuery(() => ({
    queryKey: ['influence', 'shown', code()],
    queryFn: ({ signal }: Signal) =>
      call<ShownPicture>('GET', `/influence/shown/${encodeURIComponent(code())}`, { signal }),
    staleTime: 0,
    gcTime: 0
  }));

export async function showPicture(input: PictureInput, idempotencyKey: string): Promise<InfluencePicture> {
  const made = await call<InfluencePicture>('POST', '/influence/pictures', { body: input, idempotencyKey });
  client.setQueryData<InfluencePicture[]>(mine, (list) => [
    made,
    ...(list ?? []).filter((each) => each.id !== made.id)
  ]);
  return made;
}

export async function takeBack(id: Id): Promise<void> {
  await call<null>('DELETE', `/influence/pictures/${id}`);
  client.setQueryData<InfluencePicture[]>(mine, (list) => list?.filter((each) => each.id !== id));
}

export const parts: readonly PicturePart[] = ['clicks', 'shares', 'themes'];

/** A picture with these parts of what there is. */
export const pictureOf = (all: PictureContent, chosen: readonly PicturePart[]): PictureContent => ({
  ...all,
  clicks: chosen.includes('clicks') ? all.clicks : null,
  shares: chosen.includes('shares') ? all.shares : null,
  themes: chosen.includes('themes') ? all.themes : null,
  incomplete_hours: chosen.some((each) => each !== 'shares') ? all.incomplete_hours : 0
});

export const addressOfPicture = (origin: string, code: string): string => `${origin}/shown/${code}`;
