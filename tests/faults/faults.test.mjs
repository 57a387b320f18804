import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
function run(script, ...words) {
  const { status, stdout, stderr } = spawnSync(join(here, script), words, { encoding: 'utf8' });
  assert.equal(status, 0, `${script}:\n${stdout}\n${stderr}`);
  assert.equal(stdout.trim().split('\n').at(-1), '0');
}

test('promise_9_answered_clicks_survive_kill_9_under_load', () => run('kill-9', '--rounds', '20'));
test('promise_19_a_full_disk_crashes_nothing_and_loses_nothing', () => run('disk-full'));
test('promise_9_answered_clicks_survive_kill_9_on_postgresql', { skip: !process.env.ESSAIM_TEST_POSTGRES && 'no PostgreSQL' }, () =>
  run('kill-9', '--rounds', '5', '--postgres', process.env.ESSAIM_TEST_POSTGRES));
