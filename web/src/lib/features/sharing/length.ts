// How long a text is, by each network's own counting: the same rules as the server's lengths.cpp, held to them by
// tests/vectors/lengths.json, which both read.
import type { CountRule, NetworkChoice } from '#lib/api';
import { findAddresses, mentionAt } from './addresses';
import { emojiAt } from './emoji';

export interface Length {
  /** In the rule's own unit. */
  count: number;
  /** UTF-8, after the rule's normalisation. */
  bytes: number;
}

// X wraps every address in t.co; Mastodon reserves as many characters.
const shortAddress = 23;
// app.bsky.feed.post: maxGraphemes 300, maxLength 3000.
const blueskyBytes = 3000;

const encoder = new TextEncoder();
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

const bytesOf = (text: string): number => encoder.encode(text).length;

function graphemes(text: string): number {
  let count = 0;
  for (const _ of segmenter.segment(text)) count += 1;
  return count;
}

/** twitter-text configuration 3: these weigh 1, everything else 2. */
function isLight(point: string): boolean {
  const code = point.codePointAt(0) ?? 0;
  return (
    code <= 4351 || (code >= 8192 && code <= 8205) || (code >= 8208 && code <= 8223) || (code >= 8242 && code <= 8247)
  );
}

function weighted(points: readonly string[]): number {
  let weight = 0;
  const addresses = findAddresses(points, 'also');
  let next = 0;
  for (let at = 0; at < points.length;) {
    const address = addresses[next];
    const emoji = address?.from === at ? 0 : emojiAt(points, at);
    if (address?.from === at) {
      weight += shortAddress;
      at = address.to;
      next += 1;
    } else if (emoji > 0) {
      weight += 2;
      at += emoji;
    } else {
      weight += isLight(points[at] ?? '') ? 1 : 2;
      at += 1;
    }
  }
  return weight;
}

function threadsCount(points: readonly string[]): number {
  let count = 0;
  for (let at = 0; at < points.length;) {
    const emoji = emojiAt(points, at);
    count += emoji > 0 ? bytesOf(points.slice(at, at + emoji).join('')) : 1;
    at += emoji > 0 ? emoji : 1;
  }
  return count;
}

/** Mastodon's StatusLengthValidator: addresses become 23 characters, mentions lose their host, graphemes are counted. */
function mastodonCount(points: readonly string[]): number {
  const shown: string[] = [];
  const addresses = findAddresses(points, 'never');
  let next = 0;
  for (let at = 0; at < points.length;) {
    const address = addresses[next];
    const mention = address?.from === at ? null : mentionAt(points, at);
    if (address?.from === at) {
      shown.push('x'.repeat(shortAddress));
      at = address.to;
      next += 1;
    } else if (mention) {
      shown.push(...points.slice(at, at + mention.local));
      at += mention.whole;
    } else {
      shown.push(points[at] ?? '');
      at += 1;
    }
  }
  return graphemes(shown.join(''));
}

export function lengthOf(rule: CountRule, raw: string): Length {
  // A lone half of a surrogate pair counts as one U+FFFD, as it does on the server.
  const text = raw.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
  switch (rule) {
    case 'x': {
      const normal = text.normalize('NFC');
      return { count: weighted([...normal]), bytes: bytesOf(normal) };
    }
    case 'threads':
      return { count: threadsCount([...text]), bytes: bytesOf(text) };
    case 'mastodon':
      return { count: mastodonCount([...text]), bytes: bytesOf(text) };
    case 'bluesky':
      return { count: graphemes(text), bytes: bytesOf(text) };
    default:
      return { count: text.length, bytes: bytesOf(text) };
  }
}

type Counted = Pick<NetworkChoice, 'count_rule' | 'text_limit' | 'link_in_text'>;

/** The text as it leaves: with the link under it where the network has no other place for it. */
export function textWithLink(network: Counted, text: string, link: string): string {
  if (!link || !network.link_in_text) return text;
  if (!text) return link;
  // X joins its `url` with a space; elsewhere the link stands by itself under the text.
  return text + (network.count_rule === 'x' ? ' ' : '\n\n') + link;
}

export interface Room {
  count: number;
  limit: number | null;
  /** 0 to 1 and beyond; 0 where there is no limit. */
  part: number;
  state: 'fits' | 'nearly' | 'over';
  /** How much there is too much, in the network's unit. */
  over: number;
}

/** How much of the network's room the text and its link take. Honey from 90 %, a word beyond. */
export function roomOf(network: Counted, text: string, link: string): Room {
  const length = lengthOf(network.count_rule, textWithLink(network, text.trim(), link));
  const limit = network.text_limit;
  if (limit === null) return { count: length.count, limit, part: 0, state: 'fits', over: 0 };
  const part = length.count / limit;
  const tooHeavy = network.count_rule === 'bluesky' && length.bytes > blueskyBytes;
  const over = Math.max(0, length.count - limit);
  return {
    count: length.count,
    limit,
    part,
    state: over > 0 || tooHeavy ? 'over' : part >= 0.9 ? 'nearly' : 'fits',
    over
  };
}

/** Where the network folds the text away: at the last space before its fold, or null when all of it shows. */
export function foldAt(text: string, fold: number | null): number | null {
  if (fold === null || text.length <= fold) return null;
  const space = text.slice(0, fold + 1).search(/\s\S*$/u);
  // A word as long as the fold is cut where the network cuts it, but never inside a surrogate pair.
  if (space > fold * 0.6) return space;
  return /[\ud800-\udbff]/.test(text.charAt(fold - 1)) ? fold - 1 : fold;
}
