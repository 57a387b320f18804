import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { messages as carriedInEnglish } from '../../src/lib/i18n/catalogue.en';
import { messages as carriedInFrench } from '../../src/lib/i18n/catalogue.fr';
import { firstWords, parametersOf } from '../../src/lib/i18n/words';

const root = fileURLToPath(new URL('../../../', import.meta.url));
type Catalogue = Record<string, string>;

function catalogues(language: string): Map<string, Catalogue> {
  const folder = join(root, 'locales', language);
  return new Map(
    readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .map((file) => [file, JSON.parse(readFileSync(join(folder, file), 'utf8')) as Catalogue])
  );
}

/** The server's own catalogues: mails, files it writes. The web app never loads them (src/lib/i18n/catalogue.*.ts). */
const isServers = (file: string) => /^(?:server|mail)|_csv\.json$/.test(file);

interface Element {
  type: number;
  value?: string;
  options?: Record<string, { value: Element[] }>;
}
/** The organisation's own words: supplied to every message, and each language has its own forms of them. */
const own = { fr: parametersOf(firstWords, 'fr'), en: parametersOf(firstWords, 'en') };
const isOwn = (name: string) => name in own.fr || name in own.en;

function placeholders(text: string): string[] {
  const found = new Set<string>();
  const walk = (elements: Element[]) => {
    for (const element of elements) {
      // 0 literal, 7 pound; every other kind names a value.
      if (element.type !== 0 && element.type !== 7 && element.value) found.add(element.value);
      for (const option of Object.values(element.options ?? {})) walk(option.value);
    }
  };
  walk(new IntlMessageFormat(text, 'fr', undefined, { ignoreTag: true }).getAst() as Element[]);
  return [...found].sort();
}

/** What a reader sees of a message, without the syntax of arguments. */
function words(text: string): string {
  const out: string[] = [];
  const walk = (elements: Element[]) => {
    for (const element of elements) {
      if (element.type === 0) out.push(element.value ?? '');
      else out.push('0');
      for (const option of Object.values(element.options ?? {})) walk(option.value);
    }
  };
  walk(new IntlMessageFormat(text, 'fr', undefined, { ignoreTag: true }).getAst() as Element[]);
  return out.join('');
}

const fr = catalogues('fr');
const en = catalogues('en');

