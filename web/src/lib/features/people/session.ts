import { goto } from '$app/navigation';
import { call, client, type Me } from '#lib/api';
import { isLanguage, t, useLanguage } from '#lib/i18n';
import { toast } from '#lib/ui';
import { forgetAllUnsent } from '#lib/unsent';
import { meOptions } from './queries';
import { landing, safeNext } from './rules';

/** Somebody has come in: nothing of who was here before stays, and they land where they wanted to go. */
export async function enter(me: Me, next: string | null = null): Promise<void> {
  client.removeQueries({ predicate: (query) => query.queryKey[1] !== 'programme' });
  client.setQueryData(meOptions.queryKey, me);
  const language = me.preferences.language;
  if (isLanguage(language)) await useLanguage(language);
  const start = landing(me);
  // What must come first (a second factor, a charter that changed, the first questions) comes before the address that was asked for.
  const first = ['/second-factor', '/charter', '/welcome'].includes(start);
  await goto(first ? start : (safeNext(next) ?? start), { replaceState: true });
}

/** Out: the session ends on the server, and nothing of it stays in this tab. */
export async function signOut(): Promise<void> {
  await call('DELETE', '/session');
  await forget();
  toast(t('door.signed_out'));
}

/** Empties the cache of answers, throws away words that never left this browser, and goes to the door. */
export async function forget(to = '/sign-in'): Promise<void> {
  await forgetAllUnsent();
  await goto(to, { replaceState: true });
  client.removeQueries({ predicate: (query) => query.queryKey[1] !== 'programme' });
}

/** The secret of a one-time link: it stands behind # so that no server, proxy or log ever sees it. */
export function tokenOf(hash: string): string | null {
  const token = decodeURIComponent(hash.replace(/^#/, '')).trim();
  return /^[\w.~-]{8,}$/.test(token) ? token : null;
}
