export { default as KeptPage } from './KeptPage.svelte';
export { default as SearchPage } from './SearchPage.svelte';
export { default as StoryMeta } from './StoryMeta.svelte';
export { default as StoryPage } from './StoryPage.svelte';
export { default as StoryPicture } from './StoryPicture.svelte';
export { default as TodayPage } from './TodayPage.svelte';
export { todayOptions } from './queries';
export { coverColour } from './rules';
