// For every route of the contract: who may call it, which headers it answers with, and that no input makes it fail.
// Routes come from the executable, so one that is added tomorrow is tested tomorrow.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { assertProblem } from './lib/client.mjs';
import { example, fill, matrix as printed, openapiText, permissions, routes } from './lib/contract.mjs';
import { malformed, naughty, xss } from './lib/nasty.mjs';
import { findPerson, invite, join as joined, openCompany } from './lib/organisation.mjs';
import { root } from './lib/server.mjs';

const all = routes();
let company;
before(async () => {
  company = await openCompany();
  const roles = { p0: 'recruiter', p1: 'executive', p2: 'data-protection' };
  const emails = Object.keys(roles).map((name) => `${name}@acieries.example`);
  for (const [name, role] of Object.entries(roles)) {
    const { id } = await findPerson(company.administrator, `${name}@acieries.example`);
    await company.administrator.ask('PUT', `/people/${id}/roles`, { roles: [role] });
  }
  const tokens = await invite(company, emails);
  for (const [name, role] of Object.entries(roles)) company[role] = await joined(company, `${name}@acieries.example`, tokens[`${name}@acieries.example`]);
});
after(async () => {
  const { code } = (await company?.close()) ?? {};
  assert.equal(code, 0, 'after all this it still stops by itself');
});

function golden(path, text) {
  const file = join(root, path);
  if (process.env.ESSAIM_UPDATE_GOLDEN) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  assert.equal(text, readFileSync(file, 'utf8'), `${path} is stale: ./test --update-golden scenarios writes it anew, the diff is the review`);
}
test('route by role is what was agreed: tests/golden/permissions.txt', () => golden('tests/golden/permissions.txt', permissions()));
test('the API is what was reviewed: api/openapi.json', () => golden('api/openapi.json', openapiText()));

/** Is this a route that ends the caller's own session, membership or server-sent stream? Those run on a copy. */
const ends = (route) => /DELETE .*\/session$|\/me\/membership$/.test(`${route.method} ${route.path}`) || route.path.endsWith('/events') || /\/me\/sessions/.test(route.path);

/** Somebody who may: the lead is a member, the administrator of this company is none; some is data protection's alone. */
const whoMay = (route) => (ends(route) ? company.paul : route.permission === 'member' ? company.lea : route.permission === 'privacy.verify' ? company['data-protection'] : company.administrator);

/** What the role may do, as the golden says. */
function allowed() {
  const [heads, ...lines] = printed();
  const columns = heads.slice(2);
  return Object.fromEntries(lines.map(([method, path, , ...marks]) => {
    return [`${method} ${path}`, Object.fromEntries(columns.map((column, at) => [column, marks[at] === 'yes']))];
  }));
}

describe('a role that may not is refused on every route', () => {
  const matrix = allowed();
  const callers = () => ({ anonymous: company.server.client(), member: company.awa, editor: company.ed, lead: company.lea, recruiter: company.recruiter, executive: company.executive, 'data-protection': company['data-protection'], administrator: company.administrator });
  for (const route of all) {
    test(`${route.method} ${route.path}`, async () => {
      const marks = matrix[`${route.method} ${route.path}`];
      assert.ok(marks, 'the route stands in the matrix');
      for (const [role, client] of Object.entries(callers())) {
        if (marks[role]) continue;
        const body = route.type === 'application/json' ? example(route.schema) : route.type ? 'x' : undefined;
        const answer = await client.copy().call(route.method, fill(route.path), body, route.type && route.type !== 'application/json' ? { type: route.type.replace('*', 'png') } : {});
        assert.ok(answer.status === (role === 'anonymous' ? 401 : 404), `${role} got ${answer.status}: ${answer.text.slice(0, 300)}`);
        assertProblem(answer, `${role} ${route.method} ${route.path}`);
      }
    });
  }
});

test('every route: security headers, no caching, no cookie without need', async () => {
  for (const route of all.filter(({ path }) => !path.endsWith('/events'))) {
    for (const client of [company.server.client(), company.awa.copy()]) {
      const where = `${route.method} ${route.path}`;
      const answer = route.method === 'GET' ? await client.get(fill(route.path)) : await client.call(route.method, fill(route.path), undefined, { headers: { 'x-essaim': null } });
      assert.match(answer.headers['x-content-type-options'] ?? '', /nosniff/, where);
      assert.match(answer.headers['content-security-policy'] ?? '', /default-src 'none'/, where);
      assert.match(answer.headers['content-security-policy'] ?? '', /frame-ancestors 'none'/, where);
      assert.match(answer.headers['cache-control'] ?? '', /no-store/, where);
      assert.equal(answer.headers['cross-origin-opener-policy'], 'same-origin', where);
      assert.equal(answer.headers['cross-origin-resource-policy'], 'same-origin', where);
      assert.ok(answer.headers['referrer-policy'] && answer.headers['permissions-policy'], where);
      assert.equal(answer.headers['access-control-allow-origin'], undefined, `${where}: no cross-origin reading`);
      assert.equal(answer.headers.server, undefined, `${where}: no banner`);
      if (answer.text && !/json/.test(answer.headers['content-type'])) assert.match(answer.headers['content-type'], /charset=utf-8|octet-stream|image|text\/x-opml|spreadsheetml/, where);
    }
  }
});

