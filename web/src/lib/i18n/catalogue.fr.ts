// One chunk a language, merged from locales/fr/<feature>.json. The server's own catalogues (server, mails) stay out.
const parts = import.meta.glob<Record<string, string>>(
  ['../../../../locales/fr/*.json', '!**/server*.json', '!**/mail*.json', '!**/*_csv.json'],
  { eager: true, import: 'default' }
);

export const messages: Readonly<Record<string, string>> = Object.assign({}, ...Object.values(parts));
