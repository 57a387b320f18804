// What bin/screenshots does: serves a demo, signs in as each of its people, and takes a picture of every screen that
// this person may see, in every dress. The list of screens is held against the app's routes: none is forgotten.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { eventually, root, startServer } from '../scenarios/lib/server.mjs';
import config from './playwright.config.mjs';
import { keysShown } from './lib/words.mjs';

const { values } = parseArgs({ options: { into: { type: 'string', default: join(root, 'build/screenshots') }, only: { type: 'string', multiple: true, default: [] } } });
const folder = resolve(values.into);
const wanted = (name) => values.only.length === 0 || values.only.some((word) => name.includes(word));

const devices = {
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
  desktop: { viewport: { width: 1280, height: 900 }, deviceScaleFactor: 1 },
};
const schemes = ['light', 'dark'];
const languages = ['fr', 'en'];

/**
 * A screen: the app's route, where it is, and what it asks for (a permission, or 'member'; 'me': to be signed in). As
 * `visitor`, somebody who has not signed in sees it.
 */
const screens = [
  { name: 'sign-in', route: '/sign-in', visitor: true },
  { name: 'sign-in-link', route: '/sign-in/link', visitor: true },
  { name: 'join', route: '/join', visitor: true },
  { name: 'join-confirm', route: '/join/confirm', visitor: true },
  { name: 'invitation', route: '/invitation', visitor: true, at: ({ invitation }) => invitation },
  { name: 'set-up', route: '/setup', visitor: true },
  { name: 'goodbye', route: '/goodbye', visitor: true },
  { name: 'second-factor', route: '/second-factor', visitor: true },
  { name: 'broken-link', visitor: true, at: () => '/r/none' },
  { name: 'no-such-page', visitor: true, at: () => '/nothing/here' },
  { name: 'charter', route: '/charter', visitor: true, needs: 'member' },
  { name: 'welcome', route: '/welcome', needs: 'member' },
  { name: 'today', route: '/today', needs: 'member' },
  { name: 'story', route: '/stories/[id]', needs: 'member', at: ({ story }) => `/stories/${story}` },
  { name: 'composer', route: '/stories/[id]/share', needs: 'member', at: ({ story }) => `/stories/${story}/share` },
  { name: 'kept', route: '/kept', needs: 'member' },
  { name: 'propose', route: '/propose', needs: 'member' },
  { name: 'suggestions', route: '/suggestions', needs: 'member' },
  { name: 'shares', route: '/shares', needs: 'member' },
  { name: 'influence', route: '/influence', needs: 'member' },
  { name: 'influence-pictures', route: '/influence/pictures', needs: 'member' },
  { name: 'shown', route: '/shown/[code]', needs: 'member', at: ({ shown }) => `/shown/${shown}` },
  { name: 'insight', route: '/insight', needs: 'me' },
  { name: 'trust', route: '/trust', needs: 'me' },
  { name: 'search', route: '/search', needs: 'member', at: () => '/search?query=chaleur' },
  { name: 'me', route: '/me', needs: 'me' },
  { name: 'library', route: '/library', needs: 'content.edit' },
  { name: 'library-suggestions', needs: 'content.edit', at: () => '/library?tab=suggestions' },
  { name: 'sources', route: '/library/sources', needs: 'content.edit' },
  { name: 'story-edit', route: '/library/stories/[id]', needs: 'content.edit', at: ({ story }) => `/library/stories/${story}` },
  { name: 'people', route: '/people', needs: 'people.read' },
  { name: 'people-import', route: '/people/import', needs: 'people.edit' },
  { name: 'structure', route: '/people/structure', needs: 'people.read' },
  { name: 'programme', route: '/programme', needs: 'people.invite' },
  { name: 'settings', route: '/settings', needs: 'settings.read' },
  { name: 'changes', route: '/changes', needs: 'changes.read' },
  { name: 'start', route: '/' }, // leads on at once: it has no face of its own
];
const opens = (screen, me) => (me === null ? screen.visitor === true : screen.needs === 'me' || (screen.needs === 'member' ? me.is_member : me.permissions.includes(screen.needs)));

