// The contract as the executable prints it, whole.
import { openapiText } from '../../scenarios/lib/contract.mjs';

let document;
export const openapi = () => (document ??= JSON.parse(openapiText()));
