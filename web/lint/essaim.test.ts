import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

// A rule that cannot fail is no rule: each is shown one thing it must refuse and one it must let pass.
const eslint = new ESLint();
async function refused(markup: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(markup, { filePath: 'src/lib/ui/Example.svelte' });
  return (result?.messages ?? []).map((message) => message.ruleId);
}

describe('the house rules for screens', { timeout: 60_000 }, () => {
  it.each([
    ['words in markup', '<p>Bonjour</p>\n', 'essaim/no-literal-text'],
    ['words in a label', '<button aria-label="Fermer"></button>\n', 'essaim/no-literal-text'],
    [
      'a colour in a style',
      '<p class="a"></p>\n\n<style>\n  .a {\n    color: #fff;\n  }\n</style>\n',
      'essaim/no-raw-colour'
    ],
    [
      'a raw scale',
      '<p class="a"></p>\n\n<style>\n  .a {\n    color: var(--sapin-3);\n  }\n</style>\n',
      'essaim/no-raw-colour'
    ],
    ['a static style', '<p style="color: red"></p>\n', 'essaim/no-raw-colour'],
    ['markup from a text', '<script lang="ts">\n  const a = "b";\n</script>\n\n{@html a}\n', 'svelte/no-at-html-tags']
  ])('refuse %s', async (_, markup, rule) => {
    expect(await refused(markup)).toContain(rule);
  });

  it('let keys, tokens and figures pass', async () => {
    const markup = '<p class="a">12 · 30</p>\n\n<style>\n  .a {\n    color: var(--text-2);\n  }\n</style>\n';
    expect(await refused(markup)).toEqual([]);
  });
});
