import { createQuery, keepPreviousData } from '@tanstack/svelte-query';
import { addressOf, call, type Influence, type Period } from '#lib/api';

export const influenceKey = ['influence'] as const;

export const influenceQuery = (period: () => Period) =>
  createQuery(() => ({
    queryKey: [...influenceKey, period()],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      call<Influence>('GET', '/influence', { signal, query: { period: period() } }),
    // Another period replaces the figures when they are there, so that the page does not jump.
    placeholderData: keepPreviousData
  }));

export type CsvTable = 'days' | 'weeks' | 'themes' | 'networks' | 'hours' | 'shares';

export const csvAddress = (period: Period, table: CsvTable, language: string): string =>
  addressOf('/influence.csv', { period, table, language });
