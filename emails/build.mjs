// Compiles emails/*.mjml to emails/built/*.html with the web toolchain's mjml (web/node_modules). The built pages are
// committed, so that the server builds alone; run this after changing a template:
//   node emails/build.mjs [folder that holds node_modules]
import { createRequire } from 'node:module';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const tools = process.argv[2] ? resolve(process.argv[2]) : join(here, '..', 'web');
const required = createRequire(join(tools, 'package.json'))('mjml');
const mjml = required.default ?? required;

// The organisation's own colours. MJML takes no {{…}} where it wants a colour, so each stands in the template under a
// number that nothing else has.
const own = {
  '#135847': '{{primary}}', '#135848': '{{name_colour}}', '#5fc2a3': '{{dark_primary}}', '#06251d': '{{dark_on_primary}}', '#80cdb3': '{{dark_name}}',
};

mkdirSync(join(here, 'built'), { recursive: true });
for (const file of readdirSync(here).filter((name) => name.endsWith('.mjml'))) {
  // fonts: {} keeps mjml from linking to a font server: a mail calls nobody.
  const { html, errors } = await mjml(readFileSync(join(here, file), 'utf8'), {
    fonts: {}, validationLevel: 'strict', keepComments: false,
  });
  if (errors.length > 0) throw new Error(`${file}: ${errors.map((error) => error.formattedMessage).join('\n')}`);
  const outside = html.match(/(?:src|href)="https?:\/\/[^"]*"|url\(https?:/g);
  if (outside) throw new Error(`${file} calls the outside: ${outside.join(', ')}`);
  const tidy = html.replace(/[ \t]+$/gm, '').replace(/\n{2,}/g, '\n');
  const page = tidy.replace(/#[0-9a-f]{6}\b/g, (colour) => own[colour] ?? colour);
  writeFileSync(join(here, 'built', file.replace(/\.mjml$/, '.html')), page.endsWith('\n') ? page : `${page}\n`);
  console.log(`emails/built/${file.replace(/\.mjml$/, '.html')}`);
}
