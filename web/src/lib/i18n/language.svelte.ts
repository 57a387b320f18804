import { IntlMessageFormat } from 'intl-messageformat';
import { keep, kept } from '../shell/kept';

export type Language = 'fr' | 'en';
export type Values = Readonly<Record<string, string | number | boolean | Date | null | undefined>>;

export const languages: readonly Language[] = ['fr', 'en'];

const catalogues: Record<Language, () => Promise<{ messages: Readonly<Record<string, string>> }>> = {
  fr: () => import('./catalogue.fr'),
  en: () => import('./catalogue.en')
};

const state = $state<{ language: Language; messages: Readonly<Record<string, string>> }>({
  language: 'fr',
  messages: {}
});
// Not reactive on purpose: it is emptied whenever the language, which is, changes.
// eslint-disable-next-line svelte/prefer-svelte-reactivity
const compiled = new Map<string, IntlMessageFormat>();

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
  const { messages } = await catalogues[language]();
  compiled.clear();
  state.messages = messages;
  state.language = language;
  keep('language', language);
  if (typeof document !== 'undefined') document.documentElement.lang = language;
}

export function language(): Language {
  return state.language;
}

/** Whether the catalogue has this key: for codes that come from the server. */
export function has(key: string): boolean {
  return key in state.messages;
}

/** The text of a key in the language of the screen, in ICU MessageFormat. An unknown key shows itself: a test finds it. */
export function t(key: string, values?: Values): string {
  const message = state.messages[key];
  if (message === undefined) return key;
  if (!message.includes('{')) return message;
  let format = compiled.get(key);
  if (!format) {
    format = new IntlMessageFormat(message, state.language, undefined, { ignoreTag: true });
    compiled.set(key, format);
  }
  const text = String(format.format(values as Record<string, string | number | boolean | Date | null | undefined>));
  // As in number(): CLDR groups French thousands with U+202F, the house with U+00A0.
  return state.language === 'fr' ? text.replace(/(\d)\u202f(?=\d)/g, '$1\u00a0') : text;
}
