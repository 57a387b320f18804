import { createQuery, queryOptions } from '@tanstack/svelte-query';
import { call, type Me, type Permission, type Programme } from '#lib/api';

export const meOptions = queryOptions({
  queryKey: ['people', 'me'],
  queryFn: ({ signal }) => call<Me>('GET', '/me', { signal }),
  staleTime: 60_000
});

export const programmeOptions = queryOptions({
  queryKey: ['people', 'programme'],
  queryFn: ({ signal }) => call<Programme>('GET', '/programme', { signal }),
  staleTime: 10 * 60_000
});

/** Who is signed in. Call it while a component is being made: `const me = meQuery()`, then `me.data?.first_name`. */
export const meQuery = () => createQuery(() => meOptions);

/** The programme's name, languages and doors; needs no session. */
export const programmeQuery = () => createQuery(() => programmeOptions);

export function may(me: Me | undefined, permission: Permission): boolean {
  return me?.permissions.includes(permission) ?? false;
}
