// Where an emoji ends (UTS 51, section 1.4.9): the counting of X and Threads needs whole sequences, as the server's
// emoji.cpp sees them.

const presentation = /^\p{Emoji_Presentation}$/u;
const emoji = /^\p{Emoji}$/u;
const modifier = /^\p{Emoji_Modifier}$/u;
const pictograph = /^\p{Extended_Pictographic}$/u;
const regional = /^\p{Regional_Indicator}$/u;

const joiner = '\u200d';
const asEmoji = '\ufe0f';
const asText = '\ufe0e';
const keycap = '\u20e3';

type Points = readonly string[];

const is = (test: RegExp, point: string | undefined): boolean => point !== undefined && test.test(point);
const isTag = (point: string | undefined, from: number, to: number): boolean => {
  const code = point?.codePointAt(0) ?? 0;
  return code >= from && code <= to;
};

function keycapLength(points: Points, at: number): number {
  if (!/^[0-9#*]$/.test(points[at] ?? '')) return 0;
  const sign = at + (points[at + 1] === asEmoji ? 2 : 1);
  return points[sign] === keycap ? sign + 1 - at : 0;
}

/** One picture with its presentation, skin tone and tags; inside a joined sequence it needs no presentation. */
function pictureLength(points: Points, at: number, inside: boolean): number {
  const point = points[at];
  const next = points[at + 1];
  const shown = is(presentation, point) && next !== asText && !is(regional, point);
  const asked = is(emoji, point) && (point?.codePointAt(0) ?? 0) > 0xa0 && (next === asEmoji || is(modifier, next));
  const joined = is(pictograph, point) && next === joiner && is(pictograph, points[at + 2]);
  if (!shown && !asked && !joined && !(inside && is(emoji, point))) return 0;
  let end = at + 1;
  if (points[end] === asEmoji || is(modifier, points[end])) end += 1;
  let tags = end;
  while (isTag(points[tags], 0xe0020, 0xe007e)) tags += 1;
  if (tags > end && isTag(points[tags], 0xe007f, 0xe007f)) end = tags + 1;
  return end - at;
}

/** Code points of the emoji that starts here; 0 when none does. */
export function emojiAt(points: Points, at: number): number {
  const cap = keycapLength(points, at);
  if (cap > 0) return cap;
  if (is(regional, points[at]) && is(regional, points[at + 1])) return 2;
  let length = pictureLength(points, at, false);
  while (length > 0 && points[at + length] === joiner) {
    const more = pictureLength(points, at + length + 1, true);
    if (more === 0) break;
    length += 1 + more;
  }
  return length;
}
