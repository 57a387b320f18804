import { client } from '#lib/api';

/**
 * Does this when the first screen has all it asked for: what is not needed to read it (typefaces, the files of other
 * screens) would take the network from what is. After ten seconds in any case.
 */
export function whenSettled(act: () => void, tries = 60): void {
  const waits =
    client.isFetching() > 0 || [...document.images].some((each) => each.loading === 'eager' && !each.complete);
  if (waits && tries > 0) setTimeout(() => whenSettled(act, tries - 1), 160);
  else if ('requestIdleCallback' in window) requestIdleCallback(act, { timeout: 1000 });
  else setTimeout(act);
}
