import { readdirSync, readFileSync } from 'node:fs';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { messageOf, type Values } from '../../src/lib/i18n/message';

// The library that knows all of ICU MessageFormat says what is right: every message of both languages, with each choice
// it offers and with numbers on both sides of each rule, says the same through our reader.
const root = new URL('../../../locales/', import.meta.url);
const numbers = [0, 1, 2, 5, 21, 1_000, 1_234_567, 0.5];

interface Element {
  type: number;
  value?: string;
  options?: Record<string, { value: Element[] }>;
}

/** The names a message asks for, and what is worth giving under each. */
function asked(elements: Element[], found = new Map<string, Set<string | number>>()): typeof found {
  for (const { type, value = '', options = {} } of elements) {
    const isNumber = type === 2 || type === 6;
    if (type === 1 || type === 5 || isNumber) {
      const given = found.get(value) ?? new Set();
      for (const each of isNumber ? numbers : [...Object.keys(options), 'Léa’s <b>#{1}</b>']) given.add(each);
      found.set(value, given);
    }
    for (const option of Object.values(options)) asked(option.value, found);
  }
  return found;
}

/** Each name's values in turn beside the first of all others: every branch of a message is said once at least. */
function* samples(names: Map<string, Set<string | number>>): Generator<Values> {
  const first = Object.fromEntries([...names].map(([name, given]) => [name, [...given][0]]));
  yield first;
  for (const [name, given] of names)
    for (const value of given)
      for (const [other, others] of names)
        for (const beside of others) yield { ...first, [other]: beside, [name]: value };
}

describe.each(['fr', 'en'])('every message of %s says what MessageFormat says', (language) => {
  it.each(readdirSync(new URL(`${language}/`, root)))('%s', (file) => {
    const all = JSON.parse(readFileSync(new URL(`${language}/${file}`, root), 'utf8')) as Record<string, string>;
    for (const [key, text] of Object.entries(all)) {
      expect(text, `${key}: quoting is not read`).not.toContain("'");
      const theirs = new IntlMessageFormat(text, language, undefined, { ignoreTag: true });
      const ours = messageOf(text, language);
      for (const values of samples(asked(theirs.getAst() as Element[])))
        expect(ours(values), `${key} with ${JSON.stringify(values)}`).toBe(theirs.format(values));
    }
  });
});

describe('a message', () => {
  it('counts in the plural that is around it, and nowhere else', () => {
    const text =
      '{n, plural, =0 {none #} one {# of {m, plural, one {#} other {# in all}}} other {# {k, select, a {#} other {}}}} #';
    const ours = messageOf(text, 'en');
    const theirs = new IntlMessageFormat(text, 'en');
    for (const values of [
      { n: 0, m: 1, k: 'a' },
      { n: 1, m: 7, k: 'a' },
      { n: 1200, m: 1, k: 'b' },
      { n: 3, m: 1, k: 'a' }
    ])
      expect(ours(values)).toBe(theirs.format(values));
  });
  it('says nothing for what is null, and the words of a choice for what is true', () => {
    expect(messageOf('[{a}]', 'en')({ a: null })).toBe('[]');
    expect(messageOf('{a, select, true {yes} other {no}}', 'en')({ a: true })).toBe('yes');
  });
  it('ordinals', () => {
    const text = '{n, selectordinal, one {#st} two {#nd} few {#rd} other {#th}}';
    for (const n of numbers) expect(messageOf(text, 'en')({ n })).toBe(new IntlMessageFormat(text, 'en').format({ n }));
  });
  it.each(['{', '}', '{a', '{a,}', '{a, date}', '{a, plural, one {x}}', '{a, select, other {x}', '{a b}'])(
    'that is broken is refused: %s',
    (text) => expect(() => messageOf(text, 'en')({ a: 1 })).toThrow(SyntaxError)
  );
  it('that asks for what is not given says so', () => {
    expect(() => messageOf('{name}', 'en')({})).toThrow('{name}');
  });
});
