import { describe, expect, test } from 'vitest';
import type { WordToAvoid } from '#lib/api';
import { findAvoided, piecesOf } from './avoided';

const word = (text: string): WordToAvoid => ({ language: 'fr', word: text, reason: 'Une raison.', instead: '' });
const shown = (text: string, ...words: string[]) =>
  findAvoided(text, words.map(word)).flatMap(({ at }) => at.map(([start, end]) => text.slice(start, end)));

describe('words to avoid', () => {
  test.each([
    ['Nous sommes leader du marché.', ['leader'], ['leader']],
    ['Nous sommes LEADER.', ['leader'], ['LEADER']],
    ['Une équipe réactive', ['equipe'], ['équipe']],
    ['Une e\u0301quipe en signes décomposés', ['équipe'], ['e\u0301quipe']],
    ['leadership, leaders, cheerleader', ['leader'], []],
    ['leadership, leaders, cheerleader', ['leader*'], ['leadership', 'leaders']],
    ['Le cœur de métier', ['coeur de métier'], ['cœur de métier']],
    ['l\u2019humain au centre', ["l'humain"], ['l\u2019humain']],
    ['au\u00a0centre', ['au centre'], ['au\u00a0centre']],
    ['deux fois : deux', ['deux'], ['deux', 'deux']],
    ['😀 leader 😀', ['leader'], ['leader']],
    ['tout', ['*', ' '], []],
    ['', ['leader'], []]
  ])('in %j, %j points at %j', (text, words, expected) => {
    expect(shown(text, ...words)).toEqual(expected);
  });

  test('the text stays whole in its pieces', () => {
    const text = 'Notre leadership, au cœur de notre cœur de métier.';
    const found = findAvoided(text, [word('cœur de métier'), word('métier'), word('leader*')]);
    const pieces = piecesOf(text, found);
    expect(pieces.map((each) => each.text).join('')).toBe(text);
    expect(pieces.filter((each) => each.avoided).map((each) => each.text)).toEqual(['leadership', 'cœur de métier']);
    expect(found.map((each) => each.word.word)).toEqual(['leader*', 'cœur de métier', 'métier']);
  });
});
