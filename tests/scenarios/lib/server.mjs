// Starts the real executable on a free loopback port with a data folder of its own, on SQLite or on PostgreSQL
// ($ESSAIM_ENGINE). What it logs is kept and shown when a scenario fails.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Client } from './client.mjs';

export const root = resolve(import.meta.dirname, '../../..');
export const executable = process.env.ESSAIM ?? join(root, 'build/release/essaim');
export const engine = process.env.ESSAIM_ENGINE ?? 'sqlite';

// No server outlives its scenarios, whatever ends them.
const serving = new Set();
process.once('SIGTERM', () => process.exit(143));
process.on('exit', () => serving.forEach((child) => child.kill('SIGKILL')));

// Below the range from which the system gives ports away by itself, and each process in a place of its own: a port that
// is free when looked at is still free when the server takes it.
let nextPort = 20_000 + (process.pid % 120) * 100;
export async function freePort() {
  for (;;) {
    const port = nextPort++;
    const probe = createServer();
    const free = await new Promise((done) => {
      probe.once('error', () => done(false));
      probe.listen(port, '127.0.0.1', () => done(true));
    });
    if (!free) continue;
    await new Promise((done) => probe.close(done));
    return port;
  }
}

let databases = 0;
/** An empty database on the PostgreSQL that ./test started. */
export function freshDatabase() {
  const url = process.env.ESSAIM_TEST_POSTGRES;
  if (!url) throw new Error('PostgreSQL scenarios need ESSAIM_TEST_POSTGRES (a libpq URL); ./test scenarios starts one.');
  const name = `scenario_${process.pid}_${++databases}`;
  execFileSync('psql', ['-qX', url, '-c', `create database ${name}`], { stdio: ['ignore', 'ignore', 'pipe'] });
  return { name, url: url.replace(/\/[^/?]*(\?|$)/, `/${name}$1`), drop: () =>
    execFileSync('psql', ['-qX', url, '-c', `drop database if exists ${name} with (force)`], { stdio: 'ignore' }) };
}

/** The environment of a child: nothing of ours, because an unknown ESSAIM_ key refuses to start. */
export function cleanEnvironment(extra = {}) {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('ESSAIM') && !name.startsWith('NODE_'));
  return { ...Object.fromEntries(kept), ...extra };
}

/**
 * @param {{config?: Record<string, string>, arguments?: string[], wait?: boolean, folder?: string, database?: object, port?: number}} options
 *   config: keys of the configuration, without the prefix; folder and database: of a server stopped before.
 */
export async function startServer(options = {}) {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'essaim-scenario-'));
  const database = options.database ?? (engine === 'postgres' ? freshDatabase() : null);
  const port = options.port ?? (await freePort());
  const metricsPort = await freePort();
  const config = {
    data: join(folder, 'data'),
    listen: `127.0.0.1:${port}`,
    metrics_listen: `127.0.0.1:${metricsPort}`,
    runtime_folder: join(folder, 'runtime'),
    allowed_internal_hosts: '127.0.0.1',
    second_factor: 'offered', // second_factor.test.mjs asks for it
    ...(database ? { postgres: database.url } : {}),
    ...options.config,
  };
  const environment = Object.fromEntries(Object.entries(config).map(([key, value]) => [`ESSAIM_${key.toUpperCase()}`, value]));
  const child = spawn(executable, ['serve', ...(options.arguments ?? [])], {
    cwd: folder,
    env: cleanEnvironment({ ...environment, ...options.environment }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (bytes) => (output += bytes));
  child.stderr.on('data', (bytes) => (output += bytes));
  serving.add(child);
  const exited = new Promise((done) => child.on('exit', (code, signal) => {
    serving.delete(child);
    done({ code, signal });
  }));

  const server = {
    url: `http://127.0.0.1:${port}`,
    metricsUrl: `http://127.0.0.1:${metricsPort}/metrics`,
    port,
    folder,
    database,
    child,
    exited,
    /** All it has printed and logged so far. */
    output: () => output,
    /** A person's browser: cookies of its own. */
    client: (headers) => new Client(`http://127.0.0.1:${port}`, headers),
    /** The token of the one-time set-up link that the first start prints. */
    async setupToken() {
      return (await eventually('a set-up link is printed', () => /\/setup#([\w-]+)/.exec(output)))[1];
    },
    /** Ends the process; the data stay, for a second start. */
    async halt(signal = 'SIGTERM') {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      return exited;
    },
    /** Ends the process and deletes its data. */
    async stop() {
      const end = await server.halt();
      database?.drop();
      rmSync(folder, { recursive: true, force: true });
      return end;
    },
  };
  if (options.wait !== false) {
    await Promise.race([
      eventually('the server is ready', async () => (await server.client().get('/readyz')).status === 200, 20_000),
      exited.then(({ code, signal }) => {
        throw new Error(`essaim serve ended at once (${code ?? signal}):\n${output}`);
      }),
    ]).catch((error) => {
      child.kill('SIGKILL');
      error.message += `\n${output}`;
      throw error;
    });
  }
  return server;
}

/** Asks until the answer is true; the answer. */
export async function eventually(what, ask, milliseconds = 10_000) {
  const end = Date.now() + milliseconds;
  let last;
  for (;;) {
    try {
      const answer = await ask();
      if (answer) return answer;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) throw new Error(`In ${milliseconds} ms it did not happen that ${what}.${last ? ` ${last.message}` : ''}`);
    await new Promise((done) => setTimeout(done, 30));
  }
}
