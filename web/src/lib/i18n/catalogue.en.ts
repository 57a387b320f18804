// One chunk a language, merged from locales/en/<feature>.json. The server's own catalogues (server, mails) stay
// out, and so do the parts that only some screens need (parts.ts). Vite leaves out only what is named from here on.
const parts = import.meta.glob<Record<string, string>>(
  [
    '../../../../locales/en/*.json',
    '!../../../../locales/en/server*.json',
    '!../../../../locales/en/mail*.json',
    '!../../../../locales/en/*_csv.json',
    '!../../../../locales/en/library.json',
    '!../../../../locales/en/directory.json',
    '!../../../../locales/en/settings.json',
    '!../../../../locales/en/figures.json',
    '!../../../../locales/en/trust.json',
    '!../../../../locales/en/pictures.json',
    '!../../../../locales/en/influence.json',
    '!../../../../locales/en/suggestion.json',
    '!../../../../locales/en/two_steps.json',
    '!../../../../locales/en/tour.json',
    '!../../../../locales/en/sharing.json',
    '!../../../../locales/en/problem.json',
    '!../../../../locales/en/my_file.json'
  ],
  { eager: true, import: 'default' }
);

export const messages: Readonly<Record<string, string>> = Object.assign({}, ...Object.values(parts));
