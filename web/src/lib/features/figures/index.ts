export { default as InsightPage } from './InsightPage.svelte';
export { default as SharedMixCard } from './SharedMixCard.svelte';
