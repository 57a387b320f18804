import { expect, test } from 'vitest';
import { fromBytes, isName, toBytes } from './passkey';

test('bytes travel as base64url and come back as they went', () => {
  for (const bytes of [[], [0], [255, 254], [251, 255, 191], Array.from({ length: 256 }, (_, i) => i)]) {
    const text = fromBytes(new Uint8Array(bytes).buffer);
    expect(text).toMatch(/^[\w-]*$/);
    expect([...toBytes(text)]).toEqual(bytes);
  }
  expect(fromBytes(new Uint8Array([251, 255]).buffer)).toBe('-_8');
});

test('an address of digits is no name', () => {
  expect(['localhost', 'swarm.example.org', 'a1', '1.example'].filter(isName)).toHaveLength(4);
  expect(['127.0.0.1', '10.0.0.7', '[::1]', '::1'].filter(isName)).toEqual([]);
});
