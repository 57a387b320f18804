// `essaim demo --people N`: a company with a year behind it, as its people find it.
import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { essaim } from './lib/cli.mjs';
import { engine, freshDatabase, startServer } from './lib/server.mjs';

const folder = mkdtempSync(join(tmpdir(), 'essaim-scenario-'));
const database = engine === 'postgres' ? freshDatabase() : null;
const size = ['--people', '300', '--years', '1', '--seed', '7'];
const draw = (...words) =>
  essaim(['demo', ...words], {
    ESSAIM_DATA: join(folder, 'data'),
    ESSAIM_RUNTIME_FOLDER: join(folder, 'runtime'),
    ...(database ? { ESSAIM_POSTGRES: database.url } : {}),
  });

let server, drawn;
const people = {};
before(async () => {
  drawn = await draw(...size);
  assert.equal(drawn.code, 0, drawn.stderr);
  server = await startServer({ folder, database });
  const { demo_logins: logins } = await server.client().ask('GET', '/programme');
  for (const { role, email, password } of logins) {
    people[role] = server.client();
    await people[role].ask('POST', '/session', { email, password });
  }
});
after(() => server?.stop());

test('says what it drew, and fills no organisation twice', async () => {
  const [, all, members, stories, shares] = /^(\d+) people, (\d+) of them members; (\d+) stories, (\d+) shares/m.exec(drawn.stdout).map(Number);
  assert.equal(all, 300);
  assert.ok(members >= 60 && members <= 120 && stories >= 180 && shares >= 300, drawn.stdout);
  const again = await draw(...size);
  assert.ok(again.code > 0);
  assert.match(again.stderr, /demo\.not_empty/);
});

test('a size that nobody can mean is refused in words', async () => {
  for (const [words, said] of [
    [['--people', 'many'], /'--people' takes a number from 20 to 500000/],
    [['--people', '300', '--years', '0'], /'--years' takes a number from 1 to 10/],
    [['--years', '2'], /--people N/],
    [['--persons', '3'], /'--persons' is no option/],
    [['--people'], /'--people' needs a number/],
  ]) {
    const { code, stderr } = await draw(...words);
    assert.equal(code, 2);
    assert.match(stderr, said);
  }
});

test('Insight has a year of closed weeks, shows what enough people made, and hides the rest', async () => {
  const { weeks, blocks } = await people.lead.ask('GET', '/figures');
  assert.ok(weeks.length >= 8 && blocks.length >= 8, `${weeks.length} weeks, ${blocks.length} blocks`);
  let shown = 0, hidden = 0;
  for (const day of blocks) {
    const { block } = await people.member.ask('GET', `/figures?block=${day}`);
    for (const { tracked } of block.units) tracked === null ? ++hidden : ++shown;
    if (block.tracked !== null) ++shown;
  }
  assert.ok(shown > 5 && hidden > 0, `${shown} shown, ${hidden} hidden`);
});

test('Today, the library and the search have stories', async () => {
  const { stories } = await people.member.ask('GET', '/today');
  assert.ok(stories.length >= 3, JSON.stringify(stories.length));
  const library = await people.editor.ask('GET', '/stories?limit=20');
  assert.ok(library.items.length >= 20);
  const found = await people.member.ask('GET', '/stories?query=chanvre');
  assert.ok(found.items.length >= 1 && found.items.every(({ title }) => /chanvre/i.test(title)));
});

test('the directory has groups in a tree, sites in zones and trades', async () => {
  const groups = await people.lead.ask('GET', '/groups');
  assert.ok(groups.length >= 6);
  const { total } = await people.lead.ask('GET', '/people?limit=5');
  assert.equal(total, 300);
});
