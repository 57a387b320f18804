export {
  firstLanguage,
  has,
  isLanguage,
  language,
  languages,
  t,
  useLanguage,
  useOwnWords,
  useWords
} from './language.svelte';
export type { Language, Values } from './language.svelte';
export type { Part } from './parts';
export {
  asLabel,
  clock,
  countryName,
  fullDay,
  instantOf,
  languageName,
  languageWithin,
  listOf,
  longDay,
  number,
  percent,
  shortDay,
  weekday
} from './format';
export { exampleOf, firstWords, isArticleOpen, nothingOwn, parametersOf, placeholders, settled } from './words';
