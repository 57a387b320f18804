import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  firstWords,
  indefiniteArticle,
  isArticleOpen,
  isElided,
  nothingOwn,
  parametersOf,
  placeholders,
  settled
} from './words';
import type { Words } from '#lib/api';

const at = (path: string) => new URL(`../../../../${path}`, import.meta.url);
const vectors = JSON.parse(readFileSync(at('tests/vectors/words.json'), 'utf8')) as {
  defaults: Words;
  placeholders: typeof placeholders;
  elided: { word: string; elided: boolean }[];
  article: { word: string; article: string }[];
  voices: { language: 'fr' | 'en'; words: Record<string, string>; parameters: Record<string, string> }[];
};

describe('the rules are the server’s', () => {
  test('the words every programme starts with', () => {
    expect(firstWords).toEqual(vectors.defaults);
    expect(placeholders).toEqual(vectors.placeholders);
  });
  test.each(vectors.elided)('$word: $elided', ({ word, elided }) => expect(isElided(word)).toBe(elided));
  test.each(vectors.article)('$article $word', ({ word, article }) => expect(indefiniteArticle(word)).toBe(article));
  test.each(vectors.voices)('$language $words', ({ language, words, parameters }) => {
    const own = { ...firstWords, [language]: { ...firstWords[language], ...words } };
    expect(parametersOf(own, language)).toMatchObject(parameters);
  });
  test('what is emptied is the first word again', () => {
    const given = structuredClone(firstWords);
    given.fr.member_plural = ' \u00a0';
    given.fr.member_feminine = '  éclaireuse  ';
    expect(settled(given).fr).toEqual({ ...firstWords.fr, member_feminine: 'éclaireuse' });
  });
});

// A message that says the word itself would go on saying it after the organisation chose another.
describe('no message says the words themselves', () => {
  const themselves = {
    fr: /\b(?:membres?|programmes?|pilotes?|animat(?:eur|rice)s?|ambassad\p{L}+)\b/iu,
    en: /\b(?:members?|programmes?|ambassadors?)\b/iu
  };
  const allowed: Record<string, string> = {
    'door.setup.programme_hint': 'speaks about the word, before there is any',
    'settings.words.ambassador': 'speaks about the word'
  };
  for (const language of ['fr', 'en'] as const)
    test(language, () => {
      const found = readdirSync(at(`locales/${language}`)).flatMap((file) => {
        const messages = JSON.parse(readFileSync(at(`locales/${language}/${file}`), 'utf8')) as Record<string, string>;
        return Object.entries(messages)
          .filter(([key]) => !(key in allowed))
          .filter(([, text]) => themselves[language].test(text.replace(/\{\s*\w+\s*[},]/g, ' ')))
          .map(([key, text]) => `${key}: ${text}`);
      });
      expect(found).toEqual([]);
    });
});

test('the article is open only where letters do not tell it', () => {
  for (const word of ['hub', 'Héritage', 'yole']) expect(isArticleOpen(word), word).toBe(true);
  for (const word of ['équipe', 'programme', 'onze', 'œuvre', '24 heures', ''])
    expect(isArticleOpen(word), word).toBe(false);
});

test('words that stand on others: an empty form is theirs, and with a noun its gender and articles', () => {
  const first: Words = {
    fr: { ...firstWords.fr, programme: 'équipe', programme_gender: 'feminine' },
    en: firstWords.en
  };
  const own = nothingOwn(first);
  expect([own.fr.programme, own.fr.programme_gender, own.en.member]).toEqual(['', 'feminine', '']);
  expect(settled(own, first)).toEqual(first);
  own.fr.programme_gender = 'masculine';
  expect(settled(own, first).fr.programme_gender).toBe('feminine');
  own.fr.programme = 'dispositif';
  expect(settled(own, first).fr).toMatchObject({ programme: 'dispositif', programme_gender: 'masculine' });
});
