export { default as Blocks } from './Blocks.svelte';
export { default as Inlines } from './Inlines.svelte';
export { parse, sections } from './parse';
export type { Block, Inline, Section } from './parse';
