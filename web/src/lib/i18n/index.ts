export { firstLanguage, has, isLanguage, language, languages, t, useLanguage } from './language.svelte';
export type { Language, Values } from './language.svelte';
export {
  asLabel,
  clock,
  fullDay,
  instantOf,
  languageName,
  listOf,
  longDay,
  number,
  percent,
  shortDay,
  weekday
} from './format';
