// Readers under load, and what of them is in the store.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { Agent } from 'node:http';
import { engine } from '../scenarios/lib/server.mjs';

/** A story published and shared by Awa; the path of its link. */
export async function shareOne(company) {
  const draft = await company.ed.ask('POST', '/stories', { address: 'https://acier.example/a', title: 'Un four', summary: '', why: '', kind: 'article', stance: 'useful', stance_reason: null, language: 'fr', languages: [], theme_ids: [], group_ids: [], site_ids: [], picture_id: null, document_id: null, embargo_until: null, expires_at: null, variants: [] });
  const story = await company.ed.ask('POST', `/stories/${draft.id}/publication`);
  const { share } = await company.awa.once('POST', '/shares', { story_id: story.id, network: 'linkedin', text: 'Mes mots', plain_link: false, mastodon_server: null, over_cap_confirmed: true, again_confirmed: true });
  return { share, path: new URL(share.link).pathname };
}

/** Clicks until stopped; `answered` are those whose 302 has come whole. */
export function clickAlong(port, path, connections = 32) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const load = { answered: 0, refused: 0, running: true, slowest: 0 };
  const one = () => new Promise((done) => {
    const begun = performance.now();
    const call = request({ host: '127.0.0.1', port, path, agent, headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0', accept: 'text/html' } }, (answer) => {
      answer.resume();
      answer.on('end', () => {
        if (answer.statusCode === 302) load.answered++; else load.refused++;
        load.slowest = Math.max(load.slowest, performance.now() - begun);
        done();
      });
      answer.on('error', done);
    });
    call.on('error', () => done());
    call.setTimeout(5_000, () => call.destroy());
    call.end();
  });
  const workers = Array.from({ length: connections }, async () => { while (load.running) await one(); });
  load.stop = async () => {
    load.running = false;
    await Promise.all(workers);
    agent.destroy();
    return load;
  };
  return load;
}

const files = (server) => readdirSync(join(server.folder, 'data')).filter((name) => name.endsWith('.db')).map((name) => join(server.folder, 'data', name));

/** Rows of the click store, whichever database holds them. */
export function storedClicks(server) {
  const question = 'select count(*), count(distinct id) from click';
  if (engine === 'postgres') return read(execFileSync('psql', ['-qXAt', '-F,', server.database.url, '-c', question], { encoding: 'utf8' }));
  for (const file of files(server)) {
    const found = execFileSync('sqlite3', ['-separator', ',', file, "select count(*) from sqlite_master where name = 'click'"], { encoding: 'utf8' });
    if (found.trim() === '1') return read(execFileSync('sqlite3', ['-separator', ',', file, question], { encoding: 'utf8' }));
  }
  throw new Error('no database holds a table of clicks');
}
function read(line) {
  const [rows, distinct] = line.trim().split(',').map(Number);
  return { rows, distinct };
}

/** Every SQLite file passes its own check. */
export function soundness(server) {
  if (engine === 'postgres') return 'ok';
  return files(server).filter(existsSync).map((file) => execFileSync('sqlite3', [file, 'pragma integrity_check; pragma foreign_key_check'], { encoding: 'utf8' }).trim()).every((said) => said === 'ok') ? 'ok' : 'damaged';
}
