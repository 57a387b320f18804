export { appearance, startAppearance } from './appearance.svelte';
export type { Reading, Scheme } from './appearance.svelte';
export { navigationOf } from './navigation';
export { default as Offline } from './Offline.svelte';
export { default as Shell } from './Shell.svelte';
export { default as Title } from './Title.svelte';
export { startWorker } from './worker';
