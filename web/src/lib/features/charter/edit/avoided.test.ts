import { describe, expect, test } from 'vitest';
import { readPasted, withPasted } from './avoided';

const languages = ['fr', 'en'];
const one = { language: 'fr', country: null, word: 'leader', reason: 'On se compare.', instead: 'reconnu' };

describe('a pasted list of words to avoid', () => {
  test.each([
    ['fr,,leader,On se compare.,reconnu'],
    ['fr;;leader;On se compare.;reconnu'],
    ['fr\t\tleader\tOn se compare.\treconnu'],
    ['langue,pays,mot,raison,plutôt\r\nFR,,leader,On se compare.,reconnu\r\n'],
    ['fr,,"leader","On se compare.",reconnu\n\n']
  ])('%j is read', (text) => {
    expect(readPasted(text, languages)).toEqual({ words: [one], left_out: [] });
  });

  test('quotes hold separators and quotes', () => {
    const { words } = readPasted('en,gb,"best, ever","They say ""no"".",', languages);
    expect(words).toEqual([
      { language: 'en', country: 'GB', word: 'best, ever', reason: 'They say "no".', instead: '' }
    ]);
  });

  test('lines without language, word or reason are named, and the others are kept', () => {
    const read = readPasted('fr,,leader,On se compare.,reconnu\nde,,x,y,\nfr,,,y,\nfr,,x,,\nfr,FRA,x,y,', languages);
    expect(read).toEqual({ words: [one], left_out: [2, 3, 4, 5] });
  });

  test('the same word is replaced', () => {
    const anew = { ...one, word: 'Leader', reason: 'Autre raison.' };
    expect(withPasted([one], [anew])).toEqual([anew]);
    expect(withPasted([one], [{ ...one, country: 'CA' }])).toHaveLength(2);
  });
});
