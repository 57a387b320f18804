import { applyChrome } from './appearance.svelte';

let wanted = '';

/**
 * Dresses the page anew where the organisation's colour or mark has changed since its stylesheet was read: one that was
 * kept by the browser may be older. The former goes once the next is there, so that nothing flashes in between.
 */
export function useBrand(version: string): void {
  const shown = getComputedStyle(document.documentElement).getPropertyValue('--brand').trim();
  const links = document.querySelectorAll<HTMLLinkElement>('link[data-brand]');
  const former = links[links.length - 1];
  if (!former || version === '' || version === wanted || (wanted === '' && version === shown)) return;
  wanted = version;
  const next = former.cloneNode() as HTMLLinkElement;
  next.href = `/brand.css?v=${version}`;
  next.onload = () => {
    for (const each of links) each.remove();
    applyChrome();
  };
  former.after(next);
}
