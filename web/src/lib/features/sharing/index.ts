export { default as ComposerPage } from './ComposerPage.svelte';
export { default as NetworkSign } from './NetworkSign.svelte';
export { default as SharesPage } from './SharesPage.svelte';
export { nameOf } from './networks';
