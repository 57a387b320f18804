import type { Words } from '#lib/api';
import { keep, kept } from '../shell/kept';
import { messageOf, type Message, type Values } from './message';
import { wordsOf, type Part } from './parts';
import { firstWords, parametersOf } from './words';

export type Language = 'fr' | 'en';
export type { Values } from './message';

export const languages: readonly Language[] = ['fr', 'en'];

type Messages = Readonly<Record<string, string>>;

const catalogues: Record<Language, () => Promise<{ messages: Messages }>> = {
  fr: () => import('./catalogue.fr'),
  en: () => import('./catalogue.en')
};

const state = $state<{ language: Language; messages: Messages }>({
  language: 'fr',
  messages: {}
});
// The organisation's own words, in the language of the screen.
let own = $state.raw<Words>(firstWords);
const ownParameters = $derived(parametersOf(own, state.language));
// Not reactive on purpose: it is emptied whenever the language, which is, changes.
// eslint-disable-next-line svelte/prefer-svelte-reactivity
const compiled = new Map<string, Message>();
// What has arrived, by language: the catalogue of every screen and the parts of some.
const arrived: Record<Language, Partial<Record<Part | 'base', Messages>>> = { fr: {}, en: {} };
const parts: Part[] = [];
let wanted: Language | null = null;

export function isLanguage(value: unknown): value is Language {
  return value === 'fr' || value === 'en';
}

/** What this browser chose last, else what it speaks, else French. */
export function firstLanguage(): Language {
  const chosen = kept('language');
  if (isLanguage(chosen)) return chosen;
  return typeof navigator !== 'undefined' && navigator.language.toLowerCase().startsWith('en') ? 'en' : 'fr';
}

/** Loads the catalogue, then switches every text on the screen at once. */
export async function useLanguage(language: Language): Promise<void> {
  if (state.language === language && Object.keys(state.messages).length > 0) return;
  wanted = language;
  const here = arrived[language];
  await Promise.all([
    catalogues[language]().then(({ messages }) => (here.base ??= messages)),
    ...parts.map(async (part) => (here[part] ??= await wordsOf(part, language)))
  ]);
  if (wanted !== language) return;
  compiled.clear();
  show(language);
  keep('language', language);
  if (typeof document !== 'undefined') document.documentElement.lang = language;
}

/** Before a screen of this part is drawn (its route's load): its words, in this language and after any change of it. */
export async function useWords(part: Part): Promise<void> {
  if (!parts.includes(part)) parts.push(part);
  const language = wanted ?? firstLanguage();
  const here = arrived[language];
  if (here[part]) return;
  try {
    here[part] = await wordsOf(part, language);
  } catch (error) {
    // What did not come is asked for again by whoever needs it, and holds up no change of language.
    if (!arrived.fr[part] && !arrived.en[part]) parts.splice(parts.indexOf(part), 1);
    throw error;
  }
  if (wanted === language && here.base) show(language);
}

/** What the organisation calls its members, leads and programme: every text on the screen follows at once. */
export function useOwnWords(words: Words): void {
  own = words;
}

function show(language: Language): void {
  state.messages = Object.assign({}, ...Object.values(arrived[language])) as Messages;
  state.language = language;
}

export function language(): Language {
  return state.language;
}

/** Whether the catalogue has this key: for codes that come from the server. */
export function has(key: string): boolean {
  return key in state.messages;
}

/**
 * The text of a key in the language of the screen, in ICU MessageFormat. {members}, {the_programme} and the like are the
 * organisation's own words (words.ts). An unknown key shows itself: a test finds it.
 */
export function t(key: string, values?: Values): string {
  const message = state.messages[key];
  if (message === undefined) return key;
  if (!message.includes('{')) return message;
  let format = compiled.get(key);
  if (!format) {
    format = messageOf(message, state.language);
    compiled.set(key, format);
  }
  const text = format({ ...ownParameters, ...values });
  // As in number(): CLDR groups French thousands with U+202F, the house with U+00A0.
  return state.language === 'fr' ? text.replace(/(\d)\u202f(?=\d)/g, '$1\u00a0') : text;
}