/** The routes of the app that the list above does not know, and the other way round. */
function checkRoutes() {
  const base = join(root, 'web/src/routes');
  const routes = readdirSync(base, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.name === '+page.svelte')
    .map((entry) => `/${relative(base, entry.parentPath).split('/').filter((part) => part && !/^\(.*\)$/.test(part)).join('/')}`);
  const known = screens.map((screen) => screen.route).filter(Boolean);
  const forgotten = routes.filter((route) => !known.includes(route));
  const gone = known.filter((route) => !routes.includes(route));
  if (forgotten.length + gone.length > 0) throw new Error(`tests/journeys/screenshots.mjs: without a picture: ${forgotten.join(', ') || 'none'}; no longer there: ${gone.join(', ') || 'none'}`);
}

async function openDemo() {
  const server = await startServer({ arguments: ['--demo'], wait: false });
  await eventually('the demo is filled', async () => {
    if (server.child.exitCode !== null) throw new Error(server.output());
    return (await server.client().get('/readyz').catch(() => ({ status: 0 }))).status === 200;
  }, 120_000);
  const visitor = server.client();
  const people = { visitor: { client: visitor, me: null } };
  const { demo_logins: logins } = await visitor.ask('GET', '/programme');
  for (const { role, email, password } of logins) {
    const client = server.client();
    people[role] = { client, me: await client.ask('POST', '/session', { email, password }) };
  }
  const [first] = (await people.member.client.ask('GET', '/today')).stories;
  const story = first.story?.id ?? first.id;
  // A picture of the member's figures, that others see.
  const { code: shown } = await people.member.client.once('POST', '/influence/pictures', { period: '3m', parts: ['clicks', 'shares', 'themes'], shown_to: 'members', person_ids: [] });
  // Somebody who is not in yet, as an administrator of a server without mail would ask them.
  const { items } = await people.administrator.client.ask('GET', '/people?limit=100');
  const guest = items.find((person) => !logins.some(({ email }) => email === person.email));
  const { url } = await people.administrator.client.ask('POST', `/people/${guest.id}/invitation-link`);
  const link = new URL(url);
  return { server, people, places: { story, shown, invitation: link.pathname + link.hash } };
}

/** Everything has come and stands still: the title, no skeleton, the fonts, the pictures. */
async function settle(page) {
  await page.locator('h1').first().waitFor({ timeout: 20_000 });
  await page.waitForFunction(() => !document.querySelector('.skeleton'), undefined, { timeout: 20_000 });
  await page.evaluate(async () => {
    await document.fonts.ready;
    for (const image of document.images) image.loading = 'eager';
    await Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)));
  });
}

const failures = [];
async function take(page, url, name) {
  const errors = [];
  const note = (error) => errors.push(error.message);
  page.on('pageerror', note);
  try {
    // By way of nowhere: an address that differs by its hash only would not be opened anew.
    await page.goto('about:blank');
    await page.goto(url);
    await settle(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 0) errors.push(`scrolls sideways by ${wide} pixels`);
    const keys = await keysShown(page);
    if (keys.length > 0) errors.push(`keys instead of words: ${keys.join(', ')}`);
    await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true, animations: 'disabled', caret: 'hide', style: '[data-tour] { display: none }' });
  } catch (error) {
    errors.push(error.message.split('\n')[0]);
  }
  page.off('pageerror', note);
  if (errors.length > 0) failures.push(`${name}: ${errors.join('; ')}`);
}

const combinations = Object.keys(devices).flatMap((device) => schemes.flatMap((scheme) => languages.map((language) => ({ device, scheme, language }))));
const nameOf = (screen, role, { device, scheme, language }) => `${screen.name}-${role}-${device}-${scheme}-${language}`;
const shownTo = (people) => screens.flatMap((screen) => Object.entries(people).flatMap(([role, { me }]) => (opens(screen, me) ? [{ screen, role }] : [])));

