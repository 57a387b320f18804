export { default as TrustPage } from './TrustPage.svelte';
