// A member shows a dated picture of their own figures, and takes it back (promises.md 13).
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { routes } from './lib/contract.mjs';
import { findPerson, openCompany } from './lib/organisation.mjs';

let company;
before(async () => { company = await openCompany(); });
after(() => company?.close());

const idOf = async (name) => (await findPerson(company.administrator, `${name}@acieries.example`)).id;
const show = async (names, more = {}) => company.awa.once('POST', '/influence/pictures', {
  period: '30d', parts: ['clicks', 'shares'], shown_to: 'people', person_ids: await Promise.all(names.map(idOf)), ...more });
const seen = (who, { code }) => who.call('GET', `/api/v1/influence/shown/${code}`);
const notices = async (who) => (await who.ask('GET', '/me')).notices.filter(({ code }) => code === 'influence_shown');

test('promise_3_a_picture_is_shown_told_and_taken_back', async () => {
  const preview = await company.awa.ask('GET', '/influence/pictures/preview?period=30d');
  const picture = await show(['paul']);
  assert.deepEqual(picture.content, { ...preview, themes: null });
  assert.equal(Date.parse(picture.ends_at) - Date.parse(picture.made_at), 30 * 86_400_000);
  const [told] = await notices(company.paul);
  assert.equal(told.values.address, `/shown/${picture.code}`);
  const opened = await seen(company.paul, picture);
  assert.deepEqual([opened.status, opened.body.name, opened.body.content], [200, 'Awa Diallo', picture.content]);
  assert.equal((await seen(company.ed, picture)).status, 404, 'whom it is not shown to');
  assert.equal((await seen(company.server.client(), picture)).status, 401);
  assert.deepEqual(await company.paul.ask('GET', '/influence/pictures'), []);
  assert.equal((await company.awa.call('DELETE', `/api/v1/influence/pictures/${picture.id}`)).status, 204);
  assert.equal((await seen(company.paul, picture)).status, 404);
  assert.deepEqual(await notices(company.paul), []);
});

test('promise_13_who_leads_or_administers_is_not_offered_not_picked_and_opens_none', async () => {
  const offered = await company.awa.ask('GET', '/influence/pictures/colleagues?query=berger');
  assert.deepEqual(offered, []);
  await company.awa.refused(422, 'POST', '/influence/pictures', { period: '30d', parts: ['clicks'], shown_to: 'people', person_ids: [await idOf('lea')] }, { headers: { 'idempotency-key': 'pictures-lea-0001' } });
  const open = await show([], { shown_to: 'members' });
  assert.equal((await seen(company.lea, open)).status, 404);
  assert.equal((await seen(company.paul, open)).status, 200);
  // A role that comes later closes it as well.
  await company.administrator.ask('PUT', `/people/${await idOf('ed')}/roles`, { roles: ['editor', 'recruiter'] });
  const ed = company.server.client();
  Object.assign(ed, { cookies: company.ed.cookies });
  assert.notEqual((await seen(ed, open)).status, 200);
  await company.awa.ask('DELETE', `/influence/pictures/${open.id}`);
});

test('promise_4_somebody_who_is_no_member_is_found_and_picked_like_anybody', async () => {
  const [found] = await company.awa.ask('GET', '/influence/pictures/colleagues?query=personne');
  assert.deepEqual(Object.keys(found).sort(), ['group_name', 'id', 'name']);
  const picture = await show(['p1', 'paul']);
  assert.deepEqual(picture.people.map(({ name }) => name).sort(), ['Paul Martin', 'Personne 1']);
  const before = await company.awa.get('/api/v1/influence/pictures');
  await company.paul.ask('DELETE', '/me/membership', { confirm: true });
  assert.equal((await company.awa.get('/api/v1/influence/pictures')).text, before.text, 'that Paul left is not said');
});

test('promise_13_there_is_no_way_to_ask_for_one_and_no_list_of_who_shows', () => {
  const about = routes().filter(({ path }) => /influence\/|picture/.test(path) && path.includes('influence')).map(({ method, path }) => `${method} ${path.replace('/api/v1', '')}`).sort();
  assert.deepEqual(about, [
    'DELETE /influence/pictures/{id}',
    'GET /influence/pictures',
    'GET /influence/pictures/colleagues',
    'GET /influence/pictures/preview',
    'GET /influence/shown/{code}',
    'POST /influence/pictures',
  ]);
  assert.deepEqual(routes().filter(({ path }) => /influence.*(request|ask|wish)|(request|ask|wish).*influence/.test(path)).map(({ path }) => path), []);
});
