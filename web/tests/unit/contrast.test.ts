import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

// Contrast by WCAG 2.2 (1.4.3: text 4.5, 1.4.11: controls and focus 3), computed from the tokens that are shipped.

const css = readFileSync(fileURLToPath(new URL('../../src/lib/styles/tokens.css', import.meta.url)), 'utf8');

function tokensOf(selector: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const block of css.matchAll(new RegExp(`${selector.replace(/[[\]]/g, '\\$&')}\\s*\\{([^}]*)\\}`, 'g'))) {
    for (const line of (block[1] ?? '').matchAll(/--([\w-]+):\s*([^;]+);/g))
      found.set(line[1] ?? '', (line[2] ?? '').trim());
  }
  return found;
}
const light = tokensOf(':root');
const dark = new Map([...light, ...tokensOf("[data-scheme='dark']")]);

function colour(scheme: Map<string, string>, name: string): string {
  const value = scheme.get(name) ?? '';
  const alias = /^var\(--([\w-]+)\)$/.exec(value);
  return alias ? colour(scheme, alias[1] ?? '') : value;
}
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

const text: [string, string][] = [
  ...['bg', 'surface', 'surface-2', 'surface-3'].flatMap((ground): [string, string][] => [
    ['text', ground],
    ['text-2', ground]
  ]),
  ['text-3', 'bg'],
  ['text-3', 'surface'],
  ['text-3', 'surface-2'],
  ['text-3', 'surface-3'],
  ['on-primary', 'primary'],
  ['on-primary', 'primary-hover'],
  ['on-primary-soft', 'primary-soft'],
  ['on-primary-soft', 'primary-soft-2'],
  ['primary-text', 'bg'],
  ['primary-text', 'surface'],
  ['on-useful', 'useful-soft'],
  ['on-company', 'company-soft'],
  ['on-warm', 'warm-soft'],
  ['on-warn-soft', 'warn-soft'],
  ['danger-text', 'bg'],
  ['danger-text', 'surface'],
  ['danger-text', 'danger-soft'],
  ['on-danger-soft', 'danger-soft'],
  ['on-info-soft', 'info-soft'],
  ['private', 'bg'],
  ['private', 'surface'],
  ['on-private-soft', 'private-soft'],
  ['on-deep', 'deep'],
  ['on-deep-2', 'deep'],
  ['on-toast', 'toast'],
  ['toast-link', 'toast'],
  ...['sapin', 'miel', 'peche', 'ardoise', 'prune'].flatMap((scale): [string, string][] => [
    [`on-avatar-${scale}`, `avatar-${scale}`],
    [`on-cover-${scale}`, `cover-${scale}`]
  ])
];
const shapes: [string, string][] = [
  ['line-strong', 'surface'],
  ['line-strong', 'bg'],
  ['focus', 'bg'],
  ['focus', 'surface'],
  ['useful', 'surface'],
  ['company', 'surface'],
  ['primary', 'surface'],
  ['danger', 'surface'],
  ['chart-1', 'surface'],
  ['chart-2', 'surface'],
  ['chart-4', 'surface'],
  ['chart-5', 'surface']
];

describe.each([
  ['light', light],
  ['dark', dark]
] as const)('%s', (_, scheme) => {
  it.each(text)('%s on %s can be read', (front, ground) => {
    expect(contrast(colour(scheme, front), colour(scheme, ground))).toBeGreaterThanOrEqual(4.5);
  });
  it.each(shapes)('%s on %s can be told apart', (front, ground) => {
    expect(contrast(colour(scheme, front), colour(scheme, ground))).toBeGreaterThanOrEqual(3);
  });
});
