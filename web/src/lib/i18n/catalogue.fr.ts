// One chunk a language, merged from locales/fr/<feature>.json. The server's own catalogues (server, mails) stay
// out, and so do the parts that only some screens need (parts.ts). Vite leaves out only what is named from here on.
const parts = import.meta.glob<Record<string, string>>(
  [
    '../../../../locales/fr/*.json',
    '!../../../../locales/fr/server*.json',
    '!../../../../locales/fr/mail*.json',
    '!../../../../locales/fr/*_csv.json',
    '!../../../../locales/fr/library.json',
    '!../../../../locales/fr/directory.json',
    '!../../../../locales/fr/settings.json',
    '!../../../../locales/fr/figures.json',
    '!../../../../locales/fr/trust.json',
    '!../../../../locales/fr/pictures.json',
    '!../../../../locales/fr/influence.json',
    '!../../../../locales/fr/suggestion.json',
    '!../../../../locales/fr/two_steps.json',
    '!../../../../locales/fr/tour.json',
    '!../../../../locales/fr/sharing.json',
    '!../../../../locales/fr/problem.json',
    '!../../../../locales/fr/my_file.json'
  ],
  { eager: true, import: 'default' }
);

export const messages: Readonly<Record<string, string>> = Object.assign({}, ...Object.values(parts));
