import { client } from '#lib/api';
import { meOptions, programmeOptions } from '#lib/features/people';
import { firstLanguage, useLanguage } from '#lib/i18n';

// One page application: the server sends the same page for every address and the browser draws it.
export const ssr = false;
export const prerender = false;

export async function load() {
  // Asked while the catalogue travels; the screens find the answers in the cache.
  void client.prefetchQuery(programmeOptions);
  if (!/^\/(?:setup|sign-in|invitation|join)(?:\/|$)/.test(location.pathname)) void client.prefetchQuery(meOptions);
  await useLanguage(firstLanguage());
}
