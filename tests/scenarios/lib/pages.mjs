// A site on loopback: documents served from a map or a folder, changed while a scenario runs, and what was asked of it.
import { readFileSync, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, resolve } from 'node:path';
import { root } from './server.mjs';

const types = { '.xml': 'application/xml', '.json': 'application/feed+json', '.html': 'text/html', '.png': 'image/png', '.jpg': 'image/jpeg' };

/** Real documents, when the folder stands beside the clone; they are not ours to copy. */
export const samples = [process.env.ESSAIM_SAMPLES, join(root, '../shared/samples'), join(root, '../../shared/samples')]
  .filter(Boolean).map((path) => resolve(path)).find((path) => existsSync(path));

/** @param {Record<string, string | Buffer | {body?: string|Buffer, type?: string, status?: number, headers?: object, wait?: Promise<void>}>} documents */
export async function serveSite(documents = {}) {
  const asked = [];
  const site = createServer(async (question, answer) => {
    const path = new URL(question.url, 'http://site').pathname;
    asked.push({ path, method: question.method, headers: question.headers });
    let found = documents[path];
    if (found === undefined && path.startsWith('/samples/') && samples && !path.includes('..')) {
      const file = join(samples, path.slice('/samples/'.length));
      if (existsSync(file)) found = readFileSync(file);
    }
    if (found === undefined) return answer.writeHead(404, { 'content-type': 'text/plain' }).end('not here');
    const page = typeof found === 'string' || Buffer.isBuffer(found) ? { body: found } : found;
    await page.wait;
    answer.writeHead(page.status ?? 200, { 'content-type': page.type ?? types[extname(path)] ?? 'text/html; charset=utf-8', ...page.headers });
    answer.end(page.body ?? '');
  });
  await new Promise((ready) => site.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${site.address().port}`,
    documents,
    asked,
    close: () => new Promise((closed) => { site.closeAllConnections(); site.close(closed); }),
  };
}
