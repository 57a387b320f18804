import { describe, expect, it } from 'vitest';
import type { Share } from '#lib/api';
import { clicksLine, isAsked, markOf, standings } from './shares';

const share = (part: Partial<Share>): Share =>
  ({ state: 'opened', declared_at: null, tracked: true, clicks: 0, link: 'https://a.example/r/b', ...part }) as Share;

describe('three states of a share, never mixed', () => {
  it('each has its own mark, and « opened » claims none', () => {
    expect(markOf('proved')).toBe('measured');
    expect(markOf('declared')).toBe('declared');
    expect(markOf('opened')).toBeNull();
  });
  it('are counted side by side', () => {
    const list = [share({}), share({ state: 'proved' }), share({ state: 'declared' }), share({ state: 'proved' })];
    expect(standings(list)).toEqual({ opened: 1, declared: 1, proved: 2, not_this_time: 0 });
  });
  it('only an opened one is asked about', () => {
    expect(isAsked(share({}))).toBe(true);
    expect(isAsked(share({ state: 'proved' }))).toBe(false);
    expect(isAsked(share({ state: 'not_this_time' }))).toBe(false);
  });
});

describe('clicks', () => {
  it.each([
    ['counted, even none', share({}), 'counted'],
    [
      'a plain address is never counted, and no zero pretends it was',
      share({ tracked: false, clicks: null }),
      'not_counted'
    ],
    ['a text without a link', share({ tracked: false, clicks: null, link: null }), 'nothing'],
    ['one that did not go out', share({ state: 'not_this_time' }), 'nothing']
  ])('%s', (_, one, expected) => {
    expect(clicksLine(one)).toBe(expected);
  });
});
