// The systemd unit of docs/operator.md, as it stands there: systemd understands every line of it, and finds it tight.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from './lib/server.mjs';

const analyze = '/usr/bin/systemd-analyze';

test('the systemd unit of the operators’ page is understood line by line', { skip: !existsSync(analyze) && 'systemd is not installed' }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'essaim-unit-'));
  try {
    const unit = join(folder, 'essaim.service');
    const page = readFileSync(join(root, 'docs/operator.md'), 'utf8');
    const text = /```ini\n# (\/etc\/systemd\/system\/essaim\.service)\n([\s\S]*?)```/.exec(page)[2];
    assert.ok(text.includes('ExecStart=/usr/local/bin/essaim serve'));
    writeFileSync(unit, text.replace('/usr/local/bin/essaim', '/bin/true'));
    const verified = spawnSync(analyze, ['verify', '--man=no', unit], { encoding: 'utf8' });
    assert.equal(verified.stdout + verified.stderr, '');
    assert.equal(verified.status, 0);
    const judged = spawnSync(analyze, ['security', '--offline=true', '--no-pager', '--threshold=25', unit], { encoding: 'utf8' });
    assert.equal(judged.status, 0, judged.stdout.split('\n').slice(-3).join('\n'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
