// The executable and what it says of itself (security.md 40), and the table of this folder.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { executable, root, startServer } from '../scenarios/lib/server.mjs';

const readelf = (option, file) => execFileSync('readelf', [option, '-W', file], { encoding: 'utf8', maxBuffer: 1 << 28 });

test('security_40_the_executables_are_hardened', () => {
  const helper = join(dirname(executable), 'essaim-pictures');
  assert.ok(existsSync(helper), 'the helper that draws pictures stands beside it');
  for (const file of [executable, helper]) {
    const [head, programme, dynamic, symbols] = ['-h', '-l', '-d', '--dyn-syms'].map((option) => readelf(option, file));
    assert.match(head, /Type:\s+DYN/, `${file}: its place in memory is not fixed`);
    assert.match(programme, /GNU_RELRO/, `${file}: what is linked becomes read-only`);
    assert.match(dynamic, /BIND_NOW|Flags:.*\bNOW\b/, `${file}: and at once`);
    assert.match(programme, /GNU_STACK(?:\s+0x[0-9a-f]+){5}\s+RW\s/, `${file}: no code on the stack`);
    assert.doesNotMatch(programme, /LOAD(?:\s+0x[0-9a-f]+){5}\s+RWE/, `${file}: nothing is written and run`);
    assert.doesNotMatch(dynamic, /RPATH|RUNPATH|TEXTREL/, `${file}: libraries come from the system's folders only`);
    assert.match(symbols, /__stack_chk_fail/, `${file}: the stack is watched`);
  }
  assert.match(readelf('--dyn-syms', executable), /__\w+_chk(?!_fail)\b/, 'lengths are checked (FORTIFY)');
});

test('security_40_no_answer_names_the_product_s_version_or_what_it_is_made_of', async () => {
  const server = await startServer();
  try {
    for (const path of ['/', '/healthz', '/readyz', '/api/v1/programme', '/api/v1/none', '/r/none', '/metrics', '/_app/version.json']) {
      const { headers, text } = await server.client().get(path);
      const said = `${JSON.stringify(headers)}${text.length < 20_000 ? text : ''}`;
      assert.doesNotMatch(said, /boost|beast|sqlite|postgres|libcurl|openssl|nginx|x-powered-by|"server"/i, path);
      assert.doesNotMatch(said, /essaim[\/ ]v?\d/i, path);
    }
  } finally {
    await server.stop();
  }
});

test('security_40_a_fault_is_told_by_number_and_a_full_stop_is_clean', async () => {
  const server = await startServer();
  const broken = await server.client().call('POST', '/api/v1/session', '{', { type: 'application/json' });
  assert.match(broken.body.request_id, /^\d+$/);
  assert.doesNotMatch(broken.text, /\.cpp|\.hpp|terminate|std::|0x[0-9a-f]{6}/);
  const { code, signal } = await server.stop();
  assert.deepEqual([code, signal], [0, null]);
  assert.doesNotMatch(server.output(), /AddressSanitizer|runtime error|terminate called/);
});

test('security_0_each_of_the_forty_checks_is_answered_for_and_each_test_that_is_named_exists', () => {
  const table = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8').split('\n').map((line) => /^\| (\d+) \| (.*?) \| (.*) \|$/.exec(line)).filter(Boolean);
  assert.deepEqual(table.map(([, number]) => Number(number)), Array.from({ length: 40 }, (_, at) => at + 1));
  const own = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.test.mjs')).map((name) => readFileSync(join(import.meta.dirname, name), 'utf8')).join('\n');
  for (const [, number, check, where] of table) {
    assert.ok(check.length > 10, number);
    const names = [...where.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
    assert.ok(names.length || /^no such feature/.test(where), `${number} says where it is proven, or that there is nothing to prove`);
    for (const name of names) {
      const [file, words] = name.includes(': ') ? name.split(/: (.*)/s) : [null, name];
      if (!file) assert.ok(own.includes(`test('${words}`), `${number}: no test ${words} here`);
      else assert.ok(readFileSync(join(root, file), 'utf8').includes(words), `${number}: ${file} has no “${words}”`);
    }
  }
  // And none of our tests is forgotten there.
  const text = table.map(([, , , where]) => where).join(' ');
  for (const [, name] of own.matchAll(/test\('(security_[1-9][^']*)'/g)) assert.ok(text.includes(`\`${name}\``), `the table does not name ${name}`);
});
