export { default as DemoTour } from './DemoTour.svelte';
