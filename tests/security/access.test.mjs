// Who may reach what (security.md 1 to 7): from outside, as a person with somebody else's ids would try.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { deref, example, fill, matrix, routes } from '../scenarios/lib/contract.mjs';
import { findPerson, joinAs, openCompany, password } from '../scenarios/lib/organisation.mjs';
import { serveSite } from '../scenarios/lib/pages.mjs';
import { browserAt, Passkey } from '../scenarios/lib/passkey.mjs';
import { eventually, startServer } from '../scenarios/lib/server.mjs';
import { openapi } from './lib/answers.mjs';
import { picture } from './lib/pictures.mjs';
import { ask } from './lib/stores.mjs';
import { draft, publish, shareInput } from './lib/stories.mjs';

const all = routes();
const writing = all.filter(({ type }) => type === 'application/json');
let picture_shown, company, site, story, unpublished, suggestion, theme, source, decision, share, session, mark, passkey;

/** Awa's own, made at the site's name: there are none for an address of digits. */
async function addPasskey(person) {
  const origin = `http://localhost:${company.server.port}`;
  const browser = browserAt(company, origin, person);
  await browser.ask('POST', '/me/passkeys', new Passkey(origin).make(await browser.ask('POST', '/me/passkeys/offer', { password: null })));
  person.cookies = browser.cookies;
  return (await person.ask('GET', '/me/passkeys'))[0];
}

before(async () => {
  company = await openCompany();
  company.dpo = await joinAs(company, 'p5@acieries.example', 'data-protection');
  site = await serveSite({ '/feed.xml': { type: 'application/rss+xml', body: '<rss version="2.0"><channel><title>F</title><item><title>Un</title><link>https://acier.example/un</link></item></channel></rss>' } });
  source = await company.ed.ask('POST', '/sources', { address: `${site.url}/feed.xml`, name: null, theme_ids: [] });
  const waiting = await eventually('its item waits', async () => (await company.ed.ask('GET', '/watch')).items[0]);
  decision = await company.ed.ask('POST', '/watch/decisions', { item_ids: [waiting.id], decision: 'dropped' });
  mark = await company.administrator.ask('POST', '/marks', picture(), { type: 'application/octet-stream' });
  theme = await company.ed.ask('POST', '/themes', { name_fr: 'Énergie', name_en: 'Energy', colour: 'miel' });
  story = await publish(company.ed, { theme_ids: [theme.id] });
  unpublished = await draft(company.ed);
  suggestion = await company.awa.once('POST', '/suggestions', { address: null, title: null, words: 'De l’atelier.', picture_id: null });
  share = (await company.awa.once('POST', '/shares', shareInput(story, { text: 'Les mots d’Awa.' }))).share;
  await company.awa.ask('PUT', `/stories/${story.id}/drafts/linkedin`, { text: 'Le brouillon d’Awa.' });
  passkey = await addPasskey(company.awa);
  // Shown to one person, who is none of those who try below.
  const picked = await findPerson(company.administrator, 'p1@acieries.example');
  picture_shown = await company.awa.once('POST', '/influence/pictures', { period: '30d', parts: ['clicks'], shown_to: 'people', person_ids: [picked.id] });
  const firstOf = async (path) => (await company.administrator.ask('GET', path))[0].id;
  company.shape = { group: await firstOf('/groups'), site: await firstOf('/sites'), zone: await firstOf('/zones'), family: await firstOf('/job-families') };
  session = (await company.awa.ask('GET', '/me/sessions')).find(({ current }) => current);
});
after(async () => {
  await company?.close();
  await site?.close();
});
const bodyOf = (route) => (route.type === 'application/json' ? example(route.schema) : route.type ? 'x' : undefined);
const optionsOf = (route) => ({ headers: { 'idempotency-key': randomUUID() }, ...(route.type && route.type !== 'application/json' ? { type: route.type.split(',')[0].replace('*', 'png') } : {}) });
const unnumbered = (answer) => ({ status: answer.status, body: { ...answer.body, request_id: '' } });

