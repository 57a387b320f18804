// Figures that others may see, on the demo's closed weeks: the same bytes for everybody, nothing below five people,
// nothing that moves afterwards.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import readWorkbook from 'read-excel-file/node';
import { ask } from '../security/lib/stores.mjs';
import { essaim } from './lib/cli.mjs';
import { eventually, startServer } from './lib/server.mjs';

let server, logins;
const people = {};
before(async () => {
  server = await startServer({ arguments: ['--demo'], wait: false });
  await eventually('the demo is filled', async () => {
    if (server.child.exitCode !== null) throw new Error(server.output());
    return (await server.client().get('/readyz').catch(() => ({ status: 0 }))).status === 200;
  }, 120_000);
  ({ demo_logins: logins } = await server.client().ask('GET', '/programme'));
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

// A text file's field as the workbook has it: dates are dates, numbers are numbers, and what is hidden says so.
const workbook = async (language, who = people.lead) => {
  const answer = await who.get(`/api/v1/figures.xlsx?language=${language}`, { expect: 200 });
  assert.match(answer.headers['content-type'], /spreadsheetml\.sheet$/);
  assert.match(answer.headers['content-disposition'], /figures-\d{4}-\d\d-\d\d\.xlsx/);
  return answer.bytes;
};
const table = async (language) => (await file(people.lead, language)).text.replace('\ufeff', '').trim().split('\r\n')
  .map((row) => [...row.matchAll(language === 'fr' ? /(?:^|;)(?:"([^"]*)"|([^;]*))/g : /(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted ?? plain));
const marks = { fr: ['Prouvé', 'Déclaré', 'Seulement ouvert', 'Mesuré'], en: ['Proved', 'Declared', 'Only opened', 'Measured'] };
const words = { fr: { sheet: 'Mesures', title: /^Mesures, du /, hidden: 'masqué', yes: 'oui' }, en: { sheet: 'Insight', title: /^Insight, from /, hidden: 'hidden', yes: 'yes' } };

for (const language of ['fr', 'en'])
  test(`promise_24_the_workbook_is_the_same_table: numbers, dates and what is hidden, in ${language}`, async () => {
    const [{ sheet, data }] = await readWorkbook(await workbook(language));
    assert.equal(sheet, words[language].sheet);
    assert.match(data[0][0], words[language].title);
    const head = data.findIndex((row) => row[6] !== null && row[6] !== undefined);
    const rows = data.slice(head);
    const [titles, ...wanted] = await table(language);
    assert.deepEqual(rows[0], titles);
    assert.equal(rows.length - 1, wanted.length);
    const column = (name) => titles.indexOf(name);
    let hidden = 0;
    rows.slice(1).forEach((row, line) => {
      assert.ok(row[1] instanceof Date && row[2] instanceof Date);
      assert.equal(row[1].toISOString().slice(0, 10), wanted[line][1]);
      for (const mark of marks[language]) {
        const cell = row[column(mark)] ?? null;
        if (cell === words[language].hidden) hidden += 1;
        else assert.ok(cell === null || typeof cell === 'number', String(cell));
        const text = wanted[line][column(mark)];
        assert.equal(typeof cell === 'number' ? cell : '', text === '' ? '' : Number(text.replace(',', '.')));
      }
      const told = marks[language].some((mark) => row[column(mark)] === words[language].hidden);
      assert.equal(told, wanted[line].at(-2) === words[language].yes);
    });
    assert.ok(hidden > 0);
  });

test('the workbook is the same bytes for everybody, and nothing is in it of who asked', async () => {
  const mine = await workbook('en');
  for (const role of Object.keys(people)) assert.deepEqual(await workbook('en', people[role]), mine, role);
  assert.equal((await server.client().get('/api/v1/figures.xlsx')).status, 401);
});

let office = false;
try { office = execFileSync('soffice', ['--version'], { encoding: 'utf8' }).startsWith('LibreOffice'); } catch { /* not here */ }
if (office) test('LibreOffice opens the workbook', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'essaim-workbook-'));
  try {
    writeFileSync(join(folder, 'figures.xlsx'), await workbook('en'));
    execFileSync('soffice', [`-env:UserInstallation=file://${folder}/office`, '--headless', '--convert-to', 'csv', '--outdir', folder, join(folder, 'figures.xlsx')], { stdio: 'ignore' });
    const rows = readFileSync(join(folder, 'figures.csv'), 'utf8').trim().split('\n');
    assert.match(rows[0], /^"?Insight, from /);
    assert.ok(rows.some((row) => row.includes('hidden')) && rows.length > 40);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
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

test('promise_11_an_erasure_moves_no_closed_figure', async () => {
  const before = (await page(people.lead)).text;
  const table = (await file(people.lead)).text;
  const [[email]] = ask(server, `select p.email from share s join person p on p.id = s.person_id where p.email not in (${logins.map((login) => `'${login.email}'`)}) group by p.email order by count(*) desc, p.email limit 1`);
  const said = await essaim(['person', 'erase', email, '--yes'], { ESSAIM_DATA: join(server.folder, 'data'), ESSAIM_RUNTIME_FOLDER: join(server.folder, 'runtime'), ...(server.database ? { ESSAIM_POSTGRES: server.database.url } : {}) });
  assert.equal(said.code, 0, said.stderr);
  assert.deepEqual(ask(server, `select count(*) from person where email = '${email}'`), [['0']]);
  assert.equal((await page(people.lead)).text, before);
  assert.equal((await file(people.lead)).text, table);
});
