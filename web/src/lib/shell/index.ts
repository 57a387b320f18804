export { appearance, startAppearance } from './appearance.svelte';
export type { Reading, Scheme } from './appearance.svelte';
export { default as Closed } from './Closed.svelte';
export { navigationOf } from './navigation';
export { default as Offline } from './Offline.svelte';
export { isOpen } from './rooms';
export { default as Shell } from './Shell.svelte';
export { default as Title } from './Title.svelte';
export { startWorker } from './worker';
