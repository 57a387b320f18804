import type { WordToAvoid } from '#lib/api';

export interface Found {
  word: WordToAvoid;
  /** Where it stands in the text, in UTF-16 units: start, and the first one after. */
  at: readonly (readonly [start: number, end: number])[];
}

/** Without case and accents, typographic apostrophes as typed ones; with the place in the text of each unit kept. */
function folded(text: string): { text: string; places: number[] } {
  let out = '';
  const places: number[] = [];
  let at = 0;
  for (const sign of text) {
    const plain = sign
      .normalize('NFD')
      .replace(/\p{Mn}/gu, '')
      .toLowerCase()
      .replace(/[\u2018\u2019]/gu, "'")
      .replace(/\u0153/gu, 'oe')
      .replace(/\u00e6/gu, 'ae')
      .replace(/\s/gu, ' ');
    for (let unit = 0; unit < plain.length; unit += 1) places.push(at);
    out += plain;
    at += sign.length;
  }
  places.push(at);
  return { text: out, places };
}

const isLetter = (sign: string | undefined): boolean => sign !== undefined && /[\p{L}\p{N}]/u.test(sign);

/** Whole words only; a star at the end stands for any ending. Nothing is refused for it: it is pointed at. */
export function findAvoided(text: string, words: readonly WordToAvoid[]): Found[] {
  const { text: plain, places } = folded(text);
  const found: Found[] = [];
  for (const word of words) {
    const open = word.word.endsWith('*');
    const key = folded(open ? word.word.slice(0, -1) : word.word)
      .text.replace(/ +/gu, ' ')
      .trim();
    if (key === '') continue;
    const at: [number, number][] = [];
    for (let start = plain.indexOf(key); start >= 0; start = plain.indexOf(key, start + 1)) {
      let end = start + key.length;
      if (isLetter(plain[start - 1])) continue;
      if (open) while (isLetter(plain[end])) end += 1;
      else if (isLetter(plain[end])) continue;
      at.push([places[start] ?? 0, places[end] ?? text.length]);
    }
    if (at.length > 0) found.push({ word, at });
  }
  return found.sort((a, b) => (a.at[0]?.[0] ?? 0) - (b.at[0]?.[0] ?? 0));
}

export interface Piece {
  text: string;
  avoided: boolean;
}

/** The text in pieces, those to avoid apart; places that overlap are one. */
export function piecesOf(text: string, found: readonly Found[]): Piece[] {
  const places = found.flatMap((each) => each.at).sort((a, b) => a[0] - b[0]);
  const pieces: Piece[] = [];
  let done = 0;
  for (const [start, end] of places) {
    if (end <= done) continue;
    const from = Math.max(start, done);
    if (from > done) pieces.push({ text: text.slice(done, from), avoided: false });
    pieces.push({ text: text.slice(from, end), avoided: true });
    done = end;
  }
  if (done < text.length) pieces.push({ text: text.slice(done), avoided: false });
  return pieces;
}
