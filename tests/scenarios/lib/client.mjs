// A browser's way of calling: cookies kept, Origin and Sec-Fetch-Site sent, JSON in and out. Every answer passes the
// inspectors (no answer is ever a 5xx; headers are checked in security.test.mjs), whatever the scenario looks at.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { request } from 'node:http';

export class Client {
  /** @param {string} base  @param {Record<string, string>} headers sent with every call */
  constructor(base, headers = {}) {
    this.base = base;
    this.headers = headers;
    this.cookies = new Map();
  }

  /**
   * @param {{headers?: Record<string, string|null>, type?: string, site?: string, expect?: number, allow5xx?: boolean}} options
   *   a header of null is not sent; type: the body is sent as it is, under this content type.
   * @returns {Promise<{status: number, headers: import('node:http').IncomingHttpHeaders, text: string, bytes: Buffer, body: any}>}
   */
  async call(method, path, body, options = {}) {
    const headers = { accept: 'application/json', ...this.headers };
    if (this.cookies.size) headers.cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    if (method !== 'GET' && method !== 'HEAD') {
      Object.assign(headers, { origin: this.base, 'sec-fetch-site': 'same-origin', 'x-essaim': '1' });
    }
    let payload;
    if (body !== undefined) {
      payload = options.type ? body : JSON.stringify(body);
      headers['content-type'] = options.type ?? 'application/json';
      headers['content-length'] = String(Buffer.byteLength(payload));
    } else if (method !== 'GET' && method !== 'HEAD') {
      headers['content-length'] = '0';
    }
    for (const [name, value] of Object.entries(options.headers ?? {})) {
      if (value === null) delete headers[name];
      else headers[name] = value;
    }
    const answer = await new Promise((done, fail) => {
      const url = new URL(path, this.base);
      const call = request({ host: url.hostname, port: url.port, method, path: options.rawPath ?? url.pathname + url.search, headers, agent: false }, (message) => {
        const chunks = [];
        message.on('data', (chunk) => chunks.push(chunk));
        message.on('end', () => done({ status: message.statusCode, headers: message.headers, bytes: Buffer.concat(chunks) }));
        message.on('error', fail);
      });
      call.setTimeout(30_000, () => call.destroy(new Error(`${method} ${path}: no answer within 30 s`)));
      call.on('error', fail);
      call.end(payload);
    });
    for (const cookie of answer.headers['set-cookie'] ?? []) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie);
      if (value === '' || /max-age=0/i.test(cookie)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    answer.text = answer.bytes.toString('utf8');
    if (/json/.test(answer.headers['content-type'] ?? '') && answer.text !== '') answer.body = JSON.parse(answer.text);
    if (!options.allow5xx) assert.ok(answer.status < 500, `${method} ${path} answered ${answer.status}: ${answer.text}`);
    if (options.expect) {
      assert.equal(answer.status, options.expect, `${method} ${path} answered ${answer.status}: ${answer.text.slice(0, 600)}`);
    }
    return answer;
  }

  get(path, options) { return this.call('GET', path, undefined, options); }
  post(path, body, options) { return this.call('POST', path, body, options); }
  put(path, body, options) { return this.call('PUT', path, body, options); }
  patch(path, body, options) { return this.call('PATCH', path, body, options); }
  delete(path, body, options) { return this.call('DELETE', path, body, options); }

  /** Below /api/v1: answers the body of a call that must succeed. */
  async ask(method, path, body, options = {}) {
    const answer = await this.call(method, `/api/v1${path}`, body, options);
    assert.ok(answer.status >= 200 && answer.status < 300, `${method} ${path} answered ${answer.status}: ${answer.text.slice(0, 800)}`);
    return answer.body;
  }
  /** Below /api/v1: a call that must be refused; answers the problem document. */
  async refused(status, method, path, body, options = {}) {
    const answer = await this.call(method, `/api/v1${path}`, body, options);
    assert.equal(answer.status, status, `${method} ${path} answered ${answer.status}, not ${status}: ${answer.text.slice(0, 600)}`);
    assertProblem(answer, `${method} ${path}`);
    return answer.body;
  }
  /** A call that must come once: a fresh Idempotency-Key. */
  once(method, path, body, options = {}) {
    return this.ask(method, path, body, { ...options, headers: { 'idempotency-key': randomUUID(), ...options.headers } });
  }
  /** Another browser with the same cookies at this moment. */
  copy() {
    const other = new Client(this.base, this.headers);
    other.cookies = new Map(this.cookies);
    return other;
  }
}

/** RFC 9457, as the API promises it. */
export function assertProblem(answer, where = '') {
  assert.match(answer.headers['content-type'] ?? '', /^application\/problem\+json/, `${where}: ${answer.text.slice(0, 200)}`);
  const problem = answer.body;
  assert.equal(problem.status, answer.status, where);
  // What the door refuses (a head or a body too long) was never given a number.
  const atTheDoor = ['request.malformed', 'request.too_large', 'request.target_too_long', 'request.head_too_large'].includes(problem.code);
  const fields = ['type', 'title', 'code', ...(atTheDoor ? [] : ['request_id'])];
  for (const field of fields) assert.equal(typeof problem[field], 'string', `${where}: ${field} in ${answer.text}`);
  assert.doesNotMatch(answer.text, /\.cpp|terminate|std::|sqlite|libpq|stack trace/i, `${where}: a problem speaks of the inside`);
}
