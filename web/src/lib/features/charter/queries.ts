import { createQuery } from '@tanstack/svelte-query';
import { call, type Charter } from '#lib/api';
import { language } from '#lib/i18n';

/** The current charter in the language of the screen; open to everybody, read before anything is accepted. */
export const charterQuery = () =>
  createQuery(() => ({
    queryKey: ['charter', 'current', language()],
    queryFn: ({ signal }) => call<Charter>('GET', '/charter', { query: { language: language() }, signal }),
    staleTime: 60_000
  }));
