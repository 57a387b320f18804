// The shape of the organisation: groups in a tree, sites in zones, job families, partners whose time ends. People and
// stories follow what is merged; what happens is said before, and stands in the change log in counts.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { publish } from '../security/lib/stories.mjs';
import { findPerson, header, importPeople, invite, join, openCompany, password } from './lib/organisation.mjs';

let company, admin;
before(async () => {
  company = await openCompany();
  admin = company.administrator;
});
after(() => company?.close());
const email = (name) => `${name}@acieries.example`;
const groups = async () => Object.fromEntries((await admin.ask('GET', '/groups')).map((each) => [each.path, each]));
const site = async (name) => (await admin.ask('GET', '/sites')).find((each) => each.name === name);
const log = async () => (await admin.ask('GET', '/changes?topic=structure&limit=100')).items;
const titles = async (client) => (await client.ask('GET', '/stories')).items.map(({ title }) => title);

test('merging a group brings its people and the stories meant for it along, and said so before', async () => {
  const { 'Ventes > France': sales, Communication: communication } = await groups();
  await publish(company.ed, { title: 'Pour la France seulement', group_ids: [sales.id] });
  assert.ok((await titles(company.awa)).includes('Pour la France seulement'));
  const seen = await company.ed.ask('GET', '/stories?state=published');
  const story = seen.items.find(({ title }) => title === 'Pour la France seulement');
  assert.deepEqual(story.group_ids, [sales.id]);

  const fate = await admin.ask('GET', `/groups/${sales.id}/ending?into=${communication.id}`);
  assert.deepEqual(fate, { people: 2, stories: 1, moved: 0, merged: 0, into_id: communication.id });
  await admin.ask('DELETE', `/groups/${sales.id}?into=${communication.id}`);

  const now = await groups();
  assert.equal(now['Ventes > France'], undefined);
  assert.equal(now.Communication.headcount, communication.headcount + 2);
  assert.equal((await findPerson(admin, email('awa'))).group_name, 'Communication');
  assert.ok((await titles(company.awa)).includes('Pour la France seulement'), 'who could read it still can');
  assert.deepEqual((await company.ed.ask('GET', `/stories/${story.id}`)).group_ids, [communication.id]);
  const [last] = await log();
  assert.deepEqual([last.action, last.name, last.to, last.people, last.by], ['group.ended', 'Ventes > France', 'Communication', 2, 'Camille Roux']);
  await admin.refused(404, 'DELETE', `/groups/${sales.id}`);
});

test('a group at the top that stories are meant for ends nowhere: it would be for nobody, or for everybody', async () => {
  const top = await admin.ask('POST', '/groups', { name: 'Chantiers' });
  await publish(company.ed, { title: 'Pour les chantiers', group_ids: [top.id] });
  assert.equal((await admin.refused(409, 'DELETE', `/groups/${top.id}`)).code, 'structure.stories_meant_for_it');
  const { Production } = await groups();
  await admin.ask('DELETE', `/groups/${top.id}?into=${Production.id}`);
  assert.ok(!(await titles(company.awa)).includes('Pour les chantiers'), 'not for who works elsewhere');
});

test('a group moves with all below it, never below itself', async () => {
  const { Ventes, Production } = await groups();
  const shift = await admin.ask('POST', '/groups', { name: 'Équipe de nuit', parent_id: Ventes.id });
  await admin.ask('PATCH', `/groups/${Ventes.id}`, { parent_id: Production.id, name: 'Vente directe' });
  assert.ok((await groups())['Production > Vente directe > Équipe de nuit']);
  const refused = await admin.refused(422, 'PATCH', `/groups/${Production.id}`, { parent_id: shift.id });
  assert.deepEqual([refused.errors[0].pointer, refused.errors[0].code], ['/parent_id', 'structure.into_own_child']);
  assert.equal((await admin.refused(422, 'POST', '/groups', { name: 'EQUIPE DE NUIT', parent_id: Ventes.id })).errors[0].code, 'structure.name_taken');
});

