export { default as CharterPage } from './CharterPage.svelte';
export { charterQuery } from './queries';
export { default as CharterEditor } from './edit/CharterEditor.svelte';
export { default as AvoidedWords } from './edit/AvoidedWords.svelte';
export { default as GuideEditor } from './edit/GuideEditor.svelte';
