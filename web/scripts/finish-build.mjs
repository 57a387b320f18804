// Finishes web/build: lays what stands there before the app does into the page, preloads the words, writes what each
// screen needs besides into preloads.txt and the content security policy with the hashes of what is inline into csp.txt
// (the server sends both), compresses what is text, and prints what a first visit weighs and in how many files.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const root = fileURLToPath(new URL('../build/', import.meta.url));
// What a first visit may weigh. The promise is 120 kB; these are what has been reached, and a build does not go back.
const budget = 92 * 1024;
const most_files = 18;

function filesOf(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? filesOf(join(folder, entry.name)) : [join(folder, entry.name)]))
    .sort();
}
const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const files = filesOf(root);
const named = (pattern) => files.map((file) => relative(root, file)).filter((file) => pattern.test(file));

const manifest = JSON.parse(
  readFileSync(new URL('../.svelte-kit/output/client/.vite/manifest.json', import.meta.url), 'utf8')
);
const keys = Object.keys(manifest);
const find = (pattern) => keys.filter((key) => pattern.test(key));

// 0. No file may need one that needs it in turn: browsers run such a circle from one of its ends, and a class there would
// be read before the one it extends. What is found is each knot of files that reach each other (Tarjan, 1972).
function knots(edges) {
  const order = new Map();
  const low = new Map();
  const stack = [];
  const found = [];
  const visit = (node) => {
    order.set(node, order.size);
    low.set(node, order.get(node));
    stack.push(node);
    for (const next of edges.get(node) ?? []) {
      if (!order.has(next)) visit(next);
      if (stack.includes(next)) low.set(node, Math.min(low.get(node), low.get(next)));
    }
    if (low.get(node) !== order.get(node)) return;
    const knot = stack.splice(stack.indexOf(node));
    if (knot.length > 1 || (edges.get(node) ?? []).includes(node)) found.push(knot);
  };
  for (const node of edges.keys()) if (!order.has(node)) visit(node);
  return found;
}
const needs = new Map();
for (const entry of Object.values(manifest))
  needs.set(entry.file, [...(needs.get(entry.file) ?? []), ...(entry.imports ?? []).map((key) => manifest[key].file)]);
const circles = knots(needs);
for (const knot of circles) console.error(`files that need each other: ${knot.join(', ')}`);
if (circles.length > 0) process.exit(1);

// 1. words, and what stands there before the app does: the ground's styles in the page itself, with the surfaces they are
// for. All other styles are asked for at once but hold up no paint; the scripts that need them wait for them.
const page = join(root, 'index.html');
let html = readFileSync(page, 'utf8');
const [ground] = named(/assets\/ground\.[\w-]+\.css$/);
if (!ground) throw new Error('the styles of the ground were not found');
const inline = readFileSync(join(root, ground), 'utf8')
  .trim()
  .replaceAll(/url\((?:\.\/)?(?=[\w-]+\.)/g, 'url(/_app/immutable/assets/');
const said = (language) =>
  JSON.parse(readFileSync(new URL(`../../locales/${language}/door.json`, import.meta.url), 'utf8'));
const catalogues = { fr: said('fr'), en: said('en') };
const first = readFileSync(new URL('../src/first.html', import.meta.url), 'utf8').replaceAll(
  /%(fr|en) ([\w.]+)%/g,
  (_, language, key) => {
    const text = catalogues[language][key];
    if (!text || /[{<&]/.test(text)) throw new Error(`first.html says ${key}, which is no plain text`);
    return text;
  }
);
if (!html.includes('<style>')) {
  html = html
    .replace(/<link href="([^"]+)" rel="stylesheet">/g, (link, href) =>
      href === `/${ground}` ? '' : `<link href="${href}" rel="preload" as="style" crossorigin>`
    )
    .replace('<link rel="stylesheet" href="/brand.css"', (link) => `<style>${inline}</style>\n\t\t${link}`)
    .replace('<noscript>', () => `${first.replace(/^<!--[\s\S]*?-->\s*/, '')}\n\t\t<noscript>`);
}
// The page has them: no script asks for them again.
for (const file of named(/_app\/.*\.js$/)) {
  const text = readFileSync(join(root, file), 'utf8');
  const list = /m\.f=(\[[^\]]*\])/.exec(text);
  const at = list ? JSON.parse(list[1]).findIndex((each) => each.endsWith(ground)) : -1;
  if (at < 0) continue;
  writeFileSync(
    join(root, file),
    text.replaceAll(
      /__vite__mapDeps\(\[([\d,]+)\]\)/g,
      (_, numbers) => `__vite__mapDeps([${numbers.split(',').filter((each) => Number(each) !== at)}])`
    )
  );
}
const words = (language) => `/${manifest[find(new RegExp(`catalogue\\.${language}\\.ts$`))[0]].file}`;
const asked = `<script>(function(l){l.rel='modulepreload';l.href=document.documentElement.lang==='en'?'${words('en')}':'${words('fr')}';document.head.appendChild(l)})(document.createElement('link'))</script>`;
if (!html.includes(asked)) html = html.replace(/<script data-language>[\s\S]*?<\/script>/, `$&\n\t\t${asked}`);
if (!html.includes(asked)) throw new Error('app.html has no script that finds the language');
writeFileSync(page, html);

