// Twin worlds: one organisation is filled and stopped, copied byte for byte, and each copy lives one act more or less.
// Its ids, keys, sessions and times are the same, so what others are answered can be compared as it is; only what is
// made after the copying may differ by chance, and `mask` names it all.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMailbox } from './mailbox.mjs';
import { engine, eventually, freshDatabase, startServer } from './server.mjs';

/**
 * Everything that is taken out of an answer before it is compared, and nothing else: the random number of a refused
 * request, instants of this very run and the hour in which a reader's own session was last seen, the random words behind the # of a letter's link, and the ids that were made in this
 * world only. Figures, days, other ids, states and orders stay.
 * @param {{since: number, until: number}} run  milliseconds: instants of this run lie between
 * @param {string[]} fresh  ids, in the order of their making
 */
export function mask(text, run, fresh = []) {
  const ofThisRun = (word) => {
    const at = Date.parse(word);
    return at >= run.since && at <= run.until ? 'AN INSTANT OF THIS RUN' : word;
  };
  // Sessions are seen by the hour: the two worlds may stand on two sides of one.
  const hours = 2 * 3_600_000;
  const seen = (whole, before, word) => (Date.parse(word) >= run.since - hours && Date.parse(word) <= run.until ? `${before}AN HOUR OF THIS RUN"` : whole);
  const unmade = fresh.reduce((out, id, at) => out.replaceAll(id, `(made ${at})`), text);
  return unmade
    .replaceAll(/"request_id":"\d+"/g, '"request_id":"…"')
    .replaceAll(/("last_seen": ?")(\d{4}-\d\d-\d\dT\d\d:00:00Z)"/g, seen)
    .replaceAll(/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, ofThisRun)
    .replaceAll(/(\/(?:invitation|sign-in|join\/confirm)#)[\w-]{22,}/g, '$1…');
}

/** Headers that others read: all but the time of the answer, its length (the body is compared), and cookies' words. */
export function readable(headers) {
  const { date: _date, 'content-length': _length, 'set-cookie': cookies, ...rest } = headers;
  return { ...rest, ...(cookies && { 'set-cookie': cookies.map((cookie) => cookie.replace(/=[^;]*/, '=…')) }) };
}

/** On a stopped server's database. */
export function statement(server, sql) {
  if (server.database) execFileSync('psql', ['-qX', server.database.url, '-c', sql]);
  else execFileSync('sqlite3', [join(server.folder, 'data/essaim.db'), sql]);
}

/** A stopped server that copies are made of. */
export class Original {
  constructor(server) {
    this.port = server.port;
    this.folder = server.folder;
    this.database = server.database;
  }

  /** A copy that serves at the same address, with a mailbox of its own. One at a time. */
  async live(config = {}) {
    const folder = mkdtempSync(join(tmpdir(), 'essaim-scenario-'));
    cpSync(this.folder, folder, { recursive: true, preserveTimestamps: true });
    let database = null;
    if (engine === 'postgres') {
      database = freshDatabase();
      const administration = process.env.ESSAIM_TEST_POSTGRES;
      execFileSync('psql', ['-qX', administration, '-c', `drop database ${database.name}`]);
      execFileSync('psql', ['-qX', administration, '-c', `create database ${database.name} template ${this.database.name}`]);
    }
    const mailbox = await openMailbox();
    const server = await startServer({ folder, database, port: this.port, config: { ...mailbox.config, ...config } });
    return {
      server,
      mailbox,
      metrics: async () => (await server.client().get(server.metricsUrl)).text,
      async close() {
        await server.stop();
        await mailbox.close();
      },
    };
  }

  drop() {
    this.database?.drop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** What a browser is told while it waits: the bytes of /events until `end()`. */
export async function listen(client) {
  let text = '';
  const url = new URL('/api/v1/events', client.base);
  const call = get(url, { headers: { accept: 'text/event-stream', cookie: [...client.cookies].map((pair) => pair.join('=')).join('; ') }, agent: false });
  let status;
  call.on('response', (answer) => {
    status = answer.statusCode;
    answer.on('data', (bytes) => (text += bytes));
    answer.on('error', () => {});
  });
  call.on('error', () => {});
  await eventually('the stream opens', () => status);
  return {
    end() {
      call.destroy();
      return `${status}\n${text.replaceAll(/^:.*\n\n?/gm, '')}`; // comments keep the line open, by the clock
    },
  };
}

/** The first line in which two texts differ, for a report that can be read. */
export function difference(one, other) {
  if (one === other) return null;
  let at = 0;
  while (at < one.length && one[at] === other[at]) ++at;
  const around = (text) => text.slice(Math.max(0, at - 160), at + 160).replaceAll('\n', '⏎');
  return `…${around(one)}…\n     and\n     …${around(other)}…`;
}