test('a call that changes something is refused from elsewhere', async () => {
  const foreign = [
    { 'x-essaim': null }, { origin: 'https://evil.example' }, { origin: 'null' }, { origin: `${company.server.url}.evil.example` }, { origin: company.server.url.replace('127.0.0.1', 'localhost:1') },
    { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' },
  ];
  for (const route of all.filter(({ method }) => method !== 'GET')) {
    for (const headers of foreign) {
      const body = route.type === 'application/json' ? example(route.schema) : route.type ? 'x' : undefined;
      const answer = await company.administrator.copy().call(route.method, fill(route.path), body, { headers, ...(route.type && route.type !== 'application/json' ? { type: route.type.replace('*', 'png') } : {}) });
      assert.ok([403, 404].includes(answer.status), `${route.method} ${route.path} with ${JSON.stringify(headers)}: ${answer.status}`);
      assert.equal(answer.body.code, 'request.foreign_origin');
    }
  }
});

test('a JSON route takes no form and no plain text', async () => {
  for (const route of all.filter(({ type }) => type === 'application/json')) {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/jsonx', '']) {
      const answer = await whoMay(route).copy().call(route.method, fill(route.path), JSON.stringify(example(route.schema)), { type: type || 'x', headers: type ? {} : { 'content-type': null } });
      assert.equal(answer.status, 415, `${route.method} ${route.path} with “${type}”: ${answer.status} ${answer.text.slice(0, 200)}`);
    }
  }
});

test('a query parameter that a route does not declare is refused, and named', async () => {
  for (const route of all.filter(({ path }) => !path.endsWith('/events'))) {
    const caller = whoMay(route).copy();
    const body = route.type === 'application/json' ? example(route.schema) : route.type ? 'x' : undefined;
    const answer = await caller.call(route.method, `${fill(route.path)}?q=zzz`, body, route.type && route.type !== 'application/json' ? { type: route.type.replace('*', 'png') } : {});
    assert.equal(answer.status, 422, `${route.method} ${route.path}: ${answer.text.slice(0, 200)}`);
    assert.equal(answer.body.code, 'request.unknown_parameter');
    assert.equal(answer.body.errors[0].pointer, '?q');
  }
});

test('a cursor that no page gave is refused on every route with pages', async () => {
  const paged = all.filter(({ query }) => query.includes('cursor'));
  assert.ok(paged.length >= 5, `${paged.length} routes`);
  const forged = ['zzz', '-1', '99999999999', Buffer.from('7').toString('base64url'), Buffer.from('x\ny').toString('base64url'), Buffer.from('7\n\xff', 'latin1').toString('base64url'), Buffer.from('7\n\0').toString('base64url')];
  for (const route of paged) {
    const caller = whoMay(route).copy();
    assert.equal((await caller.get(`${fill(route.path)}?cursor=`)).status, 200, `${route.path}: an empty one is the start`);
    const searches = route.query.includes('query') ? ['', '&query=acier', '&query=%21'] : [''];
    for (const cursor of forged) {
      for (const search of searches) {
        const answer = await caller.get(`${fill(route.path)}?cursor=${cursor}${search}`);
        assert.equal(answer.status, 422, `${route.path} ${cursor}${search}: ${answer.text.slice(0, 200)}`);
        assert.deepEqual([answer.body.code, answer.body.errors[0].pointer], ['input.bad_cursor', '?cursor'], route.path);
      }
    }
  }
});

test('a parameter that comes twice is refused, whatever it says', async () => {
  for (const route of all.filter(({ path, query }) => query.length > 0 && !path.endsWith('/events'))) {
    const name = route.query[0];
    const answer = await whoMay(route).copy().call(route.method, `${fill(route.path)}?${name}=&${name}=`);
    assert.equal(answer.status, 422, `${route.method} ${route.path}: ${answer.text.slice(0, 200)}`);
    assert.deepEqual([answer.body.code, answer.body.errors[0].pointer], ['request.repeated_parameter', `?${name}`]);
  }
});

