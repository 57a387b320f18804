export { themeName, themesOptions, themesQuery } from './themes';
export { libraryAddressOf, librarySearchOf, libraryViews } from './library-address';
export { default as LibraryStories } from './LibraryStories.svelte';
export { default as MixCard } from './MixCard.svelte';
export { default as SourceList } from './SourceList.svelte';
export { default as StoryEditor } from './StoryEditor.svelte';
export { default as ThemeList } from './ThemeList.svelte';
export { default as WatchInbox } from './WatchInbox.svelte';
export { default as StoryToEdit } from './StoryToEdit.svelte';
export {
  Contributors,
  fromHash,
  MySuggestions,
  ProposePage,
  RulesCard,
  rulesQuery,
  SuggestionInbox,
  SuggestLine,
  waitingQuery
} from './suggest';
