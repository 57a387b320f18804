import { expect, it } from 'vitest';
import { lettersOf } from './import-rules';

it.each([
  [1, 'A'],
  [26, 'Z'],
  [27, 'AA'],
  [52, 'AZ'],
  [53, 'BA'],
  [703, 'AAA']
])('column %i is %s', (cell, letters) => expect(lettersOf(cell)).toBe(letters));
