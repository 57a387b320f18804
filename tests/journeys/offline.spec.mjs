// Without a connection, on a phone: after one visit the app opens and says what is missing, goes on when the network is
// back, and after signing out this browser keeps nothing but the app's own files (security.md 38).
import { expect, test } from '@playwright/test';
import { openCompany } from '../scenarios/lib/organisation.mjs';
import { openPerson } from './lib/person.mjs';

/** Every address in Cache Storage, and whether a word is in what is kept there. */
const keptOf = (page, word) =>
  page.evaluate(async (name) => {
    const paths = [];
    let holds = false;
    for (const each of await caches.keys()) {
      const cache = await caches.open(each);
      for (const request of await cache.keys()) {
        paths.push(new URL(request.url).pathname);
        holds ||= (await (await cache.match(request)).text()).includes(name);
      }
    }
    return { paths, holds };
  }, word);
/** How many records the databases of this browser hold. */
const wordsKeptIn = (page) =>
  page.evaluate(async () => {
    const done = (request) => new Promise((good, bad) => Object.assign(request, { onsuccess: () => good(request.result), onerror: () => bad(request.error) }));
    let count = 0;
    for (const { name } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name));
      for (const store of database.objectStoreNames) count += await done(database.transaction(store).objectStore(store).count());
      database.close();
    }
    return count;
  });
const ours = /^\/(?:index\.html$|_app\/immutable\/|favicon\.svg$|icon-[\w-]+\.png$|manifest\.webmanifest$|brand\.css$|brand\/[0-9a-f]{64}\.png$)/;

test('the app opens without a connection, and keeps nothing of a person', async ({ browser }) => {
  const company = await openCompany();
  try {
    const script = await company.server.client().get('/service-worker.js');
    expect(script.status).toBe(200);
    expect(script.headers['content-type']).toMatch(/^text\/javascript/);
    expect(script.headers['content-security-policy']).not.toContain('sandbox');
    expect(script.headers['content-security-policy']).toContain("connect-src 'self'");
    expect(script.headers['cache-control']).toBe('no-cache');
    expect(script.headers['x-content-type-options']).toBe('nosniff');
    const icon = await company.server.client().get('/favicon.svg');
    expect(icon.headers['content-security-policy'], 'what is no script of ours stays in its box').toContain('sandbox');

    const awa = await openPerson(browser, company.server, 'fr');
    const warnings = [];
    awa.page.on('console', (message) => warnings.push(message.text()));
    await awa.context.addCookies([...company.awa.cookies].map(([name, value]) => ({ name, value, url: company.server.url })));

    // One visit: the worker is there, and has kept the shell.
    await awa.page.goto('/today');
    await awa.page.locator('.topbar a[href="/me"]').waitFor();
    const scope = await awa.page.evaluate(async () => {
      const { active, scope: where } = await navigator.serviceWorker.ready;
      if (active.state !== 'activated') await new Promise((done) => active.addEventListener('statechange', () => active.state === 'activated' && done()));
      return where;
    });
    expect(scope).toBe(`${company.server.url}/`);
    expect(warnings.filter((text) => /worker/i.test(text))).toEqual([]);

    // No connection: our words, not the browser's; no data, since none was kept.
    await awa.context.setOffline(true);
    await awa.page.reload();
    await expect(awa.text('shell.offline')).toBeVisible();
    await expect(awa.text('problem.network')).toBeVisible();
    await awa.looksRight();
    expect(await awa.page.locator('body').innerText()).not.toContain('Awa');
    await awa.page.goto('/shares');
    await expect(awa.text('shell.offline'), 'a room that was never visited opens too').toBeVisible();
    await awa.page.goto('/today');
    await expect(awa.text('problem.network')).toBeVisible();

    // Back online it goes on by itself.
    await awa.context.setOffline(false);
    await expect(awa.page.locator('.topbar a[href="/me"]')).toBeVisible();
    await expect(awa.text('shell.offline')).toBeHidden();
    await expect(awa.text('problem.network')).toBeHidden();
    await awa.page.goto('/me');
    await expect(awa.button('me.sign_out')).toBeVisible();
    const during = await keptOf(awa.page, 'Awa Diallo');
    expect(during.paths).toContain('/index.html');
    expect(during.paths.filter((path) => !ours.test(path))).toEqual([]);
    expect(during.holds).toBe(false);

    // Signed out: nothing but the app's own files, whether the browser cleared them or they came anew.
    await awa.button('me.sign_out').tap();
    await awa.page.waitForURL('**/sign-in');
    await awa.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    const after = await keptOf(awa.page, 'Awa Diallo');
    expect(after.paths.filter((path) => !ours.test(path))).toEqual([]);
    expect(after.holds).toBe(false);
    expect(await wordsKeptIn(awa.page), 'words that never left this browser').toBe(0);

    // And offline, without another visit, whoever takes the phone next finds the shell of nobody.
    await awa.page.evaluate(async () => {
      const { active } = await navigator.serviceWorker.ready;
      if (active.state !== 'activated') await new Promise((done) => active.addEventListener('statechange', () => active.state === 'activated' && done()));
    });
    await awa.context.setOffline(true);
    await awa.page.goto('/today');
    await expect(awa.text('problem.network')).toBeVisible();
    expect(await awa.page.locator('body').innerText()).not.toContain('Awa');
    await awa.close();
  } catch (error) {
    error.message += `\n--- server ---\n${company.server.output().slice(-2500)}`;
    throw error;
  } finally {
    await company.close();
  }
});
