// Where web addresses and mentions stand in a text, as X and Mastodon see them: the same scanner as the server's
// addresses.cpp, held to it by tests/vectors/lengths.json.
import list from '../../../../../server/data/top_level_domains.txt?raw';

export interface Span {
  from: number;
  /** One past the last code point. */
  to: number;
}
type Points = readonly string[];

const domains = new Set(
  list
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .flatMap((line) => line.split(' '))
    .filter(Boolean)
);

const alnum = /^[0-9A-Za-z]$/;
const accent = /^[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff]$/;
const isAlnum = (c: string): boolean => alnum.test(c);
const isLetter = (c: string): boolean => alnum.test(c) || accent.test(c) || /^[\u0400-\u04ff]$/.test(c);
const isHost = (c: string): boolean => alnum.test(c) || accent.test(c) || c === '-' || c === '_' || c === '.';
const isWord = (c: string): boolean => alnum.test(c) || c === '_';
const oneOf = (c: string, set: string): boolean => c !== '' && set.includes(c);
const mayStandBefore = (c: string): boolean => !isAlnum(c) && !oneOf(c, '@\uff20$#\uff03\ufffe\ufeff\uffff');
const isPath = (c: string): boolean => isLetter(c) || oneOf(c, "!*';:=+,.$/%#[]-\u2013_~@|&");
const mayEndPath = (c: string): boolean => isLetter(c) || oneOf(c, '+-=_#/');

class Scanner {
  constructor(private readonly text: Points) {}

  at(index: number): string {
    return this.text[index] ?? '';
  }

  private scheme(from: number): number {
    const word = this.text
      .slice(from, from + 8)
      .join('')
      .toLowerCase();
    if (word.startsWith('https://')) return from + 8;
    return word.startsWith('http://') ? from + 7 : from;
  }

  private port(from: number): number {
    if (this.at(from) !== ':') return from;
    let end = from + 1;
    while (/^[0-9]$/.test(this.at(end))) end += 1;
    return end > from + 1 ? end : from;
  }

  /** "(insecte)", one nested pair at most, or nothing. */
  private parens(from: number, depth = 0): number {
    if (this.at(from) !== '(') return from;
    let end = from + 1;
    for (;;) {
      if (isPath(this.at(end))) end += 1;
      else if (depth === 0 && this.at(end) === '(' && this.parens(end, 1) > end) end = this.parens(end, 1);
      else break;
    }
    return this.at(end) === ')' && end > from + 1 ? end + 1 : from;
  }

  private path(from: number): number {
    if (this.at(from) !== '/') return from;
    let last = from + 1;
    for (let end = from + 1; end < this.text.length;) {
      const after = this.parens(end);
      if (after > end) {
        last = end = after;
      } else if (isPath(this.at(end))) {
        if (mayEndPath(this.at(end))) last = end + 1;
        end += 1;
      } else {
        break;
      }
    }
    return last;
  }

  private query(from: number): number {
    if (this.at(from) !== '?') return from;
    let last = from;
    for (let end = from + 1; isAlnum(this.at(end)) || oneOf(this.at(end), "!?*'@();:&=+$/%#[]-_.,~|"); end += 1) {
      if (isAlnum(this.at(end)) || oneOf(this.at(end), '-_&=#/')) last = end + 1;
    }
    return last;
  }

  private rest(from: number): number {
    return this.query(this.path(this.port(from)));
  }

  withScheme(from: number): Span | null {
    const host = this.scheme(from);
    if (host === from) return null;
    let end = host;
    let dot = false;
    while (isHost(this.at(end)) || isLetter(this.at(end))) {
      dot = this.at(end) === '.' || dot;
      end += 1;
    }
    while (end > host && oneOf(this.at(end - 1), '.-')) end -= 1;
    return end === host || !dot ? null : { from, to: this.rest(end) };
  }

  private labelsHold(from: number, to: number): boolean {
    return this.text
      .slice(from, to)
      .join('')
      .split('.')
      .slice(0, -1)
      .every((label) => label.length > 0 && !/^[-_]|[-_]$/.test(label));
  }

  /** The longest "name.tld" at this place; the domain must be one that X knows, and must end there. */
  withoutScheme(from: number): Span | null {
    let run = from;
    while (isHost(this.at(run))) run += 1;
    for (let end = run; end > from; end -= 1) {
      if (end !== run && this.at(end) !== '.') continue;
      if (end === run && oneOf(this.at(end), '@+')) continue;
      let dot = end;
      while (dot > from && this.at(dot - 1) !== '.') dot -= 1;
      if (dot === from || !domains.has(this.text.slice(dot, end).join('').toLowerCase())) continue;
      if (this.labelsHold(from, dot)) return { from, to: this.rest(end) };
    }
    return null;
  }
}

/** In order, not overlapping. */
export function findAddresses(text: Points, withoutScheme: 'never' | 'also'): Span[] {
  const out: Span[] = [];
  const scan = new Scanner(text);
  for (let at = 0; at < text.length;) {
    const before = at === 0 ? '' : (text[at - 1] ?? '');
    let found: Span | null = null;
    if (at === 0 || mayStandBefore(before)) {
      found = scan.withScheme(at);
      const clear = at === 0 || !oneOf(before, '-_./');
      if (!found && clear && withoutScheme === 'also') found = scan.withoutScheme(at);
    }
    if (found) out.push(found);
    at = found ? found.to : at + 1;
  }
  return out;
}

/** Code points of "@user@host" and of "@user"; null when none starts here. */
export function mentionAt(text: Points, at: number): { whole: number; local: number } | null {
  const point = (index: number): string => text[index] ?? '';
  if (point(at) !== '@' || (at > 0 && (isWord(point(at - 1)) || point(at - 1) === '/'))) return null;
  let user = at + 1;
  while (isWord(point(user)) || (oneOf(point(user), '.-') && isWord(point(user + 1)))) user += 1;
  if (user === at + 1 || point(user) !== '@') return null;
  let host = user + 1;
  while (isWord(point(host)) || oneOf(point(host), '.-')) host += 1;
  while (host > user + 1 && !isAlnum(point(host - 1))) host -= 1;
  return host > user + 1 ? { whole: host - at, local: user - at } : null;
}
