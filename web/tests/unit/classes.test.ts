import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

// Every class of app.css dresses whatever carries its name. A component that means something else by the same word gets
// the dress too: a block called "link" was underlined, a row of equal answers was centred.

const source = fileURLToPath(new URL('../../src/', import.meta.url));
const plain = (css: string) => css.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\{[^{}]*\}/g, '{}');
const classesOf = (css: string) =>
  new Set([...plain(css).matchAll(/\.([a-z][\w-]*)/gi)].map((found) => found[1] ?? ''));
const everywhere = classesOf(readFileSync(join(source, 'lib/styles/app.css'), 'utf8'));
// Layout that a component takes and adjusts on purpose.
const adjusted = new Set(['page', 'row', 'split', 'grid', 'chart', 'art', 'n', 'list']);

function components(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return components(path);
    return name.endsWith('.svelte') ? [path] : [];
  });
}

describe('classes of the whole app', () => {
  it.each(components(source).map((path) => [path.slice(source.length), path] as const))(
    '%s means nothing else by them',
    (_, path) => {
      const text = readFileSync(path, 'utf8');
      const style = /<style[^>]*>([\s\S]*)<\/style>/.exec(text)?.[1] ?? '';
      const own = [...classesOf(style)].filter((name) => everywhere.has(name) && !adjusted.has(name));
      // A link may be a link.
      const block = [...text.matchAll(/<(?!a\b|button\b)[a-z]+[^>]*class="(?:[^"]* )?link[ "]/g)];
      expect(own.filter((name) => name !== 'link')).toEqual([]);
      expect(block.map((found) => found[0])).toEqual([]);
      // A property's value put among the classes must not be one of theirs.
      const values = [...text.matchAll(/^\s*(?:ground|layout|kind|size|form)\??: ((?:'[\w-]+'(?: \| )?)+)/gm)].flatMap(
        (found) => [...(found[1] ?? '').matchAll(/'([\w-]+)'/g)].map((value) => value[1] ?? '')
      );
      const raw = /class=\{\[[^\]]*\b(?:ground|layout|kind|size|form)\b(?! ===)[^\]]*\]\}/.test(text);
      expect(raw ? values.filter((value) => everywhere.has(value)) : []).toEqual([]);
    }
  );
});
