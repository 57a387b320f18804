import { useWords } from '#lib/i18n';

export async function load() {
  await Promise.all([useWords('two_steps'), useWords('my_file')]);
}
