import { describe, expect, it } from 'vitest';
import type { Story, Theme, Today } from '#lib/api';
import { coverColour, dayWord, emphasise, quietDays, reasonOf, sequence, withKept } from './rules';

const themes: Theme[] = [
  { id: 'a', name_fr: 'Réseaux de chaleur', name_en: 'District heating', colour: 'miel', story_count: 3 }
];

describe('why a story is here', () => {
  it.each([
    ['theme', 'theme'],
    ['today.why.company', 'company'],
    ['something_newer', 'everybody']
  ])('%s → %s', (code, expected) => {
    expect(reasonOf({ code, values: {} })).toBe(expected);
  });

  it('sets the theme apart, and nothing where it is not said', () => {
    expect(emphasise('Vous suivez Rénovation.', ['Rénovation'])).toEqual([
      { text: 'Vous suivez ', strong: false },
      { text: 'Rénovation', strong: true },
      { text: '.', strong: false }
    ]);
    expect(emphasise('Pour tout le monde.', [null, 'Rénovation'])).toEqual([
      { text: 'Pour tout le monde.', strong: false }
    ]);
  });
});

describe('themes of a cover', () => {
  it('takes the colour of the first theme, else sapin, and none while the themes are on their way', () => {
    expect(coverColour(['a'], themes)).toBe('miel');
    expect(coverColour(['gone'], themes)).toBe('sapin');
    expect(coverColour([], undefined)).toBeNull();
  });
});

describe('the day of a story', () => {
  it.each([
    ['2026-11-24', 'today'],
    ['2026-11-23', 'yesterday'],
    ['2026-11-22', 'day'],
    ['2026-11-25', 'day']
  ])('%s → %s', (day, expected) => {
    expect(dayWord(day, '2026-11-24')).toBe(expected);
  });
  it('a change of clocks moves no day', () => {
    expect(dayWord('2026-10-24', '2026-10-25')).toBe('yesterday');
  });
});

describe('the page', () => {
  const today = {
    stories: [
      {
        story: { id: 'one', stance: 'useful' } as Story,
        why: { code: 'theme', values: {} },
        kept: false,
        shared_on: null
      },
      {
        story: { id: 'two', stance: 'company' } as Story,
        why: { code: 'company', values: {} },
        kept: false,
        shared_on: null
      }
    ]
  } as unknown as Today;
  it('draws its marks in order', () => {
    expect(sequence(today)).toEqual(['useful', 'company']);
  });
  it('keeps one story and leaves the others', () => {
    expect(withKept(today, 'two', true)?.stories.map((each) => each.kept)).toEqual([false, true]);
    expect(withKept(undefined, 'two', true)).toBeUndefined();
  });
});

describe('the days without a message', () => {
  it.each([
    [[1, 2, 3, 4, 5], ['weekend']],
    [
      [2, 3, 4, 5],
      [1, 'weekend']
    ],
    [[1, 2, 3, 4, 5, 7], [6]],
    [[1, 2, 3, 4, 5, 6, 7], []],
    [[], [1, 2, 3, 4, 5, 'weekend']]
  ])('%j leaves out %j', (allowed, quiet) => {
    expect(quietDays(allowed)).toEqual(quiet);
  });
});
