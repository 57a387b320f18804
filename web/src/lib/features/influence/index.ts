export { default as InfluencePage } from './InfluencePage.svelte';
export { default as PicturesPage } from './pictures/PicturesPage.svelte';
export { default as ShownPage } from './pictures/ShownPage.svelte';
