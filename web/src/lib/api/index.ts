export { forgetEarly } from './early';
export { addressOf, call, idempotencyKey } from './call';
export type { CallOptions, Method } from './call';
export { client } from './client';
export { live } from './events';
export { asProblem, Problem } from './problem';
export type { FieldProblem } from './problem';
export type * from './types';
