// Serves web/build as the executable does: the same policy, the page for every address that is no file. For tests only;
// the answers of the API are given by the tests themselves.
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../build/', import.meta.url));
const policy = readFileSync(join(root, 'csp.txt'), 'utf8').trim();
/** @type {Record<string, string>} */
const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2'
};

createServer((request, response) => {
  const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://host').pathname));
  if (path.startsWith('/api/')) {
    response.writeHead(404, { 'content-type': 'application/problem+json' }).end('{"status":404,"code":"missing"}');
    return;
  }
  // The server's own: an organisation that has neither colour nor mark.
  if (path === '/brand.css' || path === '/manifest.webmanifest') {
    const type = path === '/brand.css' ? types['.css'] : types['.webmanifest'];
    response.writeHead(200, { 'content-type': type }).end(path === '/brand.css' ? ':root:root{--brand:b0;}' : '{}');
    return;
  }
  let file = join(root, path);
  if (!file.startsWith(root) || !existsSync(file) || statSync(file).isDirectory()) file = join(root, 'index.html');
  response.writeHead(200, {
    'content-type': types[extname(file)] ?? 'application/octet-stream',
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff'
  });
  createReadStream(file).pipe(response);
}).listen(Number(process.env.PORT ?? 4179), '127.0.0.1');
