import { language } from './language.svelte';

// Dates and numbers in the language of the screen. A day ("2026-11-24") is a calendar day, never an instant: it is read
// as UTC noon so that no time zone moves it to the day before.

const formatters = new Map<string, Intl.DateTimeFormat>();
const numbers = new Map<string, Intl.NumberFormat>();

function dates(name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language() + name;
  let format = formatters.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(language() === 'fr' ? 'fr-FR' : 'en-GB', options);
    formatters.set(key, format);
  }
  return format;
}

export function instantOf(dayOrInstant: string): Date {
  return new Date(dayOrInstant.length === 10 ? `${dayOrInstant}T12:00:00Z` : dayOrInstant);
}

function zone(value: string): 'UTC' | undefined {
  return value.length === 10 ? 'UTC' : undefined;
}

/** « jeudi 26 novembre » / "Thursday 26 November" */
export function longDay(value: string): string {
  const timeZone = zone(value);
  return dates('long' + timeZone, { weekday: 'long', day: 'numeric', month: 'long', timeZone }).format(
    instantOf(value)
  );
}

/** « 26 nov. » / "26 Nov", with the year where it is not this one */
export function shortDay(value: string, now = new Date()): string {
  const at = instantOf(value);
  const timeZone = zone(value);
  const year = at.getUTCFullYear() === now.getUTCFullYear() ? undefined : 'numeric';
  return dates(`short${year ?? ''}${timeZone ?? ''}`, { day: 'numeric', month: 'short', year, timeZone }).format(at);
}

/** « 26 novembre 2026 » */
export function fullDay(value: string): string {
  const timeZone = zone(value);
  return dates('full' + timeZone, { day: 'numeric', month: 'long', year: 'numeric', timeZone }).format(
    instantOf(value)
  );
}

/** « 8 h 30 » / "8:30": from "08:30" or an instant */
export function clock(value: string): string {
  let hours: number;
  let minutes: number;
  if (/^\d{1,2}:\d{2}/.test(value)) {
    const [h = '0', m = '0'] = value.split(':');
    hours = Number(h);
    minutes = Number(m);
  } else {
    const at = new Date(value);
    hours = at.getHours();
    minutes = at.getMinutes();
  }
  if (language() === 'fr')
    return minutes === 0 ? `${hours}\u00a0h` : `${hours}\u00a0h\u00a0${String(minutes).padStart(2, '0')}`;
  return `${hours}:${String(minutes).padStart(2, '0')}`;
}

/** The name of a weekday, 1 = Monday … 7 = Sunday */
export function weekday(day: number, width: 'long' | 'short' = 'long'): string {
  // 2024-01-01 was a Monday.
  const at = new Date(Date.UTC(2024, 0, day, 12));
  return dates(`weekday${width}`, { weekday: width, timeZone: 'UTC' }).format(at);
}

export function number(value: number, options: Intl.NumberFormatOptions = {}): string {
  const key = language() + JSON.stringify(options);
  let format = numbers.get(key);
  if (!format) {
    format = new Intl.NumberFormat(language() === 'fr' ? 'fr-FR' : 'en-GB', options);
    numbers.set(key, format);
  }
  // French groups thousands with U+202F in CLDR; the house writes U+00A0 there (language.md section 6).
  return format.format(value).replaceAll('\u202f', '\u00a0');
}

/** « 80 % » / "80%" from a whole number of hundredths */
export function percent(value: number): string {
  return language() === 'fr' ? `${number(value)}\u00a0%` : `${number(value)}%`;
}

/** A label begins with a capital: « offre d’emploi » in a sentence, « Offre d’emploi » in a list. */
export function asLabel(word: string): string {
  return word.charAt(0).toLocaleUpperCase(language()) + word.slice(1);
}

/** « Français », « Anglais »: the name of a language in the language of the screen, as a label */
export function languageName(code: string): string {
  return asLabel(new Intl.DisplayNames([language()], { type: 'language' }).of(code) ?? code);
}

/** Within a sentence: French writes a language small. */
export const languageWithin = (code: string): string =>
  language() === 'fr' ? languageName(code).toLocaleLowerCase('fr') : languageName(code);

/** « Royaume-Uni »: the name of a country in the language of the screen; a code that is none says itself. */
export function countryName(code: string): string {
  if (!/^[A-Za-z]{2}$/.test(code)) return code;
  return new Intl.DisplayNames([language()], { type: 'region' }).of(code.toUpperCase()) ?? code;
}

/** "a, b and c", or "a, b or c" */
export function listOf(words: readonly string[], type: 'conjunction' | 'disjunction' = 'conjunction'): string {
  return new Intl.ListFormat(language() === 'fr' ? 'fr-FR' : 'en-GB', { type }).format(words);
}
