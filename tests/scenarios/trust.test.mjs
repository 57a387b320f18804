// Trust: what everybody may read of what is stored, of who looked at what, and of who agreed; on the real server.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { matrix } from './lib/contract.mjs';
import { findPerson, joinAs, openCompany } from './lib/organisation.mjs';

let company, admin, dpo, awaId;
const address = (name) => `${name}@acieries.example`;
before(async () => {
  company = await openCompany();
  admin = company.administrator;
  dpo = await joinAs(company, address('p5'), 'data-protection');
  awaId = (await findPerson(admin, address('awa'))).id;
});
after(() => company?.close());

const lines = async (who) => (await who.ask('GET', '/trust/accesses?limit=100')).items;

test('the page is open to everybody who is signed in, and says the same to all but what is one’s own', async () => {
  const mine = await company.awa.ask('GET', '/trust');
  for (const who of [company.paul, company.lea, company.ed, admin, dpo]) {
    const theirs = await who.ask('GET', '/trust');
    const shared = ({ kinds, ...rest }) => ({ ...rest, kinds: kinds.map(({ mine: _, ...kind }) => kind) });
    assert.deepEqual(shared(theirs), shared(mine));
  }
  assert.equal(mine.kinds.find(({ name }) => name === 'consents').mine, 1);
  const silent = company.server.client();
  for (const path of ['/trust', '/trust/register', '/trust/register.csv', '/trust/accesses', '/changes/newest'])
    assert.equal((await silent.get(`/api/v1${path}`)).status, 401, path);
});

test('rights are those of the matrix in the code, and no route stands outside it', async () => {
  const { rights } = await company.awa.ask('GET', '/trust');
  const [[, , ...who], ...lines] = matrix();
  assert.equal(rights.reduce((sum, { routes }) => sum + routes, 0), lines.length);
  for (const { permission, roles, routes } of rights) {
    const asking = lines.filter((line) => line[2] === permission);
    assert.equal(routes, asking.length, permission);
    const holds = who.filter((role, at) => !['anonymous', 'member'].includes(role) && asking[0][at + 3] === 'yes');
    assert.deepEqual([...roles].sort(), ['public', 'person', 'member'].includes(permission) ? [] : holds.sort(), permission);
  }
});

test('the promises’ tests are counted from this version’s sources', async () => {
  const { promises, version } = await company.awa.ask('GET', '/trust');
  assert.match(readFileSync('CMakeLists.txt', 'utf8'), new RegExp(`project\\(essaim VERSION ${version.replaceAll('.', '\\.')} `));
  const here = new Map();
  for (const file of readdirSync('tests/scenarios').filter((name) => name.endsWith('.test.mjs')))
    for (const [name, number] of readFileSync(`tests/scenarios/${file}`, 'utf8').matchAll(/promise_([0-9]+)_[A-Za-z0-9_]+/g))
      here.set(Number(number), (here.get(Number(number)) ?? new Set()).add(name));
  assert.ok(here.size > 3);
  for (const [number, names] of here) assert.ok(promises.find((each) => each.number === number)?.tests >= names.size, `promise ${number}`);
});

