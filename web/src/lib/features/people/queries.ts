import { createMutation, createQuery, queryOptions } from '@tanstack/svelte-query';
import {
  call,
  client,
  Problem,
  type InvitationView,
  type Me,
  type Permission,
  type Preferences,
  type Programme
} from '#lib/api';
import { isLanguage, useLanguage, useOwnWords } from '#lib/i18n';
import { useBrand } from '#lib/shell';

export const meOptions = queryOptions({
  queryKey: ['people', 'me'],
  queryFn: ({ signal }) => call<Me>('GET', '/me', { signal }),
  staleTime: 60_000
});

export const programmeOptions = queryOptions({
  queryKey: ['people', 'programme'],
  queryFn: async ({ signal }) => {
    const programme = await call<Programme>('GET', '/programme', { signal });
    useOwnWords(programme.words);
    useBrand(programme.brand);
    return programme;
  },
  // Asked again with the next screen: an organisation's new words and colour are everybody's at once.
  staleTime: 5_000
});

export const passkeysKey = ['people', 'passkeys'];

/** Who is signed in. Call it while a component is being made: `const me = meQuery()`, then `me.data?.first_name`. */
export const meQuery = () => createQuery(() => meOptions);

/** The programme's name, languages and doors; needs no session. */
export const programmeQuery = () => createQuery(() => programmeOptions);

/** What a link of an invitation says; it says the same until it expires. The page takes the person's language. */
export const invitationQuery = (token: string | null) =>
  createQuery(() => ({
    queryKey: ['people', 'invitation', token],
    queryFn: async () => {
      const found = await call<InvitationView>('POST', '/invitations/view', { body: { token } });
      if (isLanguage(found.language)) await useLanguage(found.language);
      return found;
    },
    enabled: token !== null,
    staleTime: Infinity
  }));

export function may(me: Me | undefined, permission: Permission): boolean {
  return me?.permissions.includes(permission) ?? false;
}

/**
 * Saves preferences: what changed is shown at once and put back where the server refuses. The whole object is sent,
 * taken from the cache when it goes, so that two quick changes don't overwrite each other.
 */
export const preferencesMutation = () =>
  createMutation(() => ({
    mutationKey: ['people', 'preferences'],
    scope: { id: 'people.preferences' },
    mutationFn: (change: Partial<Preferences>) => {
      const me = client.getQueryData(meOptions.queryKey);
      if (!me) throw new Problem({ status: 401, code: 'session.none' });
      return call<Preferences>('PUT', '/me/preferences', { body: { ...me.preferences, ...change } });
    },
    onMutate: async (change: Partial<Preferences>) => {
      await client.cancelQueries({ queryKey: meOptions.queryKey });
      const before = client.getQueryData(meOptions.queryKey);
      if (before) {
        const preferences = { ...before.preferences, ...change };
        client.setQueryData(meOptions.queryKey, { ...before, preferences, onboarded: preferences.onboarded });
      }
      return { before };
    },
    onSuccess: (preferences) => {
      const me = client.getQueryData(meOptions.queryKey);
      // A later change is on its way: its answer will hold both.
      if (!me || client.isMutating({ mutationKey: ['people', 'preferences'] }) > 1) return;
      client.setQueryData(meOptions.queryKey, { ...me, preferences, onboarded: preferences.onboarded });
    },
    onError: (_error, _change, context) => {
      if (context?.before) client.setQueryData(meOptions.queryKey, context.before);
    }
  }));
