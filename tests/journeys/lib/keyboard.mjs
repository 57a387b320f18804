// A person without a mouse: they press Tab until they are where they want to be, and see where they are at each stop.
import { expect } from '@playwright/test';

/** What a person with a desktop at night brings along. */
export const desk = { viewport: { width: 1280, height: 900 }, isMobile: false, hasTouch: false, colorScheme: 'dark' };

export class Keyboard {
  constructor(page) {
    this.page = page;
    this.presses = 0;
  }
  async press(keys) {
    await this.page.keyboard.press(keys);
    this.presses += 1;
  }
  async type(text) {
    await this.page.keyboard.type(text);
  }
  /**
   * Tab by Tab to this element; at each stop the focus can be seen. More than `most` stops are a way nobody goes.
   * @param {import('@playwright/test').Locator} target
   */
  async to(target, most, key = 'Tab') {
    await target.waitFor();
    for (let stops = 0; stops <= most; stops += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      if (stops === most) break;
      await this.press(key);
      await this.seen();
    }
    throw new Error(`${target} is more than ${most} stops away; the focus is on ${await this.where()}`);
  }
  async where() {
    return this.page.evaluate(() => document.activeElement?.outerHTML.slice(0, 160) ?? 'nothing');
  }
  /** The ring of the focus: an outline or, for the writing surface, the bar beside it (WCAG 2.4.7, 2.4.11). */
  async seen() {
    const problem = await this.page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return '';
      const ring = getComputedStyle(element);
      const outlined = ring.outlineStyle !== 'none' && parseFloat(ring.outlineWidth) >= 2;
      let shown = outlined;
      // Drawn by what holds it: a bar beside the writing surface, a ring around a hidden file field.
      for (let around = element.parentElement, up = 0; around && !shown && up < 3; around = around.parentElement, up += 1) {
        const outer = getComputedStyle(around);
        shown = (outer.outlineStyle !== 'none' && parseFloat(outer.outlineWidth) >= 2) || getComputedStyle(around, '::before').borderInlineStartWidth === '3px';
      }
      const box = element.getBoundingClientRect();
      const inView = box.bottom > 0 && box.top < innerHeight;
      return shown && inView ? '' : `${shown ? 'out of view' : 'no ring'}: ${element.outerHTML.slice(0, 160)}`;
    });
    expect(problem, `${this.page.url()}, after ${this.presses} presses`).toBe('');
  }
}
