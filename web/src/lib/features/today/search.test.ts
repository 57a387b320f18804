import { describe, expect, it } from 'vitest';
import { addressOf, firstDay, isAsked, searchOf } from './search';

describe('the address of a search', () => {
  it('says what is asked and comes back the same', () => {
    const search = searchOf(new URLSearchParams('query=r%C3%A9seau&theme=k3&kind=video&language=fr&period=30d'));
    expect(search).toEqual({ query: 'réseau', theme_id: 'k3', kind: 'video', language: 'fr', period: '30d' });
    expect(searchOf(new URL(addressOf(search), 'https://x.example').searchParams)).toEqual(search);
  });
  it('leaves out what is not asked or not known', () => {
    const search = searchOf(new URLSearchParams('kind=nonsense&period=century'));
    expect(addressOf(search)).toBe('/search');
    expect(isAsked(search)).toBe(false);
  });
});

describe('the period of a search', () => {
  const now = new Date('2026-11-22T23:30:00Z');
  it('begins so many days ago, today counted', () => {
    expect(firstDay('7d', now)).toBe('2026-11-16');
    expect(firstDay('30d', now)).toBe('2026-10-24');
  });
  it('has no beginning where none is asked', () => {
    expect(firstDay('any', now)).toBe('');
  });
});
