export { countUnsent, findUnsent, forgetAllUnsent, forgetUnsent, keepUnsent } from './unsent';
export type { Unsent } from './unsent';
