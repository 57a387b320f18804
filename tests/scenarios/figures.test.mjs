// Figures that others may see, on the demo's closed weeks: the same bytes for everybody, nothing below five people,
// nothing that moves afterwards.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eventually, startServer } from './lib/server.mjs';

let server;
const people = {};
before(async () => {
  server = await startServer({ arguments: ['--demo'], wait: false });
  await eventually('the demo is filled', async () => {
    if (server.child.exitCode !== null) throw new Error(server.output());
    return (await server.client().get('/readyz').catch(() => ({ status: 0 }))).status === 200;
  }, 120_000);
  const { demo_logins: logins } = await server.client().ask('GET', '/programme');
  for (const { role, email, password } of logins) {
    people[role] = server.client();
    await people[role].ask('POST', '/session', { email, password });
  }
});
after(() => server?.stop());

const page = (who, query = '') => who.get(`/api/v1/figures${query}`, { expect: 200 });
const file = (who, language = 'en') => who.get(`/api/v1/figures.csv?language=${language}`, { expect: 200 });

test('promise_1_everybody_reads_the_same_page: member, editor, lead and administrator, byte for byte', async () => {
  const mine = (await page(people.member)).text;
  const table = (await file(people.member)).text;
  for (const role of Object.keys(people)) {
    assert.equal((await page(people[role])).text, mine, role);
    assert.equal((await file(people[role])).text, table, role);
  }
  assert.equal((await server.client().get('/api/v1/figures')).status, 401);
  assert.equal((await server.client().get('/api/v1/figures.csv')).status, 401);
});

test('the demo tells something real, and hides something', async () => {
  const { weeks, blocks, block, least_people } = (await page(people.lead)).body;
  assert.equal(least_people, 5);
  assert.ok(weeks.length >= 8 && blocks.length >= 2);
  assert.ok(block.active >= 20 && block.tracked >= 60 && block.clicks >= 60, JSON.stringify(block));
  assert.ok(block.units.length >= 3);
  assert.ok(block.units.filter(({ tracked }) => tracked !== null).length >= 2);
  assert.ok(block.themes.some(({ clicks }) => clicks !== null) && block.networks.some(({ clicks }) => clicks !== null));
  assert.ok(block.themes.some(({ clicks }) => clicks === null) && block.networks.some(({ clicks }) => clicks === null));
  const { low, high } = block.clicks_per_share_range;
  assert.ok(low <= block.clicks_per_share && block.clicks_per_share <= high);
});

test('promise_1_shown_parts_never_leave_a_remainder_below_five: whole less parts is nothing or many', async () => {
  for (const day of (await page(people.lead)).body.blocks) {
    const { block } = (await page(people.lead, `?block=${day}`)).body;
    assert.equal(block.from, day);
    if (block.active === null || block.units.every(({ active }) => active === null)) continue;
    const left = block.active - block.units.reduce((sum, { active }) => sum + (active ?? 0), 0);
    const hides = block.units.some(({ active }) => active === null);
    assert.ok(hides ? left >= 5 : left === 0, `${day}: ${left} people are left`);
    for (const { members } of block.units) assert.ok(members === null || (members >= 5 && members % 5 === 0));
    for (const part of block.units.flatMap(({ themes, networks }) => [...themes, ...networks]))
      for (const percent of [part.tracked_percent, part.clicks_percent]) assert.ok(percent === null || percent % 5 === 0);
  }
});

test('promise_24_one_column_a_mark: a figure stands in the column of how it is known', async () => {
  const rows = (await file(people.lead)).text.trim().split('\r\n').map((row) => row.split(','));
  const [head, ...figures] = rows;
  const column = (name) => head.indexOf(name);
  for (const name of ['Proved', 'Declared', 'Only opened', 'Measured', 'Hidden']) assert.ok(column(name) > 0, name);
  for (const row of figures.filter((each) => each.length === head.length)) {
    const filled = ['Proved', 'Declared', 'Only opened', 'Measured'].filter((name) => row[column(name)] !== '');
    if (row[column('Figure')] === 'Shares') assert.equal(row[column('Measured')], '');
    else assert.equal(filled.length, row[column('Hidden')] === 'yes' ? 0 : 1, row.join());
  }
  assert.match((await file(people.lead, 'fr')).text, /^\ufeffPériode;Du;Au;/);
});

test('dates snap to closed periods, and nothing else can be asked', async () => {
  const { blocks } = (await page(people.lead)).body;
  const inside = new Date(`${blocks[1]}T12:00:00Z`);
  inside.setUTCDate(inside.getUTCDate() + 20);
  assert.equal((await page(people.lead, `?block=${inside.toISOString().slice(0, 10)}`)).body.block.from, blocks[1]);
  assert.equal((await page(people.lead, '?block=1999-01-01')).body.block.from, blocks[0]);
  for (const query of ['?from=2026-01-01', '?group=1', '?person=1', '?block=now']) assert.equal((await people.lead.get(`/api/v1/figures${query}`)).status, 422);
});

test('promise_11_leaving_moves_no_closed_figure', async () => {
  const before = (await page(people.lead)).text;
  const table = (await file(people.lead)).text;
  await people.member.ask('DELETE', '/me/membership', { confirm: true });
  assert.equal((await page(people.lead)).text, before);
  assert.equal((await file(people.lead)).text, table);
});
