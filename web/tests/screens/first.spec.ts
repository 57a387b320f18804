import { expect, test, type Page } from '@playwright/test';
import * as given from './answers';
import { isAccessible } from './checks';
import { answer } from './member';

// What stands there before the scripts have come (src/first.html) is drawn a second time by the app: at the same places.
test.use({ viewport: { width: 390, height: 844 } });

const places = (page: Page, selectors: string[]) =>
  page.evaluate(
    (all) =>
      all.map((each) => {
        const found = [...document.querySelectorAll(each)].find((element) => element.getClientRects().length > 0);
        if (!found) throw new Error(`${each} is not shown`);
        const { x, y, width, height } = found.getBoundingClientRect();
        return { x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) };
      }),
    selectors
  );

/** The page without its scripts, then with them. */
async function compare(page: Page, path: string, before: string[], after: string[], ready: string) {
  const refused: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy|Content-Security-Policy/.test(message.text())) refused.push(message.text());
  });
  const scripts = '**/_app/immutable/**/*.js';
  await page.route(scripts, (route) => route.abort());
  await page.goto(path);
  await expect(page.locator('#first')).toBeAttached();
  const drawn = await places(page, before);
  await isAccessible(page);
  await page.unroute(scripts);
  await page.reload();
  await expect(page.locator(ready).first()).toBeVisible();
  await expect(page.locator('#first')).toHaveCount(0);
  const real = await places(page, after);
  for (const [at, place] of real.entries())
    for (const side of ['x', 'y', 'width', 'height'] as const)
      expect(
        Math.abs(place[side] - (drawn[at]?.[side] ?? -1)),
        `${after[at]} ${side}: ${JSON.stringify([drawn[at], place])}`
      ).toBeLessThanOrEqual(2);
  expect(refused).toEqual([]);
}

for (const language of ['fr', 'en'])
  test(`the door stands before the app does, ${language}`, async ({ page }) => {
    await page.addInitScript((chosen) => localStorage.setItem('essaim.language', chosen), language);
    await given.answer(page, { 'GET /programme': given.programme });
    await compare(
      page,
      '/sign-in',
      ['.first-title', '.first-input', 'div + div > .first-input', '.first-act', '.first-door svg'],
      ['h1', 'input[type=email]', 'input[type=password]', 'button[type=submit]', '.room header svg'],
      'h1'
    );
    await expect(page.locator('html')).toHaveAttribute('lang', language);
  });

test('the frame stands before the app does', async ({ page }) => {
  await answer(page);
  await compare(page, '/today', ['.first-room svg', '.first-foot'], ['.topbar svg', 'nav.bar'], 'article');
});

test('the typefaces come behind the first screen, and stay', async ({ page }) => {
  await given.answer(page, { 'GET /programme': given.programme });
  const face = () => page.evaluate(() => getComputedStyle(document.body).fontFamily);
  const asked: string[] = [];
  page.on('request', (request) => request.resourceType() === 'font' && asked.push(request.url()));
  await page.goto('/sign-in', { waitUntil: 'commit' });
  await expect(page.locator('h1')).toBeVisible();
  await expect.poll(face).toContain('Figtree');
  expect(asked.every((each) => each.includes('-latin-wght-'))).toBe(true);
  await page.reload();
  expect(await face()).toContain('Figtree');
});
