import { createInfiniteQuery, createQuery, keepPreviousData, useQueryClient } from '@tanstack/svelte-query';
import {
  call,
  client,
  idempotencyKey,
  type BackupReport,
  type BrandMark,
  type BrandPalette,
  type FirstSteps,
  type Group,
  type Id,
  type ImportPreview,
  type ImportReport,
  type InviteInput,
  type Me,
  type OutboxRow,
  type Page,
  type PeoplePage,
  type PersonInput,
  type PersonRow,
  type Role,
  type Settings,
  type Site,
  type Source,
  type Story
} from '#lib/api';
import { useOwnWords } from '#lib/i18n';
import { meOptions } from '../queries';

type Signal = { signal: AbortSignal };

export const groupsQuery = () =>
  createQuery(() => ({
    queryKey: ['people', 'groups'],
    queryFn: ({ signal }: Signal) => call<Group[]>('GET', '/groups', { signal }),
    staleTime: 5 * 60_000
  }));

export const sitesQuery = () =>
  createQuery(() => ({
    queryKey: ['people', 'sites'],
    queryFn: ({ signal }: Signal) => call<Site[]>('GET', '/sites', { signal }),
    staleTime: 5 * 60_000
  }));

export const directoryQuery = (filter: () => { query: string; group_id: string }) =>
  createInfiniteQuery(() => ({
    queryKey: ['people', 'directory', filter()],
    queryFn: ({ pageParam, signal }: { pageParam: string; signal: AbortSignal }) =>
      call<PeoplePage>('GET', '/people', { query: { ...filter(), cursor: pageParam, limit: 50 }, signal }),
    initialPageParam: '',
    getNextPageParam: (last: PeoplePage) => last.next ?? undefined
  }));

export const outboxQuery = () =>
  createQuery(() => ({
    queryKey: ['people', 'outbox'],
    queryFn: ({ signal }: Signal) => call<OutboxRow[]>('GET', '/outbox', { signal }),
    // Letters are written and sent after the answer to whoever invites: while some wait, looked at more often.
    refetchInterval: ({ state }) => (state.data?.some((row) => row.state === 'queued') ? 3_000 : 10_000)
  }));

/** Whether I am among those meant: of that group and the groups below it, or of all. An invitation leaves me out. */
export const amMeantQuery = (me: () => Pick<Me, 'id' | 'email'> | undefined, group: () => string | null) =>
  createQuery(() => ({
    queryKey: ['people', 'directory', 'me', group()],
    queryFn: ({ signal }: Signal) =>
      call<PeoplePage>('GET', '/people', {
        query: { query: me()?.email, group_id: group(), limit: 10 },
        signal
      }).then(({ items }) => items.some((each) => each.id === me()?.id)),
    enabled: me() !== undefined && group() !== null
  }));

const firstSteps = ['people', 'first_steps'];

export const firstStepsQuery = (enabled: () => boolean) =>
  createQuery(() => ({
    queryKey: firstSteps,
    queryFn: ({ signal }: Signal) => call<FirstSteps>('GET', '/first-steps', { signal }),
    enabled: enabled()
  }));

/** Whether anything feeds the programme: a source to follow, or a story that somebody wrote. */
export const hasContentQuery = (enabled: () => boolean) =>
  createQuery(() => ({
    queryKey: ['content', 'any'],
    queryFn: async ({ signal }: Signal) => {
      const [sources, stories] = await Promise.all([
        call<Source[]>('GET', '/sources', { signal }),
        call<Page<Story>>('GET', '/stories', { query: { limit: 1 }, signal })
      ]);
      return sources.length + stories.items.length > 0;
    },
    enabled: enabled(),
    staleTime: 0
  }));

export const noteCharterRead = () =>
  call<null>('POST', '/first-steps/charter').then(() => client.invalidateQueries({ queryKey: firstSteps }));

export const settingsQuery = () =>
  createQuery(() => ({
    queryKey: ['people', 'settings'],
    queryFn: ({ signal }: Signal) => call<Settings>('GET', '/settings', { signal })
  }));

/** What a colour would become; the server decides. The one before stays in sight until the next is there. */
export const paletteQuery = (colour: () => string) =>
  createQuery(() => ({
    queryKey: ['people', 'palette', colour()],
    queryFn: ({ signal }: Signal) =>
      call<BrandPalette>('GET', '/brand/palette', { query: { colour: colour() }, signal }),
    placeholderData: keepPreviousData,
    staleTime: Infinity
  }));

export const markQuery = (id: () => string) =>
  createQuery(() => ({
    queryKey: ['people', 'mark', id()],
    queryFn: ({ signal }: Signal) => call<BrandMark>('GET', `/marks/${id()}`, { signal }),
    enabled: id() !== '',
    staleTime: Infinity
  }));

export const backupQuery = () =>
  createQuery(() => ({
    queryKey: ['people', 'backup'],
    queryFn: ({ signal }: Signal) => call<BackupReport>('GET', '/backup', { signal })
  }));

/** What leads and administrators do with the directory. Whether somebody is a member is in none of the answers. */
export function directoryActs() {
  const client = useQueryClient();
  const refresh = <T>(answer: T) =>
    Promise.all(
      ['directory', 'groups', 'sites', 'outbox', 'first_steps'].map((name) =>
        client.invalidateQueries({ queryKey: ['people', name] })
      )
    ).then(() => answer);
  return {
    preview: (file: File) =>
      file
        .arrayBuffer()
        .then((body) => call<ImportPreview>('POST', '/people/import-previews', { body, type: 'text/csv' })),
    take: (preview_id: Id) => call<ImportReport>('POST', '/people/imports', { body: { preview_id } }).then(refresh),
    add: (person: PersonInput) => call<PersonRow>('POST', '/people', { body: person }).then(refresh),
    change: (id: Id, person: PersonInput) => call<PersonRow>('PATCH', `/people/${id}`, { body: person }).then(refresh),
    setRoles: (id: Id, roles: Role[]) =>
      call<PersonRow>('PUT', `/people/${id}/roles`, { body: { roles } }).then(refresh),
    invite: (input: InviteInput, key = idempotencyKey()) =>
      call<{ count: number }>('POST', '/invitations', { body: input, idempotencyKey: key }).then(refresh),
    link: (id: Id) => call<{ url: string }>('POST', `/people/${id}/invitation-link`).then(refresh),
    bringMark: (file: File) =>
      file
        .arrayBuffer()
        .then((body) => call<BrandMark>('POST', '/marks', { body, type: 'application/octet-stream' }))
        .then((mark) => {
          client.setQueryData(['people', 'mark', mark.id], mark);
          return mark;
        }),
    removeFactor: (id: Id) => call<null>('DELETE', `/people/${id}/second-factor`),
    saveSettings: (settings: Omit<Settings, 'base_url' | 'short_base_url'>) =>
      call<Settings>('PUT', '/settings', { body: settings }).then((saved) => {
        // An executive may read others: the programme says them anew.
        if (!client.getQueryData(meOptions.queryKey)?.roles.includes('executive')) useOwnWords(saved.words);
        client.setQueryData(['people', 'settings'], saved);
        void client.invalidateQueries({ queryKey: ['people', 'programme'] });
        void client.invalidateQueries({ queryKey: ['charter'] });
        return saved;
      })
  };
}
