import type { Influence, Period } from '#lib/api';

export const periods: readonly Period[] = ['30d', '3m', '1y'];

export function periodOf(word: string | null): Period {
  return periods.find((each) => each === word) ?? '3m';
}

export interface Bar {
  day: string;
  clicks: number;
  incomplete: boolean;
  /** One of the one or two that matter: labelled and dark. */
  marked: boolean;
}

/** Days for a month, weeks for more; the two highest are the ones that get a label. */
export function barsOf(influence: Pick<Influence, 'period' | 'by_day' | 'by_week'>): Bar[] {
  const rows =
    influence.period === '30d'
      ? influence.by_day.map((each) => ({ day: each.day, clicks: each.clicks, incomplete: each.incomplete }))
      : influence.by_week.map((each) => ({ day: each.week_start, clicks: each.clicks, incomplete: each.incomplete }));
  const highest = rows
    .map((row, at) => ({ at, clicks: row.clicks }))
    .filter((row) => row.clicks > 0)
    .sort((a, b) => b.clicks - a.clicks || b.at - a.at)
    .slice(0, 2)
    .map((row) => row.at);
  return rows.map((row, at) => ({ ...row, marked: highest.includes(at) }));
}

export const bestOf = (bars: readonly Bar[]): Bar | null =>
  bars.reduce<Bar | null>((best, bar) => (bar.clicks > 0 && (!best || bar.clicks >= best.clicks) ? bar : best), null);

export interface HeatMap {
  hours: number[];
  days: number[];
  /** Clicks of a weekday and hour; hours without any are 0. */
  at: (weekday: number, hour: number) => number;
  highest: number;
}

/** The working day always, and beyond it what has clicks; the weekend only where somebody read then. */
export function heatMapOf(cells: Influence['hours']['cells']): HeatMap {
  const used = cells.filter((each) => each.clicks > 0);
  const first = Math.min(7, ...used.map((each) => each.hour));
  const last = Math.max(18, ...used.map((each) => each.hour));
  const days = [1, 2, 3, 4, 5, 6, 7].filter((day) => day <= 5 || used.some((each) => each.weekday === day));
  const found = new Map(cells.map((each) => [each.weekday * 24 + each.hour, each.clicks]));
  return {
    hours: Array.from({ length: last - first + 1 }, (_, index) => first + index),
    days,
    at: (weekday, hour) => found.get(weekday * 24 + hour) ?? 0,
    highest: Math.max(0, ...used.map((each) => each.clicks))
  };
}

/** 0 for nothing, then six steps of the sequence by share of the highest. */
export function stepOf(clicks: number, highest: number): number {
  if (clicks <= 0 || highest <= 0) return 0;
  return Math.min(6, Math.max(1, Math.ceil((clicks / highest) * 6)));
}

/** How many clicks one dot stands for, so that no circle needs more than `most` of them: a round number, said in words. */
export function dotUnit(clicks: number, most = 120): number {
  for (let power = 1; ; power *= 10)
    for (const step of [1, 2, 5]) if (clicks / (step * power) <= most) return step * power;
}

export interface Point {
  x: number;
  y: number;
}

const goldenAngle = Math.PI * (3 - Math.sqrt(5));

/** Dots of a ring, spread evenly by area from its inner edge: the more there are, the closer they stand. */
export function ringDots(count: number, inner: number, outer: number): Point[] {
  return Array.from({ length: count }, (_, index) => {
    const part = (index + 0.5) / count;
    const radius = Math.sqrt(inner * inner + part * (outer * outer - inner * inner));
    const angle = index * goldenAngle - Math.PI / 2;
    return { x: Math.cos(angle) * radius, y: Math.sin(angle) * radius };
  });
}

/** About `most` labels on an axis of `count` places, the last one always among them. */
export function labelled(count: number, most: number): (index: number) => boolean {
  const step = Math.max(1, Math.ceil(count / Math.max(1, most)));
  return (index) => (count - 1 - index) % step === 0;
}

/** Nothing was shared yet: the first day, not a failure. */
export const isFirstDay = (influence: Pick<Influence, 'shares' | 'clicks'>): boolean =>
  influence.clicks === 0 && influence.shares.opened + influence.shares.declared + influence.shares.proved === 0;