async function takeAll(demo, browser, shown) {
  let count = 0;
  for (const [role, { client }] of Object.entries(demo.people))
    for (const combination of combinations) {
      const mine = shown.filter((each) => each.role === role && wanted(nameOf(each.screen, role, combination)));
      if (mine.length === 0) continue;
      const { device, scheme, language } = combination;
      const context = await browser.newContext({ ...devices[device], baseURL: demo.server.url, colorScheme: scheme, reducedMotion: 'reduce', locale: language === 'fr' ? 'fr-FR' : 'en-GB', timezoneId: 'Europe/Paris', serviceWorkers: 'block' });
      await context.addCookies([...client.cookies].map(([key, value]) => ({ name: key, value, url: demo.server.url })));
      await context.addInitScript((kept) => {
        if (location.protocol === 'about:') return;
        for (const [key, value] of Object.entries(kept)) localStorage.setItem(`essaim.${key}`, value);
      }, { scheme, language });
      const page = await context.newPage();
      for (const { screen } of mine) {
        await take(page, screen.at?.(demo.places) ?? screen.route, nameOf(screen, role, combination));
        count += 1;
      }
      await context.close();
      console.log(`${role}, ${device}, ${scheme}, ${language}: ${mine.length}`);
    }
  return count;
}

/** One page to look at them all: a row a screen and a role, what is alike beside each other. */
function writeIndex(shown) {
  const there = new Set(readdirSync(folder));
  const rows = shown.map(({ screen, role }) => {
    const cells = combinations.map((combination) => {
      const file = `${nameOf(screen, role, combination)}.png`;
      const { device, scheme, language } = combination;
      return there.has(file) ? `<a class="${device}" href="${file}"><img src="${file}" loading="lazy" alt="${screen.name}, ${role}, ${device}, ${scheme}, ${language}"><span>${device}, ${scheme}, ${language}</span></a>` : '';
    });
    return cells.some(Boolean) ? `<section id="${screen.name}-${role}"><h2>${screen.name} <small>${role}</small></h2><div>${cells.join('')}</div></section>` : '';
  });
  const links = shown.map(({ screen, role }) => `<a href="#${screen.name}-${role}">${screen.name} (${role})</a>`).join(' ');
  writeFileSync(join(folder, 'index.html'), `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Essaim: every screen</title>
<style>body{margin:0;padding:24px;font:15px/22px system-ui,sans-serif;background:#f3f4f1;color:#151e1a}nav{display:flex;flex-wrap:wrap;gap:4px 14px}section div{display:flex;gap:16px;overflow-x:auto;align-items:start;padding-bottom:16px}
section a{flex:none;color:inherit}img{display:block;max-height:520px;width:auto;border:1px solid #d6dad5;border-radius:8px;background:#fff}.phone img{width:200px}.desktop img{width:420px}.phone img,.desktop img{height:auto;max-height:520px;object-fit:cover;object-position:top}small{font-weight:400;color:#49524d}span{font-size:12px}</style>
<h1>Every screen</h1><nav>${links}</nav>${rows.join('\n')}</html>\n`);
}

checkRoutes();
mkdirSync(folder, { recursive: true });
const demo = await openDemo();
const browser = await chromium.launch(config.use.launchOptions);
let count = 0;
try {
  const shown = shownTo(demo.people);
  count = await takeAll(demo, browser, shown);
  writeIndex(shown);
} finally {
  await browser.close();
  await demo.server.stop();
}
console.log(`${count} pictures: ${join(folder, 'index.html')}`);
if (failures.length > 0) {
  console.error(`${failures.length} of them are not as they should be:\n${failures.join('\n')}`);
  process.exitCode = 1;
}
