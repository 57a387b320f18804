import { describe, expect, it } from 'vitest';
import { emptyStory, fieldOfInstant, fillFrom, instantOfField, nextAfter, watchKey } from './library-rules';

const page = {
  address: 'https://example.org/a',
  title: 'A title',
  description: 'A summary',
  picture: null,
  site_name: 'Example',
  language: 'en',
  kind: 'video',
  published_at: null,
  reading_minutes: 3,
  picture_missing: false,
  stance_hint: 'company',
  duplicate_of: null
} as const;

describe('a draft filled from its page', () => {
  it('takes what the page says', () => {
    expect(fillFrom(emptyStory('fr'), page)).toMatchObject({
      address: page.address,
      title: 'A title',
      language: 'en',
      kind: 'video',
      stance: 'company'
    });
  });
  it('replaces nothing that was written', () => {
    expect(fillFrom({ ...emptyStory('fr'), title: 'Mine' }, page).title).toBe('Mine');
  });
});

describe('times of a field', () => {
  it('go there and back', () => {
    expect(fieldOfInstant(instantOfField('2026-11-24T09:30'))).toBe('2026-11-24T09:30');
    expect(instantOfField('')).toBeNull();
    expect(fieldOfInstant(null)).toBe('');
  });
});

describe('the inbox by keyboard', () => {
  it('knows its keys and leaves the browser its own', () => {
    const plain = { ctrlKey: false, metaKey: false, altKey: false };
    expect(watchKey({ key: 'g', ...plain })).toBe('keep');
    expect(watchKey({ key: 'e', ...plain })).toBe('drop');
    expect(watchKey({ key: 'g', ...plain, ctrlKey: true })).toBeNull();
    expect(watchKey({ key: 'q', ...plain })).toBeNull();
  });
  it('goes on to the next item that stays', () => {
    const items = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];
    expect(nextAfter(items, new Set(['b']))).toBe('c');
    expect(nextAfter(items, new Set(['c']))).toBe('b');
    expect(nextAfter(items, new Set(['a', 'b', 'c']))).toBeNull();
  });
});
