// Everything a server has written, so that a test can say what stands in none of it: its files (database, WAL, clicks,
// blobs, keys), PostgreSQL's rows, and its log.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const filesBelow = (folder) => readdirSync(folder).flatMap((name) => {
  const path = join(folder, name);
  return statSync(path).isDirectory() ? filesBelow(path) : statSync(path).isFile() ? [path] : [];
});

/** @returns {{where: string, bytes: Buffer}[]} */
export function written(server) {
  const all = filesBelow(server.folder).map((path) => ({ where: path, bytes: readFileSync(path) }));
  if (server.database) all.push({ where: 'PostgreSQL', bytes: execFileSync('pg_dump', ['--data-only', '--inserts', '-d', server.database.url], { maxBuffer: 1 << 28 }) });
  all.push({ where: 'the log', bytes: Buffer.from(server.output()) });
  return all;
}

/** One query on whichever engine serves; an array of columns a row. */
export function ask(server, sql) {
  const text = server.database
    ? execFileSync('psql', ['-qXAt', '-F', '\t', server.database.url, '-c', sql], { encoding: 'utf8' })
    : execFileSync('sqlite3', ['-separator', '\t', join(server.folder, 'data/essaim.db'), sql], { encoding: 'utf8' });
  return text.split('\n').filter(Boolean).map((line) => line.split('\t'));
}

/** A column of bytes as hex, in either dialect. */
export const hexOf = (server, column) => (server.database ? `encode(${column}, 'hex')` : `lower(hex(${column}))`);

/**
 * None of these secrets, plain, in hex or in base64, stands anywhere; `known` does, which shows that the search finds.
 * @param {Record<string, string>} secrets  what it is → the secret
 */
export function assertUnwritten(server, secrets, known) {
  const all = written(server);
  assert.ok(all.some(({ bytes }) => bytes.includes(known)), `the search finds what was stored: ${known}`);
  for (const [what, secret] of Object.entries(secrets)) {
    assert.ok(secret?.length >= 8, `${what} is something to search for`);
    const forms = [secret, Buffer.from(secret).toString('hex'), Buffer.from(secret).toString('base64').replace(/=+$/, '')];
    for (const { where, bytes } of all) for (const form of forms) assert.ok(!bytes.includes(form), `${where} holds ${what}`);
  }
}
