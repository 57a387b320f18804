// Each role of the demo on a phone, and those who have tools at a desk: their first screens, one after the other as the
// tour leads, on real data; nothing refused, no script that stops, nothing that stands out to the side.
import { expect, test } from '@playwright/test';
import { eventually, startServer } from '../scenarios/lib/server.mjs';
import { desk } from './lib/keyboard.mjs';
import { openPerson } from './lib/person.mjs';

const roles = ['member', 'editor', 'lead', 'recruiter', 'executive', 'data-protection', 'administrator'];

async function walk(person, { email, password }) {
  await person.page.goto('/sign-in');
  await person.field('door.email').fill(email);
  await person.field('door.password').fill(password);
  await person.button('door.sign_in.act').click();
  await person.page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  await person.button('tour.offer.start').click();
  const tour = person.page.locator('[data-tour]');
  const seen = [];
  for (;;) {
    await person.page.locator('h1').first().waitFor();
    await person.page.waitForFunction(() => !document.querySelector('.skeleton'));
    await expect(person.page.locator('.problem'), person.page.url()).toHaveCount(0);
    expect(await person.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), person.page.url()).toBeLessThanOrEqual(0);
    seen.push(new URL(person.page.url()).pathname);
    const on = tour.locator('.acts').getByRole('button').last();
    const last = (await on.innerText()) === person.t('tour.end');
    await on.click();
    if (last) break;
    await expect.poll(() => new URL(person.page.url()).pathname).not.toBe(seen.at(-1));
  }
  await expect(tour).toHaveCount(0);
  return seen;
}

test('the tour of each role', async ({ browser }) => {
  test.setTimeout(480_000);
  const server = await startServer({ arguments: ['--demo'], wait: false });
  try {
    await eventually('the demo is filled', async () => (await server.client().get('/readyz').catch(() => ({ status: 0 }))).status === 200, 120_000);
    const { demo_logins: logins } = await server.client().ask('GET', '/programme');
    expect(logins.map((login) => login.role).sort()).toEqual([...roles].sort());
    const walked = {};
    for (const [at, login] of logins.entries()) {
      for (const options of ['editor', 'lead', 'administrator'].includes(login.role) ? [{}, desk] : [{}]) {
        const person = await openPerson(browser, server, at % 2 ? 'fr' : 'en', options);
        walked[login.role] = await walk(person, login);
        await person.close();
      }
    }
    expect(walked.member).toEqual(['/today', '/shares', '/influence', '/insight', '/me']);
    expect(walked.executive).toEqual(['/insight', '/me']);
    expect(walked.administrator).toContain('/settings');
    expect(walked['data-protection']).toContain('/changes');
  } finally {
    await server.stop();
  }
});
