import type { FigureBlock, Figures, FigureTheme, FigureUnit, FigureWeek } from '#lib/api';

/** Below, clicks are too few to be compared; the table stays. */
export const leastClicksToCompare = 30;
/** Below on both sides, nothing is concluded. */
export const leastToConclude = 100;
const mostRows = 8;

/** Whole percent of a whole; null where either is hidden. */
export const percentOf = (part: number | null, whole: number | null): number | null =>
  part === null || whole === null || whole === 0 ? null : Math.round((part / whole) * 100);

export interface Gap {
  theme: FigureTheme;
  shared: number;
  clicked: number;
  low: number;
  high: number;
  /** Percentage points, clicked less shared. */
  gap: number;
  /** The range of what is clicked holds what is shared: no difference can be told. */
  open: boolean;
}

/** Themes whose both sides are told, the widest gap towards readers first; at most eight. */
export function gapsOf(block: Pick<FigureBlock, 'themes' | 'tracked' | 'clicks'>): Gap[] {
  const gaps: Gap[] = [];
  for (const theme of block.themes) {
    const shared = percentOf(theme.tracked, block.tracked);
    const clicked = percentOf(theme.clicks, block.clicks);
    if (shared === null || clicked === null) continue;
    const range = theme.clicks_percent ?? { low: clicked, high: clicked };
    const [low, high] = [Math.min(range.low, clicked), Math.max(range.high, clicked)];
    gaps.push({ theme, shared, clicked, low, high, gap: clicked - shared, open: shared >= low && shared <= high });
  }
  return gaps.sort((a, b) => b.gap - a.gap || b.clicked - a.clicked).slice(0, mostRows);
}

/** What the shown themes leave of the whole, in percent: their number, and both sides where both wholes are told. */
export function restOf(
  block: Pick<FigureBlock, 'themes' | 'tracked' | 'clicks'>,
  gaps: readonly Gap[]
): { count: number; shared: number; clicked: number } | null {
  const count = block.themes.length - gaps.length;
  if (count === 0 || gaps.length === 0) return null;
  const left = (of: (gap: Gap) => number) => Math.max(0, 100 - gaps.reduce((sum, gap) => sum + of(gap), 0));
  return { count, shared: left((gap) => gap.shared), clicked: left((gap) => gap.clicked) };
}

/** The one gap worth a sentence: the widest whose range does not hold what is shared. */
export function tellingGap(gaps: readonly Gap[]): Gap | null {
  return gaps.reduce<Gap | null>(
    (best, gap) => (!gap.open && gap.gap !== 0 && (!best || Math.abs(gap.gap) > Math.abs(best.gap)) ? gap : best),
    null
  );
}

export type ThemesAnswer =
  { kind: 'hidden' } | { kind: 'few'; clicks: number } | { kind: 'even' } | { kind: 'gap'; gap: Gap };

export function themesAnswer(block: Pick<FigureBlock, 'themes' | 'tracked' | 'clicks'>): ThemesAnswer {
  const gaps = gapsOf(block);
  if (block.clicks === null || gaps.length === 0) return { kind: 'hidden' };
  if (block.clicks < leastClicksToCompare) return { kind: 'few', clicks: block.clicks };
  const gap = tellingGap(gaps);
  return gap ? { kind: 'gap', gap } : { kind: 'even' };
}

/** Clicks of this theme are too few on both sides for a firm dot. */
export const isWeak = (gap: Gap): boolean =>
  (gap.theme.clicks ?? 0) < leastToConclude && (gap.theme.tracked ?? 0) < leastToConclude;

/** The last week whose people are told. */
export const lastTold = (weeks: readonly FigureWeek[]): FigureWeek | null =>
  [...weeks].reverse().find((week) => week.active !== null) ?? null;

export interface UnitRate {
  unit: FigureUnit;
  /** Of its members, as far as both are told; members are rounded, so never above a hundred. */
  rate: number | null;
}

export const ratesOf = (units: readonly FigureUnit[]): UnitRate[] =>
  units.map((unit) => {
    const rate = percentOf(unit.active, unit.members);
    return { unit, rate: rate === null ? null : Math.min(100, rate) };
  });

/** The lowest and the highest rate, where at least two are told. */
export function rateSpan(rates: readonly UnitRate[]): { low: number; high: number } | null {
  const told = rates.flatMap((each) => (each.rate === null ? [] : [each.rate]));
  return told.length < 2 ? null : { low: Math.min(...told), high: Math.max(...told) };
}

/** Nothing was closed yet, or nothing of what is closed may be told. */
export const isEmpty = (figures: Figures): boolean =>
  figures.block === null &&
  figures.weeks.every((week) => week.active === null && week.clicks === null && week.joined === null);

/** Whether anything on the page is hidden, so that it is said why. */
export function hidesAny(figures: Figures): boolean {
  const block = figures.block;
  return (
    figures.weeks.some((week) => week.active === null || week.clicks === null) ||
    (block !== null &&
      ([
        block.members,
        block.active,
        block.proved,
        block.declared,
        block.opened,
        block.tracked,
        block.clicks,
        block.mix
      ].includes(null) ||
        [...block.themes, ...block.networks].some((each) => each.tracked === null || each.clicks === null) ||
        block.units.some((unit) => [unit.members, unit.active, unit.tracked, unit.clicks].includes(null))))
  );
}

/** What is looked at stands in the address, so that a link opens the same figures. */
export function addressOf(block: string, asTables: boolean): string {
  const search = new URLSearchParams();
  if (block) search.set('block', block);
  if (asTables) search.set('view', 'tables');
  const text = search.toString();
  return text ? `/insight?${text}` : '/insight';
}

/** The Sunday of the fourth week. */
export function lastDayOf(from: string): string {
  const day = new Date(`${from}T12:00:00Z`);
  day.setUTCDate(day.getUTCDate() + 27);
  return day.toISOString().slice(0, 10);
}