test('sites lie in zones, and two spellings of one become one', async () => {
  const lyon = await site('Lyon');
  const zones = await admin.ask('GET', '/zones');
  const france = zones.find(({ country }) => country === 'FR');
  assert.equal(lyon.zone_id, france.id);
  const europe = await admin.ask('POST', '/zones', { name: 'Europe' });
  await admin.ask('PATCH', `/zones/${france.id}`, { parent_id: europe.id });
  await admin.refused(422, 'PATCH', `/zones/${europe.id}`, { parent_id: france.id });
  const spelling = await admin.ask('POST', '/sites', { name: 'Lyon 7e', country: 'FR' });
  await publish(company.ed, { title: 'Pour Lyon 7e', site_ids: [spelling.id] });
  assert.deepEqual(await admin.ask('GET', `/sites/${spelling.id}/ending?into=${lyon.id}`), { people: 0, stories: 1, moved: 0, merged: 0, into_id: lyon.id });
  await admin.refused(409, 'DELETE', `/sites/${spelling.id}`);
  await admin.ask('DELETE', `/sites/${spelling.id}?into=${lyon.id}`);
  assert.ok((await titles(company.awa)).includes('Pour Lyon 7e'), 'Awa works in Lyon');
  await admin.ask('DELETE', `/zones/${europe.id}`);
  assert.equal((await admin.ask('GET', '/zones')).find(({ country }) => country === 'FR').parent_id, null);
});

test('an import says which groups it adds, and the log how many moved', async () => {
  const { preview } = await importPeople(company, [
    'Personne 1,p1@acieries.example,fr,Production/Coulée,Dunkerque,FR,Europe/Paris,production,employee',
    'Personne 2,p2@acieries.example,fr,Production/Coulée,Dunkerque,FR,Europe/Paris,fondeurs,employee',
  ]);
  assert.deepEqual([preview.new_groups, preview.new_groups_count], [['Production > Coulée'], 1]);
  assert.deepEqual([preview.new_sites, preview.new_job_families], [[], ['fondeurs']]);
  const [moved] = await log();
  assert.deepEqual([moved.action, moved.from, moved.to, moved.people, moved.person], ['people.moved', 'Production', 'Production > Coulée', 2, null]);
});

test('job families are renamed, merged and removed', async () => {
  const families = async () => Object.fromEntries((await admin.ask('GET', '/job-families')).map((each) => [each.name, each]));
  const { fondeurs, production } = await families();
  await admin.ask('PATCH', `/job-families/${production.id}`, { name: 'Fonderie' });
  await admin.ask('DELETE', `/job-families/${fondeurs.id}?into=${production.id}`);
  assert.deepEqual((await families()).Fonderie.headcount, production.headcount + 1);
  assert.equal((await findPerson(admin, email('p2'))).job_family, 'Fonderie');
});

test('a partner whose last day is over is out until it is moved, and says so to that person only', async () => {
  await importPeople(company, ['Ana Costa,ana@acieries.example,fr,Production,Dunkerque,FR,Europe/Paris,conseil,partner,31/12/2098'], `${header},ends on`);
  const person = await findPerson(admin, email('ana'));
  assert.equal(person.ends_on, '2098-12-31');
  const tokens = await invite(company, [email('ana')]);
  const ana = await join(company, email('ana'), tokens[email('ana')]);
  await ana.ask('PUT', '/me/password', { current_password: null, new_password: password });
  await admin.ask('PATCH', `/people/${person.id}`, { ends_on: '2026-01-31' });
  await ana.refused(401, 'GET', '/me');
  const out = company.server.client();
  assert.equal((await out.refused(401, 'POST', '/session', { email: email('ana'), password })).code, 'session.time_over');
  assert.equal((await out.refused(401, 'POST', '/session', { email: email('ana'), password: 'pas le bon' })).code, 'session.wrong');
  await admin.ask('PATCH', `/people/${person.id}`, { ends_on: '2098-12-31' });
  await out.ask('POST', '/session', { email: email('ana'), password });
  assert.equal((await out.ask('GET', '/me')).is_member, true);
});

test('those who read the directory read its shape, and only who keeps it changes it', async () => {
  const { Production } = await groups();
  for (const path of ['/zones', '/job-families', '/groups', '/sites']) await company.lea.ask('GET', path);
  for (const other of [company.lea, company.ed, company.awa]) {
    await other.refused(404, 'PATCH', `/groups/${Production.id}`, { name: 'X' });
    await other.refused(404, 'DELETE', `/groups/${Production.id}`);
    await other.refused(404, 'POST', '/sites', { name: 'X' });
  }
  await company.awa.refused(404, 'GET', '/groups');
});
