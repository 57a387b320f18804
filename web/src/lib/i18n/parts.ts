// The words of screens that few people open, or none at first: editors' library, the directory, the settings, figures,
// trust, one's own figures and pictures of them, proposing, sharing, the second step of signing in, a file prepared for
// oneself, the demo's tour; and what the server refuses, asked for with the first refusal. Each is a chunk of its own in
// each language, so that a member's first visit does not carry them.
export type Part =
  | 'library'
  | 'directory'
  | 'settings'
  | 'figures'
  | 'trust'
  | 'pictures'
  | 'suggestion'
  | 'influence'
  | 'sharing'
  | 'problem'
  | 'two_steps'
  | 'tour'
  | 'my_file';

const files = import.meta.glob<Readonly<Record<string, string>>>(
  '../../../../locales/*/{library,directory,settings,figures,trust,pictures,suggestion,influence,sharing,problem,two_steps,tour,my_file}.json',
  { import: 'default' }
);

export async function wordsOf(part: Part, language: string): Promise<Readonly<Record<string, string>>> {
  const file = files[`../../../../locales/${language}/${part}.json`];
  if (!file) throw new Error(`no words of ${part} in ${language}`);
  return file();
}
