import { describe, expect, it } from 'vitest';
import { barsOf, bestOf, dotUnit, heatMapOf, isFirstDay, labelled, periodOf, ringDots, stepOf } from './rules';

const week = (week_start: string, clicks: number) => ({ week_start, clicks, incomplete: false });

describe('bars', () => {
  const by_week = [week('2026-11-02', 4), week('2026-11-09', 9), week('2026-11-16', 0), week('2026-11-23', 7)];
  it('mark the two highest, and never an empty one', () => {
    expect(barsOf({ period: '3m', by_day: [], by_week }).map((bar) => bar.marked)).toEqual([false, true, false, true]);
    expect(barsOf({ period: '3m', by_day: [], by_week: [week('2026-11-02', 0)] })[0]?.marked).toBe(false);
  });
  it('are days for a month', () => {
    const by_day = [{ day: '2026-11-24', clicks: 3, incomplete: true }];
    expect(barsOf({ period: '30d', by_day, by_week })).toEqual([
      { day: '2026-11-24', clicks: 3, incomplete: true, marked: true }
    ]);
  });
  it('the best is the latest of the highest', () => {
    expect(bestOf(barsOf({ period: '1y', by_day: [], by_week }))?.day).toBe('2026-11-09');
    expect(bestOf([])).toBeNull();
  });
});

describe('hours', () => {
  it('show the working day, and the weekend only where somebody read then', () => {
    const map = heatMapOf([{ weekday: 2, hour: 21, clicks: 3 }]);
    expect(map.hours[0]).toBe(7);
    expect(map.hours.at(-1)).toBe(21);
    expect(map.days).toEqual([1, 2, 3, 4, 5]);
    expect(map.at(2, 21)).toBe(3);
    expect(map.at(2, 8)).toBe(0);
    expect(heatMapOf([{ weekday: 6, hour: 9, clicks: 1 }]).days).toContain(6);
    expect(heatMapOf([]).highest).toBe(0);
  });
  it('a click is never drawn as none', () => {
    expect(stepOf(1, 1000)).toBe(1);
    expect(stepOf(0, 1000)).toBe(0);
    expect(stepOf(1000, 1000)).toBe(6);
  });
});

describe('circles', () => {
  it.each([
    [0, 1],
    [120, 1],
    [121, 2],
    [500, 5],
    [1201, 20],
    [100_000, 1000]
  ])('%i clicks: one dot is %i', (clicks, expected) => {
    expect(dotUnit(clicks)).toBe(expected);
  });
  it('keep every dot inside its ring', () => {
    const dots = ringDots(200, 20, 70);
    expect(dots).toHaveLength(200);
    for (const dot of dots) {
      const radius = Math.hypot(dot.x, dot.y);
      expect(radius).toBeGreaterThanOrEqual(20);
      expect(radius).toBeLessThanOrEqual(70);
    }
  });
});

describe('words and edges', () => {
  it('a period that is not one is three months', () => {
    expect(periodOf('1y')).toBe('1y');
    expect(periodOf('forever')).toBe('3m');
    expect(periodOf(null)).toBe('3m');
  });
  it('labels the last place of an axis and about as many as asked', () => {
    const shown = Array.from({ length: 12 }, (_, index) => labelled(12, 4)(index));
    expect(shown.filter(Boolean)).toHaveLength(4);
    expect(shown.at(-1)).toBe(true);
  });
  it('knows a first day', () => {
    expect(isFirstDay({ clicks: 0, shares: { opened: 0, declared: 0, proved: 0 } })).toBe(true);
    expect(isFirstDay({ clicks: 0, shares: { opened: 1, declared: 0, proved: 0 } })).toBe(false);
  });
});
