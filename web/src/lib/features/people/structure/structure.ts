import { createQuery, useQueryClient } from '@tanstack/svelte-query';
import {
  call,
  type Fate,
  type Group,
  type GroupInput,
  type Id,
  type JobFamily,
  type Site,
  type SiteInput,
  type Zone,
  type ZoneInput
} from '#lib/api';

type Signal = { signal: AbortSignal };

export const zonesQuery = () =>
  createQuery(() => ({
    queryKey: ['people', 'zones'],
    queryFn: ({ signal }: Signal) => call<Zone[]>('GET', '/zones', { signal })
  }));

export const jobFamiliesQuery = () =>
  createQuery(() => ({
    queryKey: ['people', 'job_families'],
    queryFn: ({ signal }: Signal) => call<JobFamily[]>('GET', '/job-families', { signal })
  }));

/** What ending it would do to people and stories, asked anew for each choice. */
export const fateQuery = (thing: 'groups' | 'sites', id: () => Id, into: () => string, enabled: () => boolean) =>
  createQuery(() => ({
    queryKey: ['people', 'fate', thing, id(), into()],
    queryFn: ({ signal }: Signal) =>
      call<Fate>('GET', `/${thing}/${id()}/ending`, { query: { into: into() || null }, signal }),
    enabled: enabled(),
    staleTime: 0,
    retry: false
  }));

/** What an administrator does to the organisation's shape. People are counted here, never named. */
export function structureActs() {
  const client = useQueryClient();
  const refresh = <T>(answer: T) =>
    Promise.all(
      ['directory', 'groups', 'sites', 'zones', 'job_families', 'changes'].map((name) =>
        client.invalidateQueries({ queryKey: ['people', name] })
      )
    ).then(() => answer);
  const save =
    <In, Out>(thing: string) =>
    (id: Id | null, body: In) =>
      (id ? call<Out>('PATCH', `/${thing}/${id}`, { body }) : call<Out>('POST', `/${thing}`, { body })).then(refresh);
  return {
    group: save<GroupInput, Group>('groups'),
    site: save<SiteInput, Site>('sites'),
    zone: save<ZoneInput, Zone>('zones'),
    jobFamily: save<{ name: string }, JobFamily>('job-families'),
    end: (thing: 'groups' | 'sites' | 'zones' | 'job-families', id: Id, into = '') =>
      call<null>('DELETE', `/${thing}/${id}`, { query: { into: into || null } }).then(refresh)
  };
}
