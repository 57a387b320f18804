export { default as CharterPage } from './CharterPage.svelte';
export { charterQuery } from './queries';
