export { default as InsightPage } from './InsightPage.svelte';
