export { default as InfluencePage } from './InfluencePage.svelte';
