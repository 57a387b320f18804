// Two organisations in one process that could not be more alike: the second is a copy of the first, with the same rows,
// the same ids, the same master key, so that whatever mixes them up answers with something that looks right. Only the
// words below stand in one of them alone.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const foreign = 'voisin-seulement';

const sql = (where, text) => (where.url
  ? execFileSync('psql', ['-qXAt', '-v', 'ON_ERROR_STOP=1', '-d', where.url], { input: text, encoding: 'utf8', maxBuffer: 1 << 28 })
  : execFileSync('sqlite3', [where.file], { input: text, encoding: 'utf8', maxBuffer: 1 << 28 }));

/** Where an added organisation keeps its rows: its file, or the connection in its configuration. */
export function storeOf(added) {
  const [, url] = /^postgres=(.*)$/m.exec(readFileSync(added.configuration, 'utf8')) ?? [];
  return url ? { url, schema: /user='(\w+)'/.exec(url)[1] } : { file: join(added.data, 'essaim.db') };
}

/** The first organisation's rows and files into the place of the added one, while neither is served. */
export function copyInto(added, server) {
  const from = join(server.folder, 'data');
  const store = storeOf(added);
  mkdirSync(added.data, { recursive: true, mode: 0o700 });
  const files = ['links', 'withdrawals', 'incomplete-hours', 'media', 'keys', ...(store.file ? ['essaim.db', 'clicks.db'] : [])];
  if (store.file) for (const name of ['essaim.db', 'clicks.db']) execFileSync('sqlite3', [join(from, name), 'pragma wal_checkpoint(truncate)']);
  for (const name of files) if (existsSync(join(from, name))) cpSync(join(from, name), join(added.data, name), { recursive: true });
  if (!store.url) return store;
  const rows = execFileSync('pg_dump', ['--no-owner', '--no-acl', '--no-comments', '-n', 'public', '-d', server.database.url], { encoding: 'utf8', maxBuffer: 1 << 28 });
  // As the role itself, so that all of it is the role's.
  execFileSync('psql', ['-qX', '-v', 'ON_ERROR_STOP=1', '-d', store.url], { input: rows.replaceAll(/^CREATE SCHEMA .*$/gm, '').replaceAll('public.', `${store.schema}.`), encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['pipe', 'ignore', 'pipe'] });
  return store;
}

/** An organisation of its own from here on, with words that the other one has not. Titles and ids stay alike. */
export function setApart(store, added) {
  sql(store, `
    update organisation_identity set id = '${added.id}', key_mark = null;
    delete from session;
    delete from job;
    update story set summary = '${foreign} résumé', why = '${foreign} pourquoi';
    update share set text = '${foreign} texte';
    update draft set text = '${foreign} brouillon';
    update person set name = name || ' ${foreign}';
    update org_group set name = name || ' ${foreign}';
    update site set name = name || ' ${foreign}';
    update theme set name_fr = '${foreign}', name_en = '${foreign}';
    update link set destination = 'https://${foreign}.example/';`);
}

/** Every row of a store but what turns by itself. */
export function rowsOf(store) {
  const turning = ['job', 'session'];
  const lines = store.url
    ? execFileSync('pg_dump', ['--data-only', '--inserts', '-n', store.schema, ...turning.flatMap((name) => ['-T', `${store.schema}.${name}`]), '-d', store.url], { encoding: 'utf8', maxBuffer: 1 << 28 })
    : execFileSync('sqlite3', [store.file, '.dump'], { encoding: 'utf8', maxBuffer: 1 << 28 });
  return lines.split('\n').filter((line) => line.startsWith('INSERT INTO') && !turning.some((name) => line.startsWith(`INSERT INTO ${name} `))).sort();
}

export const askStore = sql;
