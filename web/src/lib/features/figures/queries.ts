import { createQuery, keepPreviousData } from '@tanstack/svelte-query';
import { addressOf, call, type Figures } from '#lib/api';

/** `block`: a day of the four weeks asked for, or nothing for the newest. */
export const figuresQuery = (block: () => string) =>
  createQuery(() => ({
    queryKey: ['figures', block()],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      call<Figures>('GET', '/figures', { signal, query: block() ? { block: block() } : {} }),
    // Other weeks replace the figures when they are there, so that the page does not jump.
    placeholderData: keepPreviousData,
    // What is closed does not move.
    staleTime: 10 * 60_000
  }));

export const fileAddress = (ending: 'csv' | 'xlsx', block: string, language: string): string =>
  addressOf(`/figures.${ending}`, block ? { block, language } : { language });
