import { client } from '#lib/api';
import { todayOptions } from '#lib/features/today';

/** Asked for together with who this is, and not when that is known: Today is what most first visits are for. */
export function load() {
  void client.prefetchQuery(todayOptions);
}
