import { useWords } from '#lib/i18n';

export async function load() {
  await Promise.all([useWords('settings'), useWords('directory'), useWords('problem')]);
}
