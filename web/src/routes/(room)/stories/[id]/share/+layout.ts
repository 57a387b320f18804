import { useWords } from '#lib/i18n';

export async function load() {
  await useWords('sharing');
}
