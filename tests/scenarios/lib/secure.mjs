// HTTPS as a browser would speak it to a front on loopback, under a certificate made for the test.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** privkey.pem and fullchain.pem for this name, trusted by nobody but who is told to. */
export const makeCertificate = (folder, host) =>
  promisify(execFile)('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`,
    '-keyout', join(folder, 'privkey.pem'), '-out', join(folder, 'fullchain.pem')]);

/**
 * One request over TLS; the answer with its whole body, or as soon as `enough` is satisfied with it.
 * @param {{host: string, port: number, ca: string, origin: string}} site
 */
export function askSecurely({ host, port, ca, origin }, method, path, { body, headers = {}, enough } = {}) {
  return new Promise((done, fail) => {
    const call = request({ host: '127.0.0.1', port, servername: host, ca: readFileSync(ca), method, path, agent: false,
      headers: { host: `${host}:${port}`, ...headers,
        ...(method === 'GET' ? {} : { origin, 'sec-fetch-site': 'same-origin', 'x-essaim': '1' }),
        ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }) } }, (answer) => {
      let text = '';
      const say = () => done({ status: answer.statusCode, headers: answer.headers, text });
      answer.on('data', (bytes) => {
        text += bytes;
        if (enough?.(text)) (say(), call.destroy());
      });
      answer.on('end', say);
    });
    call.on('error', fail);
    call.end(body);
  });
}
