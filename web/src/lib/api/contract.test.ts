import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import { expect, test } from 'vitest';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const words = (path: string) => readFileSync(here(path), 'utf8');

test('every name of the API that the screens read or send is held against the contract', () => {
  const contract = words('./contract.ts');
  const parts = readdirSync(here('./types')).filter((file) => file !== 'index.ts');
  const index = words('./types/index.ts');
  for (const part of parts) {
    expect(index).toContain(`'./${part.replace(/\.ts$/, '')}'`);
    for (const [, name] of words(`./types/${part}`).matchAll(/^export interface (\w+)(?! *<)\b/gm))
      expect(contract, `${part}: ${name ?? ''}`).toMatch(new RegExp(`\\bclient\\.${name ?? ''}\\b`));
  }
});

test('the contract that types are made from is the server’s own of today', async () => {
  const made = astToString(await openapiTS(new URL('../../../../api/openapi.json', import.meta.url)));
  const kept = words('./openapi.d.ts').replace(/^\/\*\*[\s\S]*?\*\/\s*/, '');
  expect(kept.trim(), 'npm run api writes it anew').toBe(made.trim());
});