// 2. policy
const scripts = [...html.matchAll(/<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g)].map((found) => hash(found[1]));
const sheets = [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)].map((found) => hash(found[1]));
const code = named(/\.js$/).map((file) => readFileSync(join(root, file), 'utf8'));
const styles = new Set();
for (const text of code) {
  for (const found of text.matchAll(/<[a-z][^<>`]*?\sstyle="([^"$]+)"/g)) styles.add(found[1]);
}
const strange = [...styles].filter((style) => !style.includes('clip'));
if (strange.length > 0) throw new Error(`static style attributes the policy would refuse: ${strange.join(' | ')}`);
const policy = [
  "default-src 'none'",
  `script-src 'self' ${scripts.join(' ')}`,
  `style-src 'self' ${sheets.join(' ')}`,
  `style-src-attr 'unsafe-hashes' ${[...styles].map(hash).join(' ') || "'none'"}`,
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "media-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  'upgrade-insecure-requests'
];
// Without HTTPS sign-in works on loopback only, where an upgrade would break the page: the proxy's answer adds it.
writeFileSync(join(root, 'csp.txt'), policy.filter((each) => each !== 'upgrade-insecure-requests').join('; ') + '\n');

// 3. what a screen needs besides what the page names itself: a line each, its address and a Link header (RFC 8288), so
// that all of it is asked for at once and not when the first scripts have come and run
function graph(key, seen = { js: new Set(), css: new Set() }) {
  const entry = manifest[key];
  if (!entry || seen.js.has(entry.file)) return seen;
  seen.js.add(entry.file);
  for (const each of entry.css ?? []) if (each !== ground) seen.css.add(each);
  for (const next of entry.imports ?? []) graph(next, seen);
  return seen;
}
const nodes = readFileSync(join(root, '../.svelte-kit/generated/build/client-optimized/app.js'), 'utf8');
const start = [...find(/runtime\/client\/(?:client-)?entry\.js$/), ...find(/client-optimized\/app\.js$/)];
const routes = [...nodes.matchAll(/"(\/[^"]*)": \[(~?\d+)(?:,\[([\d,]*)\])?/g)].map(([, id, page, layouts]) => {
  const numbers = [0, 1, ...(layouts ?? '').split(',').filter(Boolean).map(Number), Number(page.replace('~', ''))];
  const seen = { js: new Set(), css: new Set() };
  for (const key of start) graph(key, seen);
  for (const number of numbers)
    for (const key of find(new RegExp(`client-optimized/nodes/${number}\\.js$`))) graph(key, seen);
  return { id, path: id.replace(/\/\([a-z]+\)/g, '') || '/', js: [...seen.js], css: [...seen.css] };
});
const unnamed = (files, how) =>
  files.filter((file) => !html.includes(`/${file}"`)).map((file) => `</${file}>; rel=${how}`);
writeFileSync(
  join(root, 'preloads.txt'),
  routes
    .map(({ js, css }) =>
      [...unnamed(css, 'preload; as=style; crossorigin'), ...unnamed(js, 'modulepreload')].join(', ')
    )
    .map((links, at) => `${routes[at].path} ${links}\n`)
    .join('')
);

// 4. compressed twins
for (const file of filesOf(root)) {
  if (!/\.(?:html|js|css|svg|json|webmanifest)$/.test(file) || statSync(file).size < 512) continue;
  const bytes = readFileSync(file);
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
  writeFileSync(
    `${file}.br`,
    brotliCompressSync(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
    })
  );
}

// 5. what a first visit loads: the start, the root, the room's layout, the screen and the French catalogue
function weigh(files) {
  let gz = 0;
  let br = 0;
  for (const file of files) {
    gz += gzipSync(readFileSync(join(root, file)), { level: 9 }).length;
    br += statSync(join(root, `${file}.br`), { throwIfNoEntry: false })?.size ?? 0;
  }
  return { gz, br };
}
const kilobytes = (bytes) => (bytes / 1024).toFixed(1).padStart(6);
let heaviest = { id: '', gz: 0, br: 0, files: 0 };
for (const { id, js, css } of routes) {
  const weight = weigh([...js, words('fr').slice(1)]);
  const files = js.length + css.length + 1;
  console.log(`  ${kilobytes(weight.gz)} kB gz ${kilobytes(weight.br)} kB br in ${files} files  ${id}`);
  if (/\/(?:today|invitation|sign-in|\(app\))$/.test(id) && weight.gz > heaviest.gz)
    heaviest = { id, ...weight, files };
}
console.log(
  `initial script, heaviest first page ${heaviest.id}: ${kilobytes(heaviest.gz)} kB gz (${kilobytes(heaviest.br)} kB br), ` +
    `budget ${budget / 1024} kB; with its styles in ${heaviest.files} files, at most ${most_files}`
);
if (heaviest.gz > budget || heaviest.files > most_files) {
  console.error('over budget');
  process.exit(1);
}
