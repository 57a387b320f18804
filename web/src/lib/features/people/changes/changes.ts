import { createInfiniteQuery, createQuery } from '@tanstack/svelte-query';
import { call, type Change, type Page } from '#lib/api';
import { clock, countryName, has, languageWithin, t } from '#lib/i18n';

export const changesQuery = (topic: () => string) =>
  createInfiniteQuery(() => ({
    queryKey: ['people', 'changes', topic()],
    queryFn: ({ pageParam, signal }: { pageParam: string; signal: AbortSignal }) =>
      call<Page<Change>>('GET', '/changes', { query: { topic: topic(), cursor: pageParam, limit: 50 }, signal }),
    initialPageParam: '',
    getNextPageParam: (last: Page<Change>) => last.next ?? undefined,
    staleTime: 0
  }));

/** The last ones, without anybody's name: for everybody. */
export const newestChangesQuery = () =>
  createQuery(() => ({
    queryKey: ['people', 'changes', 'newest'],
    queryFn: ({ signal }: { signal: AbortSignal }) => call<Page<Change>>('GET', '/changes/newest', { signal })
  }));

/** Countries are kept by their two letters and read by their names. */
const wordOf = (change: Change, word: string | null) =>
  word && /^(zone|guide)\./.test(change.action) && /^[A-Z]{2}$/.test(word) ? countryName(word) : (word ?? '');

/** What the organisation calls a granted role. */
export const roleName = (role: string): string => t(`directory.role.${role}`);

/** What was changed, as a sentence; `somebody` stands where nobody is named. */
export function sentenceOf(change: Change, somebody = t('change.somebody')): string {
  const key = `change.action.${change.action}`;
  return t(has(key) ? key : 'change.action.other', {
    role: change.role ? roleName(change.role) : '',
    person: change.person ?? somebody,
    language: change.language ? languageWithin(change.language) : '',
    name: wordOf(change, change.name),
    from: wordOf(change, change.from),
    to: wordOf(change, change.to),
    has_name: change.name ? 'yes' : 'no',
    has_from: change.from ? 'yes' : 'no',
    has_to: change.to ? 'yes' : 'no',
    count: change.people ?? 0
  });
}

/** Who did it, and at what time of that day. */
export function hand(change: Change): string {
  const at = clock(change.at);
  if (change.by !== null) return t('change.by', { at, name: change.by });
  return t(change.by_machine ? 'change.by_machine' : 'change.by_nobody', { at });
}

/** The newest first, a list a day, by the reader's own calendar. */
export function byDay(changes: readonly Change[]): { day: string; changes: Change[] }[] {
  const days: { day: string; changes: Change[] }[] = [];
  for (const change of changes) {
    const at = new Date(change.at);
    const day = [at.getFullYear(), at.getMonth() + 1, at.getDate()]
      .map((part) => String(part).padStart(2, '0'))
      .join('-');
    const last = days.at(-1);
    if (last?.day === day) last.changes.push(change);
    else days.push({ day, changes: [change] });
  }
  return days;
}