test('security_1_no_address_answers_but_those_of_the_contract', async () => {
  const known = all.map(({ path }) => new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{[^}]+\}/g, '[^/]+')}$`));
  const guesses = ['api', 'api/', 'api/v0/me', 'api/v2/me', 'api/v1', 'api/v1/', 'api/me', 'api/v1/admin', 'api/v1/users', 'api/v1/debug', 'api/v1/config', 'api/v1/health', 'api/v1/openapi.json', 'api/v1/graphql',
    'api/v1/me/', 'api/v1//me', 'api/v1/ME', 'api/v1/me;x', 'api/v1/me.json', 'api/v1/me/tokens', 'api/v1/people/export', 'api/v1/people.csv', 'api/v1/audit', 'api/v1/backup', 'api/v1/jobs', 'api/v1/impersonate', 'API/v1/me', 'metrics'];
  for (const guess of guesses.filter((path) => !known.some((pattern) => pattern.test(`/${path}`)))) {
    for (const caller of [company.server.client(), company.administrator]) {
      for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'PATCH']) {
        const { status, headers } = await caller.copy().call(method, `/${guess}`);
        // An address that is none of ours is the web app's, whatever it is: a page, for GET only.
        const page = !guess.startsWith('api/v1/') && method === 'GET' && /text\/html/.test(headers['content-type']);
        assert.ok([404, 405].includes(status) || (status === 200 && page), `${method} /${guess}: ${status}`);
      }
    }
  }
  for (const path of ['/debug/pprof', '/server-status', '/.env', '/actuator', '/console', '/swagger', '/openapi.json']) {
    const { status, headers, text } = await company.administrator.copy().get(path);
    assert.ok(status === 404 || /text\/html/.test(headers['content-type']), `${path}: ${status} ${text.slice(0, 100)}`);
  }
});

test('security_1_a_method_in_disguise_and_another_organisation_by_name_open_nothing', async () => {
  const disguises = [{ 'x-http-method-override': 'DELETE' }, { 'x-method-override': 'DELETE' }, { 'x-http-method': 'DELETE' }];
  for (const headers of disguises) {
    const answer = await company.paul.copy().call('POST', '/api/v1/me/membership?_method=DELETE', { confirm: true }, { headers });
    assert.ok(answer.status >= 400, JSON.stringify(headers));
    await company.paul.copy().get('/api/v1/session?_method=DELETE', { headers });
  }
  assert.equal((await company.paul.ask('GET', '/me')).is_member, true);
  // security.md 3: the host says which organisation it is, and nothing else does.
  for (const headers of [{ 'x-organisation': 'other' }, { 'x-organisation-id': '1' }, { 'x-tenant': 'other' }, { 'x-forwarded-host': 'evil.example' }, { forwarded: 'host=evil.example' }, { 'x-original-url': '/api/v1/settings' }, { 'x-rewrite-url': '/api/v1/settings' }]) {
    const answer = await company.awa.get('/api/v1/programme', { headers });
    assert.equal(answer.status, 200);
    assert.equal(answer.body.organisation_name, 'Aciéries du Nord', JSON.stringify(headers));
    await company.awa.refused(404, 'GET', '/settings', undefined, { headers });
  }
});

/** For each route with a segment: an id that exists, what its permission is, and whose it is. A route of tomorrow must be answered for here. */
const subjects = () => [
  [/^\/api\/v1\/me\/sessions\/\{id\}$/, { id: session.id }],
  [/^\/api\/v1\/me\/passkeys\/\{id\}$/, { id: passkey.id }],
  [/^\/api\/v1\/shares\/\{id\}/, { id: share.id }],
  [/^\/api\/v1\/influence\/pictures\/\{id\}$/, { id: picture_shown.id }],
  [/^\/api\/v1\/influence\/shown\/\{code\}$/, { code: picture_shown.code }],
  [/^\/api\/v1\/stories\/\{id\}\/drafts\/\{network\}$/, { id: unpublished.id, network: 'linkedin' }],
  [/^\/api\/v1\/stories\/\{id\}/, { id: unpublished.id }],
  [/^\/api\/v1\/themes\/\{id\}$/, { id: theme.id }],
  [/^\/api\/v1\/sources\/\{id\}/, { id: source.id }],
  [/^\/api\/v1\/watch\/decisions\/\{id\}$/, { id: decision.id }],
  [/^\/api\/v1\/marks\/\{id\}$/, { id: mark.id }],
  [/^\/api\/v1\/suggestions\/\{id\}/, { id: suggestion.id }],
  [/^\/api\/v1\/contributors\/\{id\}$/, { id: company.person.id }],
  [/^\/api\/v1\/people\/\{id\}/, { id: company.person.id }],
  [/^\/api\/v1\/guide\/countries\/\{country\}$/, { country: 'FR' }],
  [/^\/api\/v1\/groups\/\{id\}/, { id: company.shape.group }],
  [/^\/api\/v1\/sites\/\{id\}/, { id: company.shape.site }],
  [/^\/api\/v1\/zones\/\{id\}/, { id: company.shape.zone }],
  [/^\/api\/v1\/job-families\/\{id\}/, { id: company.shape.family }],
];

test('security_2_an_id_of_somebody_else_opens_nothing_and_tells_nothing', async () => {
  company.person = await findPerson(company.administrator, 'paul@acieries.example');
  // Nobody but Awa; Ed and Lea edit, so what editors may is theirs by role, and Paul is the member.
  for (const route of all.filter(({ path }) => path.includes('{'))) {
    const [, values] = subjects().find(([pattern]) => pattern.test(route.path)) ?? assert.fail(`${route.path}: whose ids are these? Say it in subjects()`);
    const personal = /\/(me|shares|influence)\//.test(route.path);
    const callers = { paul: company.paul, ...(personal ? { lea: company.lea, ed: company.ed, administrator: company.administrator } : {}) };
    for (const [who, caller] of Object.entries(callers)) {
      const real = route.path.replaceAll(/\{(\w+)\}/g, (_, name) => values[name]);
      const where = `${who} ${route.method} ${real}`;
      const answer = await caller.copy().call(route.method, real, bodyOf(route), optionsOf(route));
      // To forget what one has not is no error, and says nothing.
      const mine = route.method === 'DELETE' && /\/(drafts|keeping|aside)\b/.test(route.path);
      assert.equal(answer.status, mine ? 204 : 404, `${where}: ${answer.text.slice(0, 200)}`);
      // The id of another kind of thing: well-formed, and nothing stands there.
      const absent = route.path.replaceAll(/\{(\w+)\}/g, (_, name) => (name === 'id' ? (values.id === theme.id ? share.id : theme.id) : values[name]));
      const nothing = await caller.copy().call(route.method, absent, bodyOf(route), optionsOf(route));
      assert.deepEqual(unnumbered(answer), unnumbered(nothing), `${where} answers as if it were not there`);
    }
  }
  assert.equal((await company.awa.ask('GET', `/shares/${share.id}`)).text, 'Les mots d’Awa.');
  assert.ok((await company.awa.ask('GET', '/me/sessions')).some(({ id }) => id === session.id));
  assert.equal((await company.awa.ask('GET', '/me/passkeys'))[0].id, passkey.id);
});

test('security_2_what_two_people_keep_of_one_story_stays_apart', async () => {
  await company.paul.ask('PUT', `/stories/${story.id}/drafts/linkedin`, { text: 'Celui de Paul.' });
  await company.paul.ask('PUT', `/stories/${story.id}/keeping`);
  const composer = await company.awa.ask('GET', `/stories/${story.id}/composer`);
  assert.equal(composer.drafts.find(({ network }) => network === 'linkedin').text, 'Le brouillon d’Awa.');
  assert.deepEqual((await company.awa.ask('GET', '/kept')).items, []);
  await company.paul.ask('DELETE', `/stories/${story.id}/drafts/linkedin`);
  assert.equal((await company.awa.ask('GET', `/stories/${story.id}/composer`)).drafts.length, 1);
  const preview = await company.administrator.ask('POST', '/people/import-previews', 'name,email\nX Y,xy@acieries.example\n', { type: 'text/csv' });
  for (const other of [company.awa, company.lea, company.ed]) await other.refused(404, 'POST', '/people/imports', { preview_id: preview.id });
});

/** What a client would love to set. */
const forbidden = ['role', 'roles', 'is_admin', 'administrator', 'is_member', 'permissions', 'verified', 'points', 'person_id', 'owner_id', 'author_id', 'granted_by', 'organisation_id', 'id', 'state', 'made_at', 'published_at', 'erased_at', 'version', 'clicks', 'password_hash', '__proto__', 'constructor'];

test('security_4_a_field_that_is_not_declared_is_refused_by_its_name_on_every_route', async () => {
  const caller = (route) => (route.permission === 'member' ? company.lea : route.permission === 'privacy.verify' ? company.dpo : company.administrator);
  for (const route of writing) {
    const fields = Object.keys(route.schema.properties ?? {});
    for (const name of forbidden.filter((field) => !fields.includes(field))) {
      const body = JSON.stringify({ ...example(route.schema) }).replace(/\}$/, `${fields.length ? ',' : ''}${JSON.stringify(name)}:["administrator"]}`);
      const answer = await caller(route).copy().call(route.method, fill(route.path), body, { type: 'application/json', headers: { 'idempotency-key': randomUUID() } });
      assert.equal(answer.status, 422, `${route.method} ${route.path} with ${name}: ${answer.text.slice(0, 200)}`);
      assert.ok(answer.body.errors.some(({ pointer, code }) => pointer === `/${name}` && code === 'input.unknown_field'), `${route.method} ${route.path} names ${name}: ${answer.text.slice(0, 300)}`);
    }
  }
});

test('security_4_what_is_only_shown_cannot_be_written', async () => {
  const settings = await company.administrator.ask('GET', '/settings');
  await company.administrator.call('PUT', '/api/v1/settings', { ...settings, base_url: 'https://evil.example', short_base_url: 'https://evil.example' });
  const now = await company.administrator.ask('GET', '/settings');
  assert.deepEqual([now.base_url, now.short_base_url], [settings.base_url, settings.short_base_url]);
  const lea = await company.lea.call('PUT', '/api/v1/settings', settings);
  assert.equal(lea.status, 404, 'a lead reads the settings and does not write them');
  const me = await findPerson(company.administrator, 'paul@acieries.example');
  await company.paul.refused(404, 'PUT', `/people/${me.id}/roles`, { roles: ['administrator'] });
  await company.lea.refused(404, 'PUT', `/people/${me.id}/roles`, { roles: ['lead'] });
  assert.deepEqual((await company.paul.ask('GET', '/me')).roles, ['member']);
});

/** Fields of an answer that the contract's schema does not name, by their path. */
function undeclared(schema, value, path = '') {
  schema = deref(schema);
  const choices = schema?.anyOf ?? schema?.oneOf;
  if (choices) return choices.map((each) => undeclared(each, value, path)).reduce((best, each) => (each.length < best.length ? each : best));
  if (Array.isArray(value)) return value.flatMap((each) => undeclared(schema?.items, each, `${path}[]`));
  if (value === null || typeof value !== 'object' || !schema?.properties) return [];
  return Object.entries(value).flatMap(([name, each]) => (schema.properties[name] ? undeclared(schema.properties[name], each, `${path}/${name}`) : [`${path}/${name}`]));
}

test('security_4_an_answer_holds_the_fields_of_the_contract_and_no_other', async () => {
  let looked = 0;
  for (const [path, operations] of Object.entries(openapi().paths)) {
    const schema = operations.get?.responses?.['200']?.content?.['application/json']?.schema;
    if (!schema) continue;
    const real = path.replaceAll(/\{(\w+)\}/g, () => (path.includes('/shares/') ? share.id : story.id));
    for (const caller of [company.server.client(), company.awa, company.ed, company.lea, company.administrator]) {
      const answer = await caller.copy().get(real);
      if (answer.status !== 200 || !answer.body) continue;
      looked += 1;
      assert.deepEqual(undeclared(schema, answer.body), [], `GET ${real}`);
    }
  }
  assert.ok(looked > 60, `${looked} answers were looked at`);
});

test('security_4_an_address_of_a_colleague_is_in_no_answer_but_to_those_who_read_the_directory', async () => {
  for (const [own, caller] of [['awa@acieries.example', company.awa], ['ed@acieries.example', company.ed], ['', company.server.client()]]) {
    for (const route of all.filter(({ method, path }) => method === 'GET' && !path.endsWith('/events'))) {
      const { text } = await caller.copy().get(route.path.replaceAll(/\{(\w+)\}/g, () => (route.path.includes('/shares/') ? share.id : story.id)));
      const addresses = (text.match(/[\w.]+@acieries\.example/g) ?? []).filter((address) => address !== own);
      assert.deepEqual(addresses, [], `GET ${route.path} as ${own || 'nobody'}`);
    }
  }
  // A lead reads the directory, and learns of nobody whether they take part (promise 4).
  const { items } = await company.lea.ask('GET', '/people?limit=100');
  assert.ok(items.length > 20);
  const shapes = new Set(items.map((person) => Object.keys(person).sort().join()));
  assert.equal(shapes.size, 1, 'members and others look alike');
  assert.doesNotMatch([...shapes][0], /member|consent|charter|joined|session|seen|share|click/);
});

test('security_7_a_role_that_is_taken_is_gone_with_the_next_request', async () => {
  const ed = await findPerson(company.administrator, 'ed@acieries.example');
  const before = company.ed.copy();
  await before.ask('GET', '/sources');
  await company.administrator.ask('PUT', `/people/${ed.id}/roles`, { roles: [] });
  await before.refused(401, 'GET', '/sources'); // the session ends with the role that it was opened for
  await before.refused(401, 'POST', '/stories', {});
  await before.refused(401, 'GET', '/events');
  assert.deepEqual(ask(company.server, `select id from session where person_id = (select id from person where email_key = 'ed@acieries.example')`), []);
});

test('security_7_who_left_is_out_everywhere_at_once', async () => {
  const server = company.server;
  await company.paul.ask('PUT', '/me/password', { current_password: null, new_password: password });
  const phone = server.client();
  await phone.ask('POST', '/session', { email: 'paul@acieries.example', password });
  const later = await company.paul.once('POST', '/shares', shareInput(story, { network: 'xing' }));
  const laptop = company.paul.copy();
  await phone.ask('DELETE', '/me/membership', { confirm: true });
  for (const browser of [phone, laptop]) for (const path of ['/me', '/today', `/shares/${later.share.id}`, '/me/export', '/events', '/influence.csv']) await browser.copy().refused(401, 'GET', path);
  await server.client().refused(401, 'POST', '/session', { email: 'paul@acieries.example', password });
  // The link stays: a reader meets the story, not a door (promise 1).
  assert.equal((await server.client().get(new URL(later.share.link).pathname)).status, 302);
});

test('security_1_the_matrix_is_answered_by_somebody_for_every_route', async () => {
  // The printed matrix and the contract name the same routes: none is served that the matrix does not print.
  const printed = matrix().slice(1).map((words) => words.slice(0, 2).join(' ')).sort();
  assert.deepEqual(printed, all.map(({ method, path }) => `${method} ${path}`).sort());
});

test('security_14_a_server_with_people_prints_no_way_in', async () => {
  await company.server.halt();
  const again = await startServer({ folder: company.server.folder, database: company.server.database, config: company.mailbox.config });
  company.server = again;
  assert.doesNotMatch(again.output(), /\/setup#/);
  assert.deepEqual((await again.client().ask('GET', '/programme')).demo_logins, []);
});
