import { describe, expect, it } from 'vitest';
import type { FigureBlock, Figures, FigureTheme, FigureUnit } from '#lib/api';
import {
  addressOf,
  lastDayOf,
  gapsOf,
  hidesAny,
  isEmpty,
  isWeak,
  percentOf,
  rateSpan,
  ratesOf,
  restOf,
  tellingGap,
  themesAnswer
} from './rules';

const theme = (id: string, tracked: number | null, clicks: number | null, low = 0, high = 100): FigureTheme => ({
  theme_id: id,
  name_fr: id,
  name_en: id,
  tracked,
  clicks,
  clicks_percent: clicks === null ? null : { low, high }
});
const block = (themes: FigureTheme[], tracked: number | null = 100, clicks: number | null = 200) => ({
  themes,
  tracked,
  clicks
});

describe('themes', () => {
  it('are compared as parts of their own wholes, the widest gap towards readers first', () => {
    const gaps = gapsOf(block([theme('a', 40, 40, 15, 25), theme('b', 20, 100, 45, 55), theme('hidden', null, null)]));
    expect(gaps.map((gap) => [gap.theme.theme_id, gap.shared, gap.clicked, gap.gap])).toEqual([
      ['b', 20, 50, 30],
      ['a', 40, 20, -20]
    ]);
    expect(restOf(block([theme('a', 40, 40), theme('x', null, null)]), gaps.slice(1))).toEqual({
      count: 1,
      shared: 60,
      clicked: 80
    });
  });
  it('a gap inside its range is no difference', () => {
    const open = gapsOf(block([theme('a', 40, 100, 30, 70)]));
    expect(tellingGap(open)).toBeNull();
    expect(themesAnswer(block([theme('a', 40, 100, 30, 70)])).kind).toBe('even');
    expect(themesAnswer(block([theme('a', 40, 100, 45, 55)])).kind).toBe('gap');
  });
  it('hidden wholes and few clicks are said', () => {
    expect(themesAnswer(block([theme('a', 40, 100)], 100, null)).kind).toBe('hidden');
    expect(themesAnswer(block([theme('a', 40, 8)], 100, 12))).toEqual({ kind: 'few', clicks: 12 });
    expect(themesAnswer(block([])).kind).toBe('hidden');
  });
  it('too few on both sides is a hollow dot', () => {
    const [weak] = gapsOf(block([theme('a', 40, 99)]));
    const [firm] = gapsOf(block([theme('a', 40, 100)]));
    expect(weak && isWeak(weak)).toBe(true);
    expect(firm && isWeak(firm)).toBe(false);
  });
});

describe('groups', () => {
  const unit = (active: number | null, members: number | null): FigureUnit => ({
    number: 1,
    form: 'group',
    name: 'g',
    members,
    active,
    tracked: null,
    clicks: null,
    themes: [],
    networks: []
  });
  it('have a rate where both sides are told, never above a hundred', () => {
    expect(ratesOf([unit(34, 75), unit(11, 10), unit(null, 20), unit(5, null)]).map((each) => each.rate)).toEqual([
      45,
      100,
      null,
      null
    ]);
    expect(rateSpan(ratesOf([unit(34, 75), unit(5, 50)]))).toEqual({ low: 10, high: 45 });
    expect(rateSpan(ratesOf([unit(34, 75)]))).toBeNull();
  });
});

describe('the page', () => {
  const figures = (parts: Partial<Figures>): Figures => ({
    least_people: 5,
    weeks: [],
    blocks: [],
    block: null,
    next_week_at: '',
    next_block_at: '',
    ...parts
  });
  const week = { week_start: '2026-11-16', joined: 20, headcount: 40, active: 7, clicks: 9, incomplete: false };
  it('is empty until something may be told', () => {
    expect(isEmpty(figures({}))).toBe(true);
    expect(isEmpty(figures({ weeks: [{ ...week, joined: null, active: null, clicks: null }] }))).toBe(true);
    expect(isEmpty(figures({ weeks: [week] }))).toBe(false);
  });
  it('says that something is hidden only where something is', () => {
    expect(hidesAny(figures({ weeks: [week] }))).toBe(false);
    expect(hidesAny(figures({ weeks: [{ ...week, active: null }] }))).toBe(true);
    const all: FigureBlock = {
      from: '',
      to: '',
      incomplete: false,
      members: 1,
      active: 1,
      proved: 1,
      declared: 1,
      opened: 1,
      tracked: 1,
      clicks: 1,
      clicks_per_share: 1,
      clicks_per_share_range: null,
      mix: { useful_percent: 80, company_percent: 20, target_useful_percent: 80 },
      units: [],
      themes: [],
      networks: [{ network: 'x', tracked: null, clicks: 3 }]
    };
    expect(hidesAny(figures({ weeks: [week], block: all }))).toBe(true);
    expect(hidesAny(figures({ weeks: [week], block: { ...all, networks: [] } }))).toBe(false);
  });
  it('stands in its address', () => {
    expect(addressOf('', false)).toBe('/insight');
    expect(addressOf('2026-10-26', true)).toBe('/insight?block=2026-10-26&view=tables');
    expect(lastDayOf('2026-10-26')).toBe('2026-11-22');
  });
  it('percent of nothing is nothing', () => {
    expect(percentOf(1, 0)).toBeNull();
    expect(percentOf(null, 3)).toBeNull();
    expect(percentOf(1, 3)).toBe(33);
  });
});