describe('the two catalogues', () => {
  it.each([
    ['fr', fr, own.fr],
    ['en', en, own.en]
  ] as const)('name a member, a lead or the programme in forms that the settings have, %s', (_language, all, forms) => {
    const spoken = /(?:^|_)(?:members?|leads?|programme)(?:_|$)/i;
    for (const [file, catalogue] of all)
      for (const [key, text] of Object.entries(catalogue))
        for (const name of placeholders(text))
          if (spoken.test(name) && name !== 'programme') expect(forms, `${file} ${key}`).toHaveProperty(name);
  });

  it('have the same files', () => {
    expect([...fr.keys()].sort()).toEqual([...en.keys()].sort());
  });

  it.each([...fr.keys()])('%s: same keys, same placeholders, no key twice', (file) => {
    const french = fr.get(file) ?? {};
    const english = en.get(file) ?? {};
    expect(Object.keys(french).sort()).toEqual(Object.keys(english).sort());
    for (const key of Object.keys(french)) {
      const [inFrench, inEnglish] = [placeholders(french[key] ?? ''), placeholders(english[key] ?? '')];
      const given = (names: string[]) => names.filter((name) => !isOwn(name));
      expect(given(inFrench), `${file} ${key}`).toEqual(given(inEnglish));
      expect(
        inFrench.filter((name) => isOwn(name) && !(name in own.fr)),
        `${file} ${key}`
      ).toEqual([]);
      expect(
        inEnglish.filter((name) => isOwn(name) && !(name in own.en)),
        `${file} ${key}`
      ).toEqual([]);
    }
    for (const [other, catalogue] of fr) {
      if (other === file) continue;
      for (const key of Object.keys(catalogue))
        expect(french[key], `${key} is in ${file} and ${other}`).toBeUndefined();
    }
  });

  // JSON.parse keeps the last of two and says nothing.
  it('define no key twice in a file', () => {
    for (const language of ['fr', 'en']) {
      for (const file of fr.keys()) {
        const text = readFileSync(join(root, 'locales', language, file), 'utf8');
        const keys = [...text.matchAll(/^\s*"([^"]+)":/gm)].map((found) => found[1] ?? '');
        expect(keys, `${language}/${file}: one key a line`).toHaveLength(new Set(keys).size);
        expect(new Set(keys), `${language}/${file}`).toEqual(new Set(Object.keys(JSON.parse(text) as Catalogue)));
      }
    }
  });

  it('French: the programme’s name stands where any name fits, « Les Éclaireurs » too', () => {
    // « de » and « à » would melt into its article, and a verb would have to know how many it is.
    const broken = /(?<!\p{L})(?:de|à|dans|en|du|au) \{programme\}|^\{programme\} \p{L}/iu;
    for (const [file, catalogue] of fr) {
      for (const [key, text] of Object.entries(catalogue)) expect(text, `${file} ${key}`).not.toMatch(broken);
    }
  });

  it('are written as the house writes', () => {
    for (const [language, all] of [
      ['fr', fr],
      ['en', en]
    ] as const) {
      for (const [file, catalogue] of all) {
        for (const [key, text] of Object.entries(catalogue)) {
          const where = `${language}/${file} ${key}: ${text}`;
          expect(text.trim(), `empty or padded: ${where}`).toBe(text);
          expect(text.length, `empty: ${where}`).toBeGreaterThan(0);
          expect(words(text), `straight apostrophe: ${where}`).not.toMatch(/'/);
          expect(words(text), `exclamation mark: ${where}`).not.toMatch(/!/);
          expect(words(text), `em dash: ${where}`).not.toMatch(/—/);
          expect(words(text), `emoji: ${where}`).not.toMatch(/\p{Extended_Pictographic}/u);
          expect(words(text), `three dots for an ellipsis: ${where}`).not.toMatch(/\.\.\./);
          expect(words(text), `double space: ${where}`).not.toMatch(/ {2}/);
        }
      }
    }
  });

  it('French keeps its spaces: U+00A0 before « : » and inside « », U+202F before ; ? !', () => {
    for (const [file, catalogue] of fr) {
      for (const [key, text] of Object.entries(catalogue)) {
        const where = `${file} ${key}: ${text}`;
        const plain = words(text)
          .replace(/https?:\/\/\S*/g, '')
          .replace(/\d:\d/g, '');
        expect(plain, `colon: ${where}`).not.toMatch(/[^\u00a0]:(?!\/\/)/);
        expect(plain, `opening quotation mark: ${where}`).not.toMatch(/«(?!\u00a0)/);
        expect(plain, `closing quotation mark: ${where}`).not.toMatch(/[^\u00a0]»/);
        expect(plain, `; ? : ${where}`).not.toMatch(/[^\u202f][;?](?!\w)/);
        expect(plain, `percent: ${where}`).not.toMatch(/[^\u00a0]%/);
        expect(plain, `hour: ${where}`).not.toMatch(/\d h\b/);
      }
    }
  });
});

describe('what the server may refuse', () => {
  // Codes of fail("…") in the features and at the door of HTTP. Those of the command line and of the machine have no reader here.
  const machine = /^(?:append_file|app|cli|config|file|geo|jobs|keys|locales|mail|test|time|usage)\.|^links\.in_use$/;
  const refusals = (folder: string): string[] =>
    readdirSync(folder).flatMap((name) => {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) return refusals(path);
      if (!/\.cpp$/.test(name) || /_test\.cpp$/.test(name)) return [];
      const text = readFileSync(path, 'utf8');
      return [...text.matchAll(/\bfail(?:_at)?\([^;]{0,160}?"([a-z]+\.[a-z_]*[a-z])"/g)].map((found) => found[1] ?? '');
    });
  const codes = [
    ...new Set(['features', 'platform/http'].flatMap((room) => refusals(join(root, 'server', room))))
  ].sort();

  it('is said in words', () => {
    const said = new Set([...fr.values()].flatMap((catalogue) => Object.keys(catalogue)));
    expect(codes.filter((code) => !machine.test(code) && !said.has(`problem.${code}`))).toEqual([]);
  });
});

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return sources(path);
    return /\.(?:svelte|ts)$/.test(name) && !/\.test\.ts$/.test(name) ? [path] : [];
  });
}

