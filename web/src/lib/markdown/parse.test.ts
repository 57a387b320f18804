import { describe, expect, it } from 'vitest';
import { parse, parseInline, safeAddress, sections } from './parse';

describe('markdown', () => {
  it('reads headings, paragraphs and lists', () => {
    expect(
      parse('# One\n\nA line\nand more\n\n- first\n- second\n  goes on\n\n1. a\n2) b').map((each) => each.kind)
    ).toEqual(['heading', 'paragraph', 'list', 'list']);
    expect(parse('- first\n- second\n  goes on')[0]).toEqual({
      kind: 'list',
      ordered: false,
      items: [[{ kind: 'text', text: 'first' }], [{ kind: 'text', text: 'second goes on' }]]
    });
  });

  it('reads bold, italic and links, and leaves lonely stars alone', () => {
    expect(parseInline('a **b** *c* [d](https://e.org) 2 * 3 * 4')).toEqual([
      { kind: 'text', text: 'a ' },
      { kind: 'strong', children: [{ kind: 'text', text: 'b' }] },
      { kind: 'text', text: ' ' },
      { kind: 'em', children: [{ kind: 'text', text: 'c' }] },
      { kind: 'text', text: ' ' },
      { kind: 'link', href: 'https://e.org', children: [{ kind: 'text', text: 'd' }] },
      { kind: 'text', text: ' 2 * 3 * 4' }
    ]);
  });

  it.each([
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    'data:text/html,x',
    '//evil.example',
    '/\\evil',
    ' https://x'
  ])('refuses the address %s', (href) => expect(safeAddress(href)).toBeNull());

  it('keeps markup as text', () => {
    expect(parseInline('<img src=x onerror=alert(1)>')).toEqual([
      { kind: 'text', text: '<img src=x onerror=alert(1)>' }
    ]);
  });

  it('cuts at second-level headings', () => {
    expect(
      sections(parse('intro\n\n## A\n\n- x\n\n## B\n\ntext')).map((each) => [each.title !== null, each.blocks.length])
    ).toEqual([
      [false, 1],
      [true, 1],
      [true, 1]
    ]);
  });
});
