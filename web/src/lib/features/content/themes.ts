import { createQuery, queryOptions } from '@tanstack/svelte-query';
import { call, type Theme } from '#lib/api';
import { language } from '#lib/i18n';

export const themesOptions = queryOptions({
  queryKey: ['content', 'themes'],
  queryFn: ({ signal }) => call<Theme[]>('GET', '/themes', { signal }),
  staleTime: 5 * 60_000
});

export const themesQuery = () => createQuery(() => themesOptions);

/** A theme's name in the language of the screen, or in the other one where it has none. */
export function themeName(theme: Pick<Theme, 'name_fr' | 'name_en'>): string {
  return language() === 'fr' ? theme.name_fr || theme.name_en : theme.name_en || theme.name_fr;
}
