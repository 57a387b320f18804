// A key in somebody's pocket: makes and signs what a browser and its authenticator do (W3C Web Authentication, Level 2).
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { Client } from './client.mjs';

const flag = { present: 0x01, verified: 0x04, holdsKey: 0x40 };
const sha256 = (bytes) => createHash('sha256').update(bytes).digest();
const number = (value, bytes) => {
  const out = Buffer.alloc(bytes);
  out.writeUIntBE(value, 0, bytes);
  return out;
};

export class Passkey {
  /** `origin`: where the browser stands, "http://localhost:8080". */
  constructor(origin, { counts = true } = {}) {
    this.origin = origin;
    this.site = new URL(origin).hostname;
    this.counts = counts;
    this.count = 0;
    this.id = randomBytes(32);
    this.keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  }

  head(flags) {
    if (this.counts) this.count += 1;
    return Buffer.concat([sha256(this.site), Buffer.from([flags]), number(this.count, 4)]);
  }

  clientData(type, challenge, origin = this.origin) {
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  }

  /** What the browser sends for an offer. */
  make(offer, { verified = true, origin } = {}) {
    const head = this.head(flag.present | flag.holdsKey | (verified ? flag.verified : 0));
    const cose = Buffer.from('a5010203262001', 'hex'); // where the key stands; the server reads `public_key`
    const data = Buffer.concat([head, Buffer.alloc(16), number(this.id.length, 2), this.id, cose]);
    return {
      client_data: this.clientData('webauthn.create', offer.challenge, origin).toString('base64url'),
      authenticator_data: data.toString('base64url'),
      public_key: this.keys.publicKey.export({ type: 'spki', format: 'der' }).toString('base64url'),
      name: null
    };
  }

  /** What the browser sends for a question. */
  answer(question, { verified = true, origin } = {}) {
    const client = this.clientData('webauthn.get', question.challenge, origin);
    const head = this.head(flag.present | (verified ? flag.verified : 0));
    return {
      credential: this.id.toString('base64url'),
      client_data: client.toString('base64url'),
      authenticator_data: head.toString('base64url'),
      signature: sign('sha256', Buffer.concat([head, sha256(client)]), this.keys.privateKey).toString('base64url')
    };
  }
}

/** A browser that stands at the site's name: there are no passkeys for an address of digits. */
export function browserAt(organisation, site, client) {
  const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0';
  const browser = new Client(organisation.server.url, { host: new URL(site).host, 'user-agent': agent });
  for (const [name, value] of client?.cookies ?? []) browser.cookies.set(name, value);
  const call = browser.call.bind(browser);
  browser.call = (method, path, body, options = {}) => call(method, path, body, { ...options, headers: { origin: site, ...options.headers } });
  return browser;
}
export const question = (browser) => browser.ask('POST', '/session/passkey/question');
export const signInWith = async (browser, passkey) => browser.ask('POST', '/session/passkey', passkey.answer(await question(browser)));
