// Every route of the product, from the executable's own contract, so that a new route is tested on the day it is made.
import { execFileSync } from 'node:child_process';
import { cleanEnvironment, executable } from './server.mjs';

const print = (word) => execFileSync(executable, [word], { env: cleanEnvironment(), encoding: 'utf8', maxBuffer: 1 << 26 });

export const permissions = () => print('permissions');
/** Its lines of routes; the words for the roles stand below them. */
export const matrix = () => permissions().split('\n\n')[0].trim().split('\n').map((line) => line.trim().split(/\s+/));
export const openapiText = () => print('openapi');

let document;
const openapi = () => (document ??= JSON.parse(openapiText()));

/** @returns {{method: string, path: string, permission: string, type: string|null, schema: any, query: string[], mayBeEmpty: boolean}[]} */
export function routes() {
  return Object.entries(openapi().paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => {
      const [type, body] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [null, null];
      return { method: method.toUpperCase(), path, permission: operation['x-permission'], type, schema: body ? deref(body.schema) : null, mayBeEmpty: operation.requestBody?.required === false, query: (operation.parameters ?? []).filter((each) => each.in === 'query').map((each) => each.name) };
    }));
}

export function deref(schema) {
  const name = /^#\/components\/schemas\/(.+)$/.exec(schema?.$ref ?? '')?.[1];
  return name ? openapi().components.schemas[name] : schema;
}

/** A path with something in each {segment}; by default a well-formed id of nothing. */
export const fill = (path, value = '0000000000000') => path.replaceAll(/\{[^}]+\}/g, encodeURIComponent(value));

/** A lawful value of this schema: what an honest client could send. */
export function example(schema, depth = 0) {
  schema = deref(schema) ?? {};
  const types = [schema.type ?? 'string'].flat();
  if (schema.anyOf ?? schema.oneOf) return example((schema.anyOf ?? schema.oneOf)[0], depth);
  if (types.includes('null')) return null;
  if (schema.enum) return schema.enum[0];
  switch (types[0]) {
    case 'object': return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, field]) => [name, depth > 6 ? null : example(field, depth + 1)]));
    case 'array': return depth > 6 ? [] : [example(schema.items, depth + 1)];
    case 'integer': case 'number': return schema.minimum ?? 1;
    case 'boolean': return false;
    default: return 'abc'.padEnd(schema.minLength ?? 0, 'x');
  }
}
