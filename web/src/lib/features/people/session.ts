import { goto } from '$app/navigation';
import { call, client, type Me } from '#lib/api';
import { isLanguage, t, useLanguage } from '#lib/i18n';
import { toast } from '#lib/ui';
import { meOptions, programmeOptions } from './queries';
import { wayOf } from './rules';

/** Somebody has come in: nothing of who was here before stays, and they land where they wanted to go. */
export async function enter(me: Me, next: string | null = null): Promise<void> {
  client.removeQueries({ predicate: (query) => query.queryKey[1] !== 'programme' });
  client.setQueryData(meOptions.queryKey, me);
  // The words depend on who reads them.
  void client.invalidateQueries({ queryKey: programmeOptions.queryKey });
  await speakTo(me);
  await goto(wayOf(me, next), { replaceState: true });
}

/**
 * The screens take the person's language. In the demo many try the same made-up person: there each browser keeps the
 * language it chose at the door.
 */
export async function speakTo(me: Me): Promise<void> {
  const programme = await client.ensureQueryData(programmeOptions).catch(() => null);
  const language = me.preferences.language;
  if (!programme?.demo && isLanguage(language)) await useLanguage(language);
}

/** Out: the session ends on the server, and nothing of it stays in this tab. */
export async function signOut(): Promise<void> {
  await call('DELETE', '/session');
  await forget();
  toast(t('door.signed_out'));
}

/** Empties the cache of answers, throws away words that never left this browser, and goes to the door. */
export async function forget(to = '/sign-in'): Promise<void> {
  // Loaded when it is needed: it weighs on no first visit.
  const { forgetAllUnsent } = await import('#lib/unsent');
  await forgetAllUnsent();
  await goto(to, { replaceState: true });
  client.removeQueries({ predicate: (query) => query.queryKey[1] !== 'programme' });
  void client.invalidateQueries({ queryKey: programmeOptions.queryKey });
}

/** The secret of a one-time link: it stands behind # so that no server, proxy or log ever sees it. */
export function tokenOf(hash: string): string | null {
  const token = decodeURIComponent(hash.replace(/^#/, '')).trim();
  return /^[\w.~-]{8,}$/.test(token) ? token : null;
}
