import { goto } from '$app/navigation';
import { page } from '$app/state';
import { asProblem } from '#lib/api';

interface Asked {
  isError: boolean;
  error: unknown;
}

/** Whoever is not signed in goes to sign in, and comes back to where they wanted to be. Call it while a room is made. */
export function guard(me: Asked): { readonly signedOut: boolean } {
  const signedOut = $derived(me.isError && asProblem(me.error).status === 401);
  $effect(() => {
    if (!signedOut) return;
    const from = page.url.pathname + page.url.search;
    void goto(from === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(from)}`, { replaceState: true });
  });
  return {
    get signedOut() {
      return signedOut;
    }
  };
}
