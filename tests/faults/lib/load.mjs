// A server under load, for the fault tests: readers on kept-open connections, each request told from all others by a
// referrer of its own, so that what was answered can be compared with what was stored, click by click.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
export const essaim = process.env.ESSAIM ?? ['release', 'debug'].map((preset) => join(root, 'build', preset, 'essaim')).find(existsSync);
const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0';

export const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** `--rounds N`, `--postgres URL`, … */
export function option(name, otherwise) {
  const at = process.argv.indexOf(name);
  return at < 0 ? otherwise : process.argv[at + 1];
}

export async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/** A folder of its own with a data folder and a link; removed at the end. */
export async function prepare(server) {
  let postgres;
  if (server) {  // a schema of its own: other tests use that database too
    const schema = `faults_${process.pid}_${Date.now()}`;
    execFileSync('psql', ['-q', '-c', `create schema ${schema}`, server]);
    process.on('exit', () => execFileSync('psql', ['-q', '-c', `drop schema ${schema} cascade`, server], { stdio: 'ignore' }));
    postgres = `${server}${server.includes('?') ? '&' : '?'}options=-csearch_path%3D${schema}`;
  }
  if (!essaim) throw new Error('build the server first: bin/build release essaim');
  const work = mkdtempSync(join(tmpdir(), 'essaim-faults-'));
  process.on('exit', () => rmSync(work, { recursive: true, force: true }));
  const stored = join(work, 'stored');
  const source = join(dirname(fileURLToPath(import.meta.url)), '../stored.cpp');
  execFileSync('g++', ['-O1', '-I/usr/include/postgresql', source, '-o', stored, '-lsqlite3', '-lpq'], { stdio: 'inherit' });
  mkdirSync(join(work, 'run'));
  const port = await freePort();
  const place = ['--data', join(work, 'data'), '--listen', `127.0.0.1:${port}`, ...(postgres ? ['--postgres', postgres] : [])];
  // Nothing of the runner's own: an ESSAIM_ key that the server does not know refuses to start.
  const ours = Object.entries(process.env).filter(([name]) => !name.startsWith('ESSAIM'));
  const env = { ...Object.fromEntries(ours), ESSAIM_METRICS_LISTEN: '', ESSAIM_RUNTIME_FOLDER: join(work, 'run'), ESSAIM_LOG_LEVEL: 'error' };
  const link = execFileSync(essaim, ['links', 'make', 'https://example.org/story', '--create', ...place], { env, encoding: 'utf8' }).trim();
  return { work, port, place, env, link, path: new URL(link).pathname, stored, clicks: postgres ?? join(work, 'data', 'clicks.db') };
}

/** Starts the server, under a wrapper where one is given, and waits until it answers. */
export async function start(place, wrapper = []) {
  const [command, ...rest] = [...wrapper, essaim, 'serve', ...place.place];
  const child = spawn(command, rest, { env: place.env, stdio: ['ignore', 'pipe', 'pipe'] });
  child.log = '';
  child.stdout.on('data', (bytes) => (child.log += bytes));
  child.stderr.on('data', (bytes) => (child.log += bytes));
  child.ended = new Promise((done) => child.on('exit', (code, signal) => done({ code, signal })));
  for (let tries = 0; tries < 200; ++tries) {
    if (child.exitCode !== null) throw new Error(`the server ended at start:\n${child.log}`);
    const answered = await fetch(`http://127.0.0.1:${place.port}/healthz`).then((answer) => answer.ok, () => false);
    if (answered) return child;
    await pause(50);
  }
  throw new Error(`the server does not answer:\n${child.log}`);
}

/** Readers who click until they are told to stop or the server is gone. */
export class Readers {
  constructor(place, count, label) {
    this.answered = [];
    this.slowest = 0;
    this.refused = 0;
    this.going = true;
    this.done = Promise.all(Array.from({ length: count }, (_, reader) => this.read(place, `${label}x${reader}`)));
  }

  async stop() {
    this.going = false;
    await this.done;
  }

  read(place, name) {
    return new Promise((done) => {
      let number = 0, host = '', since = 0, text = '';
      const socket = connect(place.port, '127.0.0.1');
      const click = () => {
        if (!this.going) return void socket.end();
        host = `r${name}x${number++}.example`;
        since = performance.now();
        socket.write(`GET ${place.path} HTTP/1.1\r\nHost: 127.0.0.1:${place.port}\r\nUser-Agent: ${agent}\r\nAccept-Language: fr\r\nReferer: https://${host}/\r\n\r\n`);
      };
      socket.on('connect', click);
      socket.on('data', (bytes) => {
        text += bytes.toString('latin1');
        if (!text.includes('\r\n\r\n')) return;
        if (text.startsWith('HTTP/1.1 302')) this.answered.push(host);
        else ++this.refused;
        this.slowest = Math.max(this.slowest, performance.now() - since);
        text = '';
        click();
      });
      socket.on('error', () => {});
      socket.on('close', done);
    });
  }
}

/** Host → how often it is stored. */
export function storedHosts(place) {
  const counts = new Map();
  const text = execFileSync(place.stored, ['hosts', place.clicks], { encoding: 'utf8', maxBuffer: 1 << 30 });
  for (const host of text.split('\n')) if (host) counts.set(host, (counts.get(host) ?? 0) + 1);
  return counts;
}

export function incompleteHours(place) {
  return execFileSync(place.stored, ['hours', join(place.work, 'data', 'essaim.db')], { encoding: 'utf8' }).trim().split('\n').filter(Boolean);
}

export function isSound(place, file) {
  return execFileSync(place.stored, ['sound', join(place.work, 'data', file)], { encoding: 'utf8' }).trim() === 'ok';
}
