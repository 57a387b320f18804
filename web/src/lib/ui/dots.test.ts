import { describe, expect, it } from 'vitest';
import { coverOf, seedOf } from './dots';

describe('the swarm of a story', () => {
  it('is always the same for the same story', () => {
    expect(coverOf(seedOf('k3'))).toEqual(coverOf(seedOf('k3')));
  });
  it('differs from story to story', () => {
    const drawings = Array.from({ length: 40 }, (_, at) => JSON.stringify(coverOf(seedOf(`story-${at}`)).dots));
    expect(new Set(drawings).size).toBe(40);
    expect(new Set(Array.from({ length: 40 }, (_, at) => coverOf(seedOf(`story-${at}`)).ground)).size).toBe(3);
  });
  it('has one honey dot, in sight, and nobody under it', () => {
    for (let at = 0; at < 60; at += 1) {
      const { dots, you } = coverOf(seedOf(`s${at}`));
      expect(dots.length).toBeGreaterThan(30);
      expect(you.x).toBeGreaterThan(60);
      expect(you.x).toBeLessThan(300);
      expect(dots.every((dot) => Math.hypot(dot.x - you.x, dot.y - you.y) >= dot.r)).toBe(true);
    }
  });
});
