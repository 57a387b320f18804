// Roles: who somebody is to the programme, granted by the organisation, written into the change log, and what each opens.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { matrix, permissions } from './lib/contract.mjs';
import { findPerson, invite, join, openCompany } from './lib/organisation.mjs';

const granted = ['editor', 'lead', 'recruiter', 'executive', 'data-protection', 'administrator'];
let company, admin;
before(async () => {
  company = await openCompany();
  admin = company.administrator;
});
after(() => company?.close());
const email = (name) => `${name}@acieries.example`;
const setRoles = async (name, roles) => admin.ask('PUT', `/people/${(await findPerson(admin, email(name))).id}/roles`, { roles });

test('each role is granted, shown in the directory and taken back', async () => {
  for (const role of granted) {
    assert.deepEqual((await setRoles('p3', [role])).roles, [role]);
    assert.deepEqual((await findPerson(admin, email('p3'))).roles, [role]);
  }
  assert.deepEqual((await setRoles('p3', granted)).roles.sort(), [...granted].sort());
  assert.deepEqual((await setRoles('p3', [])).roles, []);
  const { id } = await findPerson(admin, email('p3'));
  await admin.refused(422, 'PUT', `/people/${id}/roles`, { roles: ['member'] });
  await admin.refused(422, 'PUT', `/people/${id}/roles`, { roles: ['owner'] });
});

test('the change log says who gave what to whom, newest first, and only to those who may read it', async () => {
  await setRoles('p4', ['data-protection']);
  await setRoles('p4', []);
  const { items, next } = await admin.ask('GET', '/changes?topic=roles&limit=2');
  assert.deepEqual(items.map(({ action, role, person, by }) => [action, role, person, by]), [
    ['role.ended', 'data-protection', 'Personne 4', 'Camille Roux'],
    ['role.granted', 'data-protection', 'Personne 4', 'Camille Roux'],
  ]);
  const older = await admin.ask('GET', `/changes?topic=roles&limit=100&cursor=${next}`);
  assert.equal(older.next, null);
  assert.ok(older.items.every(({ id, at }) => at <= items[1].at && id !== items[1].id));
  const all = (await admin.ask('GET', '/changes?limit=100')).items;
  assert.ok(all.some(({ action, by }) => action === 'setup.done' && by === 'Camille Roux'));
  // Who takes part, and what people do with their own account, is no change of how the programme is run.
  assert.deepEqual([...new Set(all.map(({ action }) => action))].sort(), ['group.added', 'job_family.added', 'people.imported', 'role.ended', 'role.granted', 'setup.done', 'site.added']);
  assert.deepEqual((await admin.ask('GET', '/changes?topic=nothing')).items, []);
  await company.lea.ask('GET', '/changes');
  for (const other of [company.awa, company.ed]) await other.refused(404, 'GET', '/changes');
});

test('data protection reads the change log, without being a member, and nothing of the directory', async () => {
  const roles = { p5: 'data-protection', p6: 'recruiter', p7: 'executive' };
  for (const [name, role] of Object.entries(roles)) await setRoles(name, [role]);
  const tokens = await invite(company, Object.keys(roles).map(email));
  const browsers = {};
  for (const [name, role] of Object.entries(roles)) browsers[role] = await join(company, email(name), tokens[email(name)]);
  const dpo = browsers['data-protection'];
  assert.deepEqual((await dpo.ask('GET', '/me')).roles, ['member', 'data-protection']);
  assert.deepEqual((await dpo.ask('GET', '/me')).permissions.filter((each) => /^(changes|people|settings|content)\./.test(each)), ['changes.read']);
  assert.ok((await dpo.ask('GET', '/changes')).items.length > 0);
  for (const path of ['/people', '/settings', '/outbox', '/sources']) await dpo.refused(404, 'GET', path);
  for (const role of ['recruiter', 'executive']) {
    for (const path of ['/changes', '/people', '/settings']) await browsers[role].refused(404, 'GET', path);
    await browsers[role].ask('GET', '/guide');
  }
});

test('the last administrator cannot be lost, whatever else somebody is', async () => {
  const me = await admin.ask('GET', '/me');
  for (const roles of [[], ['lead', 'data-protection']]) {
    const refused = await admin.refused(409, 'PUT', `/people/${me.id}/roles`, { roles });
    assert.equal(refused.code, 'people.last_administrator');
  }
  assert.ok((await admin.ask('GET', '/me')).roles.includes('administrator'));
});

test('essaim permissions prints seven roles, and what each is called in both languages', () => {
  assert.deepEqual(matrix()[0].slice(3), ['member', ...granted]);
  const words = Object.fromEntries(permissions().split('\n\n')[1].trim().split('\n').map((line) => line.split(/\s{2,}/)).map(([role, ...names]) => [role, names]));
  assert.deepEqual(words['data-protection'], ['Protection des données', 'Data protection']);
  assert.deepEqual(Object.keys(words), ['member', ...granted]);
});