describe('keys in the code', () => {
  const all = new Set([...fr].filter(([file]) => !isServers(file)).flatMap(([, catalogue]) => Object.keys(catalogue)));
  const code = sources(join(root, 'web/src'))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  // Every quoted word that looks like a key of ours, and every prefix before ${…} or +.
  const quoted = new Set(
    [...code.matchAll(/['"`]([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+)['"`]/g)].map((found) => found[1] ?? '')
  );
  const prefixes = [
    ...[...code.matchAll(/`([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*\.)\$\{/g)].map((found) => found[1] ?? ''),
    ...[...code.matchAll(/'([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*\.)' \+/g)].map((found) => found[1] ?? '')
  ];

  it('exist in the catalogue', () => {
    const asked = [...code.matchAll(/\bt\(\s*['"`]([^'"`$]+)['"`]/g)].map((found) => found[1] ?? '');
    expect(asked.filter((key) => !all.has(key))).toEqual([]);
  });

  it('are all used', () => {
    const unused = [...all].filter((key) => !quoted.has(key) && !prefixes.some((prefix) => key.startsWith(prefix)));
    expect(unused).toEqual([]);
  });
});

describe('words that are loaded with their screens', () => {
  const parts = [
    'library',
    'directory',
    'settings',
    'figures',
    'trust',
    'pictures',
    'suggestion',
    'influence',
    'sharing',
    'problem',
    'two_steps',
    'tour',
    'my_file'
  ] as const;
  const rooms = {
    library: ['lib/features/content/', 'routes/(app)/library/'],
    directory: [
      'lib/features/people/directory/',
      'lib/features/people/changes/',
      'lib/features/people/structure/',
      'lib/features/charter/edit/',
      'routes/(app)/people/',
      'routes/(app)/changes/',
      'routes/(app)/programme/'
    ],
    settings: [
      'lib/features/content/suggest/RulesCard.svelte',
      'lib/features/people/directory/BackupCard.svelte',
      'lib/features/people/directory/SettingsForm.svelte',
      'lib/features/people/directory/WordsFields.svelte',
      'lib/features/people/directory/WordForms.svelte',
      'lib/features/people/directory/ExecutiveWords.svelte',
      'lib/features/people/directory/brand/',
      'lib/features/charter/edit/',
      'routes/(app)/settings/'
    ],
    figures: ['lib/features/figures/', 'routes/(app)/insight/'],
    trust: ['lib/features/privacy/', 'routes/(app)/trust/'],
    pictures: ['lib/features/influence/pictures/', 'routes/(app)/influence/pictures/', 'routes/(app)/shown/'],
    influence: ['lib/features/influence/', 'routes/(app)/influence/'],
    two_steps: ['lib/features/people/me/', 'lib/features/people/second-step/', 'routes/second-factor/'],
    tour: ['lib/features/tour/'],
    sharing: ['lib/features/sharing/', 'routes/(app)/shares/'],
    problem: [
      'lib/api/',
      'lib/features/people/second-step/',
      'lib/features/people/directory/brand/',
      'lib/features/people/directory/ImportPeople.svelte'
    ],
    my_file: ['lib/features/people/me/'],
    suggestion: ['lib/features/content/suggest/', 'routes/(app)/propose/', 'routes/(app)/suggestions/']
  };
  const source = join(root, 'web/src/');

  it.each(parts)('%s: no other screen says them', (part) => {
    const keys = Object.keys(fr.get(`${part}.json`) ?? {});
    const prefixes = [...new Set(keys.map((key) => key.split('.')[0]))].join('|');
    const said = new RegExp(`(?<![.\\w])(?:t|has)\\(\\s*['"\`](?:${prefixes})\\.`);
    const elsewhere = sources(source)
      .map((file) => [file.slice(source.length), readFileSync(file, 'utf8')] as const)
      .filter(([file, text]) => said.test(text) && !rooms[part].some((room) => file.startsWith(room)))
      .map(([file]) => file);
    expect(elsewhere).toEqual([]);
  });

  it.each([
    ['fr', fr, carriedInFrench],
    ['en', en, carriedInEnglish]
  ] as const)('the first visit carries neither them nor the server’s own, %s', (_language, all, carried) => {
    const left = [...all].filter(([file]) => isServers(file) || parts.some((part) => file === `${part}.json`));
    for (const [file, catalogue] of left)
      expect(
        Object.keys(catalogue).filter((key) => key in carried),
        file
      ).toEqual([]);
    expect(Object.keys(carried).length).toBeGreaterThan(300);
  });

  it.each([
    ['library', ['library', 'figures']],
    ['people', ['directory', 'problem']],
    ['programme', ['directory']],
    ['settings', ['settings', 'directory', 'problem']],
    ['shares', ['sharing']],
    ['insight', ['figures']],
    ['trust', ['trust', 'directory']],
    ['influence/pictures', ['pictures']],
    ['shown', ['pictures']],
    ['me', ['two_steps', 'my_file']]
  ])('/%s asks for them before it is drawn', (route, needed) => {
    const load = readFileSync(join(source, `routes/(app)/${route}/+layout.ts`), 'utf8');
    for (const part of needed) expect(load).toContain(`useWords('${part}')`);
  });
});
