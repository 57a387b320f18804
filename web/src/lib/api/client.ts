import { onlineManager, QueryClient } from '@tanstack/svelte-query';
import { Problem } from './problem';

// It listens for changes only: a page that opened without a connection would not notice that one came.
if (navigator.onLine === false) onlineManager.setOnline(false);

/** The one cache of what the server knows. Queries only: no store beside it. */
export const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      gcTime: 5 * 60_000,
      refetchOnWindowFocus: true,
      networkMode: 'always',
      // What failed for want of a connection is asked again when there is one.
      refetchOnReconnect: true,
      // An answer is an answer: only silence and a stumbling server are worth another try, and no try without network.
      retry: (count, error) =>
        count < 2 && error instanceof Problem && ((error.offline && navigator.onLine !== false) || error.status >= 502)
    },
    mutations: { networkMode: 'always', retry: false }
  }
});