test('the contract names the header that a writing call needs, and the cookie of a session', async () => {
  const { paths, components } = JSON.parse(openapiText());
  for (const [path, operations] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const where = `${method} ${path}`;
      const headers = (operation.parameters ?? []).map((each) => (each.$ref ? components.parameters[each.$ref.split('/').at(-1)] : each)).filter((each) => each.in === 'header');
      assert.deepEqual(headers.map(({ name, required, schema }) => [name, required, schema.enum]), method === 'get' ? [] : [['X-Essaim', true, ['1']]], where);
      const schemes = (operation.security ?? []).flatMap((each) => Object.keys(each));
      assert.equal(schemes.length > 0, operation['x-permission'] !== 'public', where);
      for (const scheme of schemes) assert.equal(components.securitySchemes[scheme]?.in, 'cookie', where);
    }
  }
  const named = Object.values(components.securitySchemes).map(({ name }) => name);
  const session = [...company.lea.cookies.keys()].filter((name) => name.endsWith('_session'));
  assert.ok(session.length === 1 && named.includes(session[0]), `${session} is one of ${named}`);
});

test('a body that cannot be read is 400, one that is not taken 422', async () => {
  for (const route of all.filter(({ type, mayBeEmpty }) => type === 'application/json' && !mayBeEmpty)) {
    const caller = whoMay(route).copy();
    const broken = await caller.call(route.method, fill(route.path), '{"a":', { type: 'application/json' });
    assert.equal(broken.status, 400, `${route.method} ${route.path}: ${broken.text.slice(0, 200)}`);
    assert.equal(broken.body.code, 'request.body_malformed');
    assert.match(broken.body.detail, /byte \d+/);
  }
});

test('an unknown method is 405 and says which are known', async () => {
  for (const path of new Set(all.map((route) => route.path))) {
    const known = new Set(all.filter((route) => route.path === path).map((route) => route.method));
    const unknown = ['PATCH', 'PUT', 'DELETE', 'POST'].find((method) => !known.has(method) && !all.some((route) => route.method === method && sameShape(route.path, fill(path))));
    if (!unknown) continue;
    const answer = await company.administrator.copy().call(unknown, fill(path));
    assert.equal(answer.status, 405, `${unknown} ${path}`);
    assert.ok(answer.headers.allow, `${unknown} ${path} names what is allowed`);
  }
});
const sameShape = (pattern, path) => new RegExp(`^${pattern.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`).test(path);

describe('no input makes a route fail', () => {
  for (const route of all.filter(({ path }) => !path.endsWith('/events'))) {
    test(`${route.method} ${route.path}`, async () => {
      // A copy of the administrator's browser: a route that ends the session ends this one's only once.
      const caller = whoMay(route).copy();
      const send = async (path, body, options) => {
        const answer = await caller.call(route.method, path, body, { ...options, headers: { 'idempotency-key': 'x'.repeat(8) + Math.random(), ...options?.headers } });
        if (answer.status >= 400) assertProblem(answer, `${route.method} ${path}`);
        return answer;
      };
      if (!ends(route)) {
        for (const word of [...naughty, ...xss]) {
          const path = fill(route.path, word.replaceAll(/[\ud800-\udfff]/g, '?') || 'x');
          if (route.path.includes('{')) await send(path, route.type === 'application/json' ? example(route.schema) : undefined);
          if (route.method === 'GET') {
            const value = encodeURIComponent(word.replaceAll(/[\ud800-\udfff]/g, '?').slice(0, 150));
            for (const name of route.query) await send(`${fill(route.path)}?${name}=${value}`);
            await send(`${fill(route.path)}?${value}=${value}`);
          }
        }
      }
      if (route.type !== 'application/json') {
        if (route.type) for (const body of ['', '\u0000\u0001', '<a', ...naughty.slice(0, 12)]) await send(fill(route.path), body, { type: route.type.replace('*', 'png') });
        return;
      }
      for (const body of malformed) {
        const answer = await send(fill(route.path), body, { type: 'application/json' });
        if (body === '' && route.mayBeEmpty) continue;
        assert.ok(answer.status >= 400, `${route.method} ${route.path} took ${body.slice(0, 60)}`);
      }
      const sound = example(route.schema);
      const unknown = await send(fill(route.path), { ...sound, is_admin: true });
      assert.ok([404, 422, ...(ends(route) ? [401] : [])].includes(unknown.status), `an unknown field: ${unknown.status} ${unknown.text}`);
      for (const name of Object.keys(sound ?? {})) {
        for (const value of [{}, [], [[]], 1, -1, 1.5, 1e300, true, { a: { b: [] } }, '\u0000', ...naughty, ...xss]) {
          const field = typeof value === 'string' ? value : value;
          await send(fill(route.path), { ...sound, [name]: field });
          if (Array.isArray(sound[name])) await send(fill(route.path), { ...sound, [name]: Array(300).fill(field) });
        }
      }
    });
  }
});

test('after all this the organisation is whole', async () => {
  assert.equal((await company.server.client().get('/readyz')).status, 200);
  const me = await company.awa.ask('GET', '/me');
  assert.equal(me.name, 'Awa Diallo');
  assert.doesNotMatch(company.server.output(), /"level":"error"|terminate called|AddressSanitizer|runtime error/);
});
