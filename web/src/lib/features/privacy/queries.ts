import { createInfiniteQuery, createMutation, createQuery } from '@tanstack/svelte-query';
import {
  addressOf,
  call,
  client,
  type Access,
  type ConsentRegister,
  type Page,
  type Proof,
  type ProofClaim,
  type Trust
} from '#lib/api';

export const trustQuery = () =>
  createQuery(() => ({
    queryKey: ['privacy', 'trust'],
    queryFn: ({ signal }: { signal: AbortSignal }) => call<Trust>('GET', '/trust', { signal })
  }));

export const registerQuery = () =>
  createQuery(() => ({
    queryKey: ['privacy', 'register'],
    queryFn: ({ signal }: { signal: AbortSignal }) => call<ConsentRegister>('GET', '/trust/register', { signal }),
    // What is closed does not move.
    staleTime: 10 * 60_000
  }));

export const accessesQuery = () =>
  createInfiniteQuery(() => ({
    queryKey: ['privacy', 'accesses'],
    queryFn: ({ pageParam, signal }: { pageParam: string; signal: AbortSignal }) =>
      call<Page<Access>>('GET', '/trust/accesses', { query: { cursor: pageParam, limit: 12 }, signal }),
    initialPageParam: '',
    getNextPageParam: (last: Page<Access>) => last.next ?? undefined,
    staleTime: 0
  }));

export const proofMutation = () =>
  createMutation(() => ({
    mutationFn: (claim: ProofClaim) => call<Proof>('POST', '/trust/proofs', { body: claim }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['privacy', 'accesses'] })
  }));

export const csvAddress = (language: string): string => addressOf('/trust/register.csv', { language });
