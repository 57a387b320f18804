// Finishes web/build: preloads the two fonts of the first page, compresses what is text, writes the content security
// policy with the hashes of the inline scripts into csp.txt (the server sends it), and prints what the first visit weighs.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const root = fileURLToPath(new URL('../build/', import.meta.url));
const budget = 120 * 1024;

function filesOf(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? filesOf(join(folder, entry.name)) : [join(folder, entry.name)]))
    .sort();
}
const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const files = filesOf(root);
const named = (pattern) => files.map((file) => relative(root, file)).filter((file) => pattern.test(file));

// 1. fonts
const page = join(root, 'index.html');
let html = readFileSync(page, 'utf8');
const fonts = named(/(?:bricolage-grotesque|figtree)-latin-wght-normal\..*\.woff2$/);
const preload = fonts
  .map((file) => `<link rel="preload" href="/${file}" as="font" type="font/woff2" crossorigin>`)
  .join('');
if (fonts.length !== 2) throw new Error(`the two fonts of the first page were not found: ${fonts}`);
if (!html.includes(preload)) html = html.replace('</title>', `</title>\n\t\t${preload}`);
writeFileSync(page, html);

// 2. policy
const scripts = [...html.matchAll(/<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g)].map((found) => hash(found[1]));
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
  "style-src 'self'",
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

// 3. compressed twins
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

// 4. what the first visit loads: the start, the root, the heaviest room's layout and the French catalogue
const manifest = JSON.parse(
  readFileSync(new URL('../.svelte-kit/output/client/.vite/manifest.json', import.meta.url), 'utf8')
);
function graph(key, seen = new Set()) {
  const entry = manifest[key];
  if (!entry || seen.has(entry.file)) return seen;
  seen.add(entry.file);
  for (const next of entry.imports ?? []) graph(next, seen);
  return seen;
}
function weigh(keys) {
  const seen = new Set();
  for (const key of keys) graph(key, seen);
  let gz = 0;
  let br = 0;
  for (const file of seen) {
    if (!file.endsWith('.js')) continue;
    gz += gzipSync(readFileSync(join(root, file)), { level: 9 }).length;
    br += statSync(join(root, `${file}.br`), { throwIfNoEntry: false })?.size ?? 0;
  }
  return { gz, br };
}
const keys = Object.keys(manifest);
const find = (pattern) => keys.filter((key) => pattern.test(key));
const nodes = readFileSync(join(root, '../.svelte-kit/generated/build/client-optimized/app.js'), 'utf8');
const route = (id) => {
  const found = nodes.match(new RegExp(`"${id.replace(/[()[\]]/g, '\\$&')}": \\[(~?\\d+)(?:,\\[([\\d,]*)\\])?`));
  if (!found) return [];
  const page = Number(found[1].replace('~', ''));
  return [0, 1, ...(found[2] ?? '').split(',').filter(Boolean).map(Number), page < 0 ? ~page : page];
};
const start = [
  ...find(/runtime\/client\/entry\.js$/),
  ...find(/client-optimized\/app\.js$/),
  ...find(/catalogue\.fr\.ts$/)
];
let heaviest = { id: '', gz: 0, br: 0 };
for (const id of [...nodes.matchAll(/"(\/[^"]*)": \[/g)].map((found) => found[1])) {
  const parts = route(id).flatMap((number) => find(new RegExp(`client-optimized/nodes/${number}\\.js$`)));
  const weight = weigh([...start, ...parts]);
  console.log(
    `  ${(weight.gz / 1024).toFixed(1).padStart(6)} kB gz ${(weight.br / 1024).toFixed(1).padStart(6)} kB br  ${id}`
  );
  if (/\/(?:today|invitation|sign-in|\(app\))$/.test(id) && weight.gz > heaviest.gz) heaviest = { id, ...weight };
}
console.log(
  `initial script, heaviest first page ${heaviest.id}: ${(heaviest.gz / 1024).toFixed(1)} kB gz ` +
    `(${(heaviest.br / 1024).toFixed(1)} kB br), budget ${budget / 1024} kB`
);
if (heaviest.gz > budget) {
  console.error('over budget');
  process.exit(1);
}