test('promise_16_the_access_log_names_nobody_to_others: role, day and part; names to data protection and to whom it is about', async () => {
  await company.lea.ask('GET', '/people');
  await company.lea.ask('GET', '/people?limit=2');
  await company.lea.ask('GET', '/people?query=diallo');
  await company.paul.get('/api/v1/figures.csv?language=fr', { expect: 200 });
  await company.paul.get('/api/v1/influence.csv?table=days&language=fr', { expect: 200 });
  await admin.ask('PATCH', `/people/${awaId}`, { job_family: 'ventes' });

  const seen = (await lines(company.paul)).map(({ role, door, cut, day, viewer, subject }) => {
    assert.match(day, /^\d{4}-\d{2}-\d{2}$/);
    assert.deepEqual([viewer, subject], [null, null]);
    return `${role} ${door} ${cut}`.trim();
  });
  for (const line of ['lead directory all', 'lead directory search', 'figures_file', 'administrator person_changed', 'administrator import', 'administrator invitations'])
    assert.equal(seen.filter((each) => each === line).length, 1, `${line} in ${seen.join('; ')}`);
  assert.ok(!seen.some((line) => line.includes('influence')), 'one’s own things are no reading');
  assert.ok(!JSON.stringify(await lines(company.paul)).includes('diallo'), 'what was searched for is nobody’s to read');

  const hers = (await lines(company.awa)).find(({ about_me }) => about_me);
  assert.deepEqual([hers.door, hers.viewer, hers.subject], ['person_changed', 'Camille Roux', 'Awa Diallo']);
  const theirs = (await lines(dpo)).find(({ door }) => door === 'person_changed');
  assert.deepEqual([theirs.viewer, theirs.subject], ['Camille Roux', 'Awa Diallo']);
  assert.ok((await lines(dpo)).every(({ viewer }) => viewer), 'data protection reads who it was');
  assert.ok((await lines(admin)).every(({ viewer, subject }) => viewer === null && subject === null), 'an administrator does not');
  const first = await company.paul.ask('GET', '/trust/accesses?limit=2');
  const next = await company.paul.ask('GET', `/trust/accesses?limit=2&cursor=${first.next}`);
  assert.ok(next.items.every(({ id }) => !first.items.some((line) => line.id === id)));
});

test('promise_16_a_proof_is_opened_one_at_a_time_and_told: in the app and by a letter', async () => {
  const claim = { email: address('awa'), claim: 'Demande d’Awa du 20 novembre' };
  for (const who of [company.awa, company.lea, company.ed, admin]) await who.refused(404, 'POST', '/trust/proofs', claim);
  await dpo.refused(422, 'POST', '/trust/proofs', { ...claim, claim: '' });
  const proof = await dpo.ask('POST', '/trust/proofs', claim);
  assert.equal(proof.lines.length, 1);
  assert.equal(proof.lines[0].given, true);
  assert.ok((await lines(company.awa)).some(({ id, door, viewer }) => id === proof.number && door === 'proof' && viewer === 'Personne 5'));
  const letter = await company.mailbox.next(address('awa'), /preuve de votre accord/);
  assert.match(JSON.stringify(letter), /Demande d/);
  const { notices } = await company.awa.ask('GET', '/me');
  assert.ok(notices.some(({ code, values }) => code === 'proof_opened' && values.by === 'Personne 5' && values.claim === claim.claim));
  assert.deepEqual((await dpo.ask('POST', '/trust/proofs', { ...claim, email: 'nobody@acieries.example' })).lines, []);
  assert.deepEqual((await dpo.ask('POST', '/trust/proofs', { ...claim, email: address('p9') })).lines, [], 'never invited: the same empty answer');
});

test('the register has no month before one has ended, and its file no column of people', async () => {
  const { months, least_people, next_at } = await company.awa.ask('GET', '/trust/register');
  assert.deepEqual([months, least_people], [[], 5]);
  assert.ok(Date.parse(next_at) > Date.now());
  assert.equal((await company.awa.get('/api/v1/trust/register.csv?language=en', { expect: 200 })).text, 'Month,Purpose,In force,Withdrawn,Hidden\r\n');
  assert.equal((await company.awa.get('/api/v1/trust/register.csv?language=fr', { expect: 200 })).text, '\ufeffMois;Finalité;En vigueur;Retirés;Masqué\r\n');
});

test('what changed of late is told to everybody, without names', async () => {
  const { items } = await company.awa.ask('GET', '/changes/newest');
  assert.ok(items.some(({ action }) => action === 'setup.done') || items.length === 10);
  assert.ok(items.every(({ by, person }) => by === null && person === null));
});
