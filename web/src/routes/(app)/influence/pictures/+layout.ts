import { useWords } from '#lib/i18n';

export async function load() {
  await Promise.all([useWords('pictures'), useWords('influence')]);
}
