// The names of the API (components of api/openapi.json), by what they are about; contract.ts holds them against it.
export type * from './common';
export type * from './programme';
export type * from './me';
export type * from './charter';
export type * from './people';
export type * from './stories';
export type * from './sources';
export type * from './suggestions';
export type * from './today';
export type * from './sharing';
export type * from './figures';
export type * from './influence';
export type * from './privacy';
