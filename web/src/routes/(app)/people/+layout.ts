import { useWords } from '#lib/i18n';

export async function load() {
  // The import says in words what the server found in each row.
  await Promise.all([useWords('directory'), useWords('problem')]);
}
