import type { AvoidedWord } from '#lib/api';

/** One line of a table as somebody pastes it, by comma, semicolon or tab; quotes as spreadsheets write them. */
function cellsOf(line: string, separator: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const sign = line[at];
    if (sign === '"' && quoted && line[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (sign === '"' && (quoted || cell.trim() === '')) {
      quoted = !quoted;
      if (quoted) cell = '';
    } else if (sign === separator && !quoted) {
      cells.push(cell.trim());
      cell = '';
    } else cell += sign;
  }
  return [...cells, cell.trim()];
}

export interface Pasted {
  words: AvoidedWord[];
  /** Numbers of lines that have no language, word or reason. */
  left_out: number[];
}

/** "language, country, word, reason, instead"; a head line is known by its first word and left aside. */
export function readPasted(text: string, languages: readonly string[]): Pasted {
  const words: AvoidedWord[] = [];
  const left_out: number[] = [];
  const lines = text.split(/\r?\n/u);
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const separator = ['\t', ';', ','].find((each) => line.includes(each)) ?? ',';
    const [language = '', country = '', word = '', reason = '', instead = ''] = cellsOf(line, separator);
    if (index === 0 && /^(langue|language)$/iu.test(language)) continue;
    if (!languages.includes(language.toLowerCase()) || !/^([A-Za-z]{2})?$/u.test(country) || !word || !reason) {
      left_out.push(index + 1);
      continue;
    }
    words.push({
      language: language.toLowerCase(),
      country: country ? country.toUpperCase() : null,
      word,
      reason,
      instead
    });
  }
  return { words, left_out };
}

const keyOf = (word: AvoidedWord): string =>
  [word.language, word.country ?? '', word.word.trim().toLowerCase()].join(' ');

/** What was pasted stands in the place of what was there under the same word; the rest is added. */
export function withPasted(words: readonly AvoidedWord[], pasted: readonly AvoidedWord[]): AvoidedWord[] {
  const all = new Map([...words, ...pasted].map((each) => [keyOf(each), each]));
  return [...all.values()];
}
