// One chunk a language, merged from locales/en/<feature>.json. The server's own catalogues (server, mails) stay out.
const parts = import.meta.glob<Record<string, string>>(
  ['../../../../locales/en/*.json', '!**/server*.json', '!**/mail*.json', '!**/*_csv.json'],
  { eager: true, import: 'default' }
);

export const messages: Readonly<Record<string, string>> = Object.assign({}, ...Object.values(parts));
