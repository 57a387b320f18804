// A person at their own phone: a browser context of their own, and the time they would need: reading at 200 words a
// minute, a second a tap, twenty seconds to write.
import AxeBuilder from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { keysShown, readingSeconds, wordsOf } from './words.mjs';

export async function openPerson(browser, server, language, options = {}) {
  const context = await browser.newContext({ locale: language === 'fr' ? 'fr-FR' : 'en-GB', baseURL: server.url, ...options });
  const page = await context.newPage();
  const problems = [];
  page.on('pageerror', (error) => problems.push(`script: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && /content security policy/i.test(message.text())) problems.push(message.text());
  });
  return new Person(context, page, wordsOf(language), problems);
}

class Person {
  constructor(context, page, t, problems) {
    Object.assign(this, { context, page, t, problems, seconds: 0, taps: 0 });
  }
  button(key, values) {
    return this.page.getByRole('button', { name: this.t(key, values), exact: true });
  }
  link(key, values) {
    return this.page.getByRole('link', { name: this.t(key, values), exact: true });
  }
  field(key, values) {
    return this.page.getByLabel(this.t(key, values), { exact: true });
  }
  text(key, values) {
    return this.page.getByText(this.t(key, values));
  }
  /** A tap, with the second that it takes. */
  async tap(locator) {
    await locator.tap();
    this.taps += 1;
    this.seconds += 1;
  }
  /** The time to read what stands on the screen. */
  async read() {
    this.seconds += readingSeconds(await this.page.locator('main').innerText());
  }
  async write(locator, text) {
    await locator.fill(text);
    this.seconds += 20;
  }
  /** Nothing that axe knows to be wrong (WCAG 2.2 A and AA). */
  async looksRight() {
    await this.page.waitForTimeout(400);
    const found = await new AxeBuilder({ page: this.page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
    const wrong = [];
    for (const { id, nodes } of found.violations)
      for (const { target } of nodes) if (id !== 'target-size' || (await this.isTooSmall(target))) wrong.push(`${id}: ${target.join(' ')}`);
    expect(wrong, this.page.url()).toEqual([]);
    expect(await keysShown(this.page), this.page.url()).toEqual([]);
    const wide = await this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wide, `${this.page.url()} scrolls sideways`).toBeLessThanOrEqual(0);
  }
  /**
   * What is scrolled half under a bar that sticks counts as small for axe, which measures the part that shows. WCAG 2.5.8
   * is about the target itself, so it is measured again in the middle of the screen.
   */
  async isTooSmall(target) {
    const scroll = await this.page.evaluate(() => scrollY);
    await this.page.locator(target.at(-1)).evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
    const again = await new AxeBuilder({ page: this.page }).include(target).withRules('target-size').analyze();
    await this.page.evaluate((y) => scrollTo({ top: y, behavior: 'instant' }), scroll);
    return again.violations.length > 0;
  }
  async close() {
    await this.context.close();
    expect(this.problems).toEqual([]);
  }
}
