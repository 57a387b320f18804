import { QueryClient } from '@tanstack/svelte-query';
import { Problem } from './problem';

/** The one cache of what the server knows. Queries only: no store beside it. */
export const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      gcTime: 5 * 60_000,
      refetchOnWindowFocus: true,
      networkMode: 'always',
      // An answer is an answer: only silence and a stumbling server are worth another try.
      retry: (count, error) => count < 2 && error instanceof Problem && (error.offline || error.status >= 502)
    },
    mutations: { networkMode: 'always', retry: false }
  }
});
