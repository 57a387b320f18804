// The words on the screens, from the same catalogues: a journey presses what a person reads.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { root } from '../../scenarios/lib/server.mjs';

// The words that every programme starts with: what a message that asks for {members} says until somebody changes them.
const { voices } = JSON.parse(readFileSync(join(root, 'tests/vectors/words.json'), 'utf8'));
const firstWords = (language) => voices.find((voice) => voice.language === language && Object.keys(voice.words).length === 0).parameters;

/** @returns {(key: string, values?: object) => string} */
export function wordsOf(language) {
  const folder = join(root, 'locales', language);
  const all = Object.assign(
    {},
    ...readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8'))),
  );
  const own = firstWords(language);
  return (key, values = {}) => {
    if (!(key in all)) throw new Error(`No such words in ${language}: ${key}`);
    return new IntlMessageFormat(all[key], language, undefined, { ignoreTag: true }).format({ ...own, ...values });
  };
}

const keys = readdirSync(join(root, 'locales/fr')).flatMap((file) => Object.keys(JSON.parse(readFileSync(join(root, 'locales/fr', file), 'utf8'))));
/** The keys of texts that a screen shows where their words should stand: they had not been loaded. */
export async function keysShown(page) {
  const shown = await page.evaluate(() => [document.body.innerText, ...[...document.querySelectorAll('[aria-label]')].map((each) => each.ariaLabel)].join(' '));
  const tokens = new Set(shown.split(/[\s«»“”()]+/));
  return keys.filter((key) => tokens.has(key));
}

/** Seconds that a person needs for these words at 200 a minute. */
export const readingSeconds = (text) => (text.trim().split(/\s+/).length / 200) * 60;
