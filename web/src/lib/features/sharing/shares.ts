import type { Share } from '#lib/api';

/** How a share is known. Three states that are never added up: we opened it, the person said so, a reader proved it. */
export type Standing = 'opened' | 'declared' | 'proved' | 'not_this_time';

export const markOf = (state: Standing): 'measured' | 'declared' | null =>
  state === 'proved' ? 'measured' : state === 'declared' ? 'declared' : null;

/** What may still be said of a share: it is asked where nothing was said and nothing is proved. */
export const isAsked = (share: Pick<Share, 'state' | 'declared_at'>): boolean =>
  share.state === 'opened' && share.declared_at === null;

/** The figures of the head, side by side and never summed. */
export function standings(shares: readonly Pick<Share, 'state'>[]): Record<Standing, number> {
  const counts = { opened: 0, declared: 0, proved: 0, not_this_time: 0 };
  for (const share of shares) counts[share.state] += 1;
  return counts;
}

/** A share that did not go out has no clicks to show; one with a plain address was never counted. */
export function clicksLine(share: Share): 'counted' | 'not_counted' | 'nothing' {
  if (share.state === 'not_this_time') return 'nothing';
  if (!share.tracked || share.clicks === null) return share.link ? 'not_counted' : 'nothing';
  return 'counted';
}
