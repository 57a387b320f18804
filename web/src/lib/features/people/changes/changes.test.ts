import { expect, test } from 'vitest';
import type { Change } from '#lib/api';
import { byDay } from './changes';

const at = (text: string): Change => ({
  id: text,
  at: text,
  action: 'settings.changed',
  by: null,
  by_machine: true,
  role: null,
  person: null,
  language: null,
  name: null,
  from: null,
  to: null,
  people: null
});

test('changes stand under the day they were made on, the newest first', () => {
  const changes = ['2026-11-22T15:00:00', '2026-11-22T09:00:00', '2026-11-03T12:00:00'].map(at);
  expect(byDay(changes).map(({ day, changes }) => [day, changes.length])).toEqual([
    ['2026-11-22', 2],
    ['2026-11-03', 1]
  ]);
  expect(byDay([])).toEqual([]);
});
