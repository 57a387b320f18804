// The part of Markdown that a charter, a guide or a summary needs: headings, paragraphs, lists, bold, italic, links.
// It gives a tree that components draw: no HTML passes through, so nothing in a text can run (security.md 24).

export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'strong'; children: Inline[] }
  | { kind: 'em'; children: Inline[] }
  | { kind: 'link'; href: string; children: Inline[] };

export type Block =
  | { kind: 'heading'; level: 2 | 3; children: Inline[] }
  | { kind: 'paragraph'; children: Inline[] }
  | { kind: 'list'; ordered: boolean; items: Inline[][] };

/** Only addresses that open a page or a letter; everything else stays text. */
export function safeAddress(href: string): string | null {
  if (/^(?:https?:\/\/|mailto:)\S+$/i.test(href)) return href;
  return /^\/(?![/\\])\S*$/.test(href) ? href : null;
}

export function parseInline(text: string): Inline[] {
  const out: Inline[] = [];
  const push = (plain: string) => {
    if (!plain) return;
    const last = out.at(-1);
    if (last?.kind === 'text') last.text += plain;
    else out.push({ kind: 'text', text: plain });
  };
  let rest = text;
  while (rest) {
    const found = /\*\*(?!\s)(.+?)\*\*|\*(?!\s)([^*]+?)\*|\[([^\]]+)\]\(([^)\s]+)\)|\\([*[\]\\_])/.exec(rest);
    if (!found) {
      push(rest);
      break;
    }
    push(rest.slice(0, found.index));
    const [whole, strong, em, label, href, escaped] = found;
    if (strong !== undefined) out.push({ kind: 'strong', children: parseInline(strong) });
    else if (em !== undefined) out.push({ kind: 'em', children: parseInline(em) });
    else if (label !== undefined && href !== undefined) {
      const safe = safeAddress(href);
      if (safe) out.push({ kind: 'link', href: safe, children: parseInline(label) });
      else push(label);
    } else push(escaped ?? whole);
    rest = rest.slice(found.index + whole.length);
  }
  return out;
}

export function parse(markdown: string): Block[] {
  const blocks: Block[] = [];
  let paragraph: string[] = [];
  let list: { ordered: boolean; items: string[] } | null = null;
  const close = () => {
    if (paragraph.length > 0) blocks.push({ kind: 'paragraph', children: parseInline(paragraph.join(' ')) });
    if (list) blocks.push({ kind: 'list', ordered: list.ordered, items: list.items.map(parseInline) });
    paragraph = [];
    list = null;
  };
  for (const raw of markdown.replace(/\r\n?/g, '\n').split('\n')) {
    const line = raw.trim();
    const heading = /^(#{1,6})\s+(.*?)\s*#*$/.exec(line);
    const item = /^(?:[-*+]|(\d+)[.)])\s+(.*)$/.exec(line);
    if (line === '') close();
    else if (heading) {
      close();
      blocks.push({
        kind: 'heading',
        level: (heading[1]?.length ?? 2) <= 2 ? 2 : 3,
        children: parseInline(heading[2] ?? '')
      });
    } else if (item) {
      const ordered = item[1] !== undefined;
      if (!list || list.ordered !== ordered) {
        close();
        list = { ordered, items: [] };
      }
      list.items.push(item[2] ?? '');
    } else if (list && list.items.length > 0) list.items[list.items.length - 1] += ` ${line}`;
    else paragraph.push(line);
  }
  close();
  return blocks;
}

export interface Section {
  title: Inline[] | null;
  blocks: Block[];
}

/** A text cut at its headings of the second level: what comes before the first has no title. */
export function sections(blocks: readonly Block[]): Section[] {
  const out: Section[] = [];
  for (const block of blocks) {
    if (block.kind === 'heading' && block.level === 2) out.push({ title: block.children, blocks: [] });
    else {
      if (out.length === 0) out.push({ title: null, blocks: [] });
      out.at(-1)?.blocks.push(block);
    }
  }
  return out;
}
