import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CountRule } from '#lib/api';
import { foldAt, lengthOf, roomOf, textWithLink } from './length';

interface Vector {
  rule: CountRule;
  text: string;
  count: number;
  bytes?: number;
}
const file = new URL('../../../../../tests/vectors/lengths.json', import.meta.url);
const { vectors } = JSON.parse(readFileSync(file, 'utf8')) as { vectors: Vector[] };

describe('lengths agree with the vectors that the server reads too', () => {
  it('has vectors of every rule', () => {
    expect(new Set(vectors.map((each) => each.rule)).size).toBe(6);
    expect(vectors.length).toBeGreaterThan(80);
  });
  it.each(vectors.map((each) => [each.rule, each.text, each] as const))('%s: %s', (_rule, _text, vector) => {
    const length = lengthOf(vector.rule, vector.text);
    expect(length.count).toBe(vector.count);
    if (vector.bytes !== undefined) expect(length.bytes).toBe(vector.bytes);
  });
  it('counts a lone surrogate and never throws', () => {
    for (const rule of ['plain', 'linkedin', 'x', 'threads', 'mastodon', 'bluesky'] as const)
      expect(lengthOf(rule, 'a\ud83d').count).toBeGreaterThan(0);
  });
});

const x = { count_rule: 'x', text_limit: 280, link_in_text: true } as const;
const linkedin = { count_rule: 'linkedin', text_limit: 3000, link_in_text: false } as const;
const bluesky = { count_rule: 'bluesky', text_limit: 300, link_in_text: true } as const;

describe('the room a text takes', () => {
  it('counts the link where it stands in the text, and nowhere else', () => {
    expect(roomOf(x, 'Bonjour', 'https://essaim.example/r/abcdefghij').count).toBe(7 + 1 + 23);
    expect(roomOf(linkedin, 'Bonjour', 'https://essaim.example/r/abcdefghij').count).toBe(7);
    expect(textWithLink(bluesky, 'a', 'https://b.example')).toBe('a\n\nhttps://b.example');
    expect(textWithLink(bluesky, '', 'https://b.example')).toBe('https://b.example');
  });
  it('warns from nine tenths and says how much is too much', () => {
    expect(roomOf(x, 'a'.repeat(251), '').state).toBe('fits');
    expect(roomOf(x, 'a'.repeat(252), '').state).toBe('nearly');
    expect(roomOf(x, 'a'.repeat(280), '').state).toBe('nearly');
    expect(roomOf(x, 'a'.repeat(283), '')).toMatchObject({ state: 'over', over: 3 });
  });
  it('a text of few graphemes may still be too heavy for Bluesky', () => {
    expect(roomOf(bluesky, '👨‍👩‍👧‍👦'.repeat(130), '')).toMatchObject({ state: 'over', over: 0 });
  });
  it('has no limit where the network has none', () => {
    expect(roomOf({ ...linkedin, text_limit: null }, 'a'.repeat(9000), '').state).toBe('fits');
  });
});

describe('the fold', () => {
  it('stands at the last space before it', () => {
    expect(foldAt('un deux trois quatre', 10)).toBe(7);
    expect(foldAt('court', 10)).toBeNull();
    expect(foldAt('court', null)).toBeNull();
  });
  it('never cuts a character in two', () => {
    expect(foldAt('🐝'.repeat(20), 11)).toBe(10);
  });
});
