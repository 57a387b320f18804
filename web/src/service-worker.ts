/// <reference types="@sveltejs/kit" />
/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />
import { assets, immutable } from '$app/manifest';
import { keepProposal } from './lib/unsent/unsent';

// Keeps the shell only: scripts, styles, fonts, icons, the organisation's colour and mark, and the page that starts them. Never an answer of the API, a
// picture of a story or a link: nothing about a person is written to this browser's storage (security.md 38). What a
// phone's share sheet sends is put with the words that are not sent yet, until the page has it; it goes at sign-out.

const self = globalThis.self as unknown as ServiceWorkerGlobalScope;
const shell = '/index.html';
const build = immutable.map((each) => absolute(each.path));
const own = new Set(build);
// The organisation's own colour, mark and icons (or ours, where it has none).
const dress = new Set(['/brand.css', '/manifest.webmanifest', ...assets.map((each) => absolute(each.path))]);
const name = `essaim-shell-${fingerprint([...own, ...dress].join())}`;

function absolute(path: string): string {
  return path.startsWith('/') ? path : `/${path}`;
}

/** The build's name is fixed so that it can be reproduced; the list of hashed file names tells one build from another. */
function fingerprint(text: string): string {
  let hash = 2166136261;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 16777619) >>> 0;
  return hash.toString(36);
}

self.addEventListener('install', (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(name);
      await cache.addAll(build);
      await cache.put(shell, await fetch('/', { cache: 'reload' }));
      await self.skipWaiting();
    })()
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      for (const each of await caches.keys()) if (each !== name) await caches.delete(each);
      await self.clients.claim();
    })()
  );
});

/** What is kept is shown at once and looked at again behind it; under a version (?v=) the page asks for that one. */
async function dressed(event: FetchEvent, url: URL): Promise<Response> {
  const cache = await caches.open(name);
  const hit = url.search === '' ? await cache.match(url.pathname) : undefined;
  const asked = fetch(event.request).then(async (answer) => {
    if (answer.ok) await cache.put(url.pathname, answer.clone());
    return answer;
  });
  if (!hit) return asked;
  event.waitUntil(asked.catch(() => undefined));
  return hit;
}

/**
 * W3C Web Share Target: the words and the photo wait in this browser, so that they are there after signing in too. Where
 * it keeps nothing, the server is asked: it leads on to the page with the words in the address.
 */
async function takeShared(request: Request): Promise<Response> {
  const again = request.clone();
  try {
    const form = await request.formData();
    const text = (field: string) => {
      const value = form.get(field);
      return typeof value === 'string' ? value.slice(0, 4000) : '';
    };
    const photo = form.get('photo');
    const kept = await keepProposal({
      kind: 'shared',
      person: null,
      address: text('url'),
      title: text('title'),
      words: text('text'),
      photo: photo instanceof Blob && photo.size > 0 ? photo : null,
      named: false,
      at: Date.now()
    });
    if (kept) return Response.redirect('/propose', 303);
  } catch {
    // No form, or one that cannot be read: the server says so.
  }
  return fetch(again);
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method === 'POST' && new URL(request.url).pathname === '/propose/shared') {
    event.respondWith(takeShared(request));
    return;
  }
  if (request.method !== 'GET') return;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.mode === 'navigate') {
    // The reader's redirects and files are the server's; pages of the app fall back to the kept shell without network.
    if (/^\/(?:api|r|media|healthz|readyz|metrics)(?:\/|$)/.test(url.pathname)) return;
    event.respondWith(fetch(request).catch(async () => (await caches.match(shell)) ?? Response.error()));
    return;
  }
  if (dress.has(url.pathname)) {
    event.respondWith(dressed(event, url));
    return;
  }
  // A mark's name is its content, as a built file's is.
  if (own.has(url.pathname) || /^\/brand\/[0-9a-f]{64}\.png$/.test(url.pathname)) {
    event.respondWith(
      (async () => {
        const cache = await caches.open(name);
        const hit = await cache.match(url.pathname);
        if (hit) return hit;
        const answer = await fetch(request);
        if (answer.ok) await cache.put(url.pathname, answer.clone());
        return answer;
      })()
    );
  }
});
