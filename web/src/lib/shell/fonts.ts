import { keep } from './kept';
import { whenSettled } from './settled';

/**
 * A first visit is read in a typeface that is there, of the same width and height (styles/app.css); ours come behind the
 * screen and take over at once when they are complete. From then on this browser shows them from the first letter on.
 */
export function startFonts(): void {
  const root = document.documentElement;
  if (root.dataset['fonts'] !== undefined || !('fonts' in document)) return;
  whenSettled(() => {
    const ours = ["400 1em 'Figtree Variable'", "640 1em 'Bricolage Grotesque Variable'"];
    void Promise.all(ours.map((font) => document.fonts.load(font))).then(
      () => {
        root.dataset['fonts'] = '';
        keep('fonts', '1');
      },
      () => undefined
    );
  });
}
