import type { EnglishWords, FrenchWords, Words } from '#lib/api';

// What the organisation calls its members, its leads and its programme, bent for the sentence that asks: the rules of
// server/features/people/words/rules.cpp, held to them by tests/vectors/words.json.

/** The words every programme starts with. */
export const firstWords: Words = {
  fr: {
    member_feminine: 'membre',
    member_masculine: 'membre',
    member_plural: 'membres',
    member_short: 'membre',
    lead_feminine: 'pilote',
    lead_masculine: 'pilote',
    lead_plural: 'pilotes',
    lead_short: 'pilote',
    programme: 'programme',
    programme_gender: 'masculine',
    programme_elision: 'by_rule'
  },
  en: {
    member: 'member',
    member_plural: 'members',
    member_article: 'by_rule',
    lead: 'lead',
    lead_plural: 'leads',
    lead_article: 'by_rule',
    programme: 'programme'
  }
};

/** What somebody who writes a text puts between braces; the server fills them in. */
export const placeholders: Readonly<Record<keyof Words, readonly string[]>> = {
  fr: ['membre', 'membres', 'pilote', 'pilotes', 'le programme', 'du programme', 'au programme', 'ce programme', 'nom'],
  en: ['member', 'a member', 'members', 'lead', 'a lead', 'leads', 'the programme', 'this programme', 'name']
};

// Nouns with an aspirated h that a programme could be called by; « l’ » goes before all the others.
const aspirated = new Set(
  (
    'hackathon hall halle halo halte hamac hameau handball hangar happening harde harpe hasard hate hauban hausse ' +
    'haut hauteur havre heraut heron heros hetre hibou hit hobby hockey horde hors hotte houle houppe hourra hub ' +
    'hublot huche huit huitaine hune hussard hutte'
  ).split(' ')
);
// Words that begin with a vowel and keep their article whole.
const unelided = new Set(['onze', 'onzieme', 'oui', 'ouistiti', 'uhlan', 'ululation']);

/** The first word without capitals and accents; empty where the text begins with anything else. */
function firstWord(text: string): string {
  const folded = text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae');
  return /^[a-z]*/.exec(folded.trim())?.[0] ?? '';
}

/** Whether French writes « l’ » before this word. */
export function isElided(text: string): boolean {
  const word = firstWord(text);
  if (word.startsWith('h')) return !aspirated.has(word);
  // l’ypérite, but le yoga and le yacht.
  if (word.startsWith('y')) return /^y[^aeiou]/.test(word);
  return /^[aeiou]/.test(word) && !unelided.has(word);
}

/** Whether letters leave open which article it is: an h may be silent or not, a y may be said either way. */
export function isArticleOpen(text: string): boolean {
  return /^[hy]/.test(firstWord(text));
}

/** "a" or "an", as it is spoken. */
export function indefiniteArticle(text: string): 'a' | 'an' {
  // Letters said one by one: an F, an H, an MVP.
  const letters = /^[A-Za-z]*/.exec(text)?.[0] ?? '';
  if (/^[A-Z]{2,}$/.test(letters)) return /^[AEFHILMNORSX]/.test(letters) ? 'an' : 'a';
  const word = firstWord(text);
  if (/^(?:heir|honest|honou?r|hour)/.test(word)) return 'an';
  // Said with a y or a w: a user, a university, a European, a one-off; but an uninformed.
  if (/^uni[nm]/.test(word)) return 'an';
  if (/^(?:eu|ewe|once|uni|ubi|use|usu|uti)|^one$/.test(word)) return 'a';
  return /^[aeiou]/.test(word) ? 'an' : 'a';
}

type Parameters = Record<string, string>;

function french(w: FrenchWords): Parameters {
  const elided = w.programme_elision === 'elided' || (w.programme_elision === 'by_rule' && isElided(w.programme));
  const feminine = w.programme_gender === 'feminine';
  const either = (a: string, b: string) => (a === b ? a : `${a} ou ${b}`);
  const noun = (beforeVowel: string, la: string, le: string) =>
    (elided ? beforeVowel : feminine ? la : le) + w.programme;
  return {
    member: either(w.member_feminine, w.member_masculine),
    members: w.member_plural,
    member_short: w.member_short,
    lead: either(w.lead_feminine, w.lead_masculine),
    leads: w.lead_plural,
    lead_short: w.lead_short,
    the_programme: noun('l’', 'la ', 'le '),
    of_the_programme: noun('de l’', 'de la ', 'du '),
    to_the_programme: noun('à l’', 'à la ', 'au '),
    this_programme: noun(feminine ? 'cette ' : 'cet ', 'cette ', 'ce ')
  };
}

function english(w: EnglishWords): Parameters {
  const one = (word: string, article: EnglishWords['member_article']) =>
    `${article === 'by_rule' ? indefiniteArticle(word) : article} ${word}`;
  return {
    member: w.member,
    a_member: one(w.member, w.member_article),
    members: w.member_plural,
    member_short: w.member,
    lead: w.lead,
    a_lead: one(w.lead, w.lead_article),
    leads: w.lead_plural,
    lead_short: w.lead,
    the_programme: `the ${w.programme}`,
    of_the_programme: `of the ${w.programme}`,
    to_the_programme: `to the ${w.programme}`,
    this_programme: `this ${w.programme}`
  };
}

function capital(text: string): string {
  const [first = '', ...rest] = text;
  return first.toUpperCase() + rest.join('');
}

/** What every message may ask for without being given it; "Members" begins with a capital. */
export function parametersOf(words: Words, language: keyof Words): Readonly<Parameters> {
  const forms = language === 'fr' ? french(words.fr) : english(words.en);
  const capitals = Object.entries(forms).map(([name, text]) => [capital(name), capital(text)]);
  return { ...forms, ...(Object.fromEntries(capitals) as Parameters) };
}

/** What everyone will read: a few sentences of this language, whatever language the screen speaks. */
export function exampleOf(words: Words, language: keyof Words): string {
  const own = parametersOf(words, language);
  const say = (name: string) => own[name] ?? '';
  return language === 'fr'
    ? `Déjà ${say('member')}\u202f? Les ${say('members')} se retrouvent ici. Une question\u00a0: écrivez aux ${say('leads')} ${say('of_the_programme')}. On quitte ${say('the_programme')} quand on veut. Rôle\u00a0: ${say('member_short')}, ${say('lead_short')}.`
    : `Already ${say('a_member')}? ${say('Members')} meet here. A question: ask ${say('a_lead')} ${say('of_the_programme')}. Anyone may leave ${say('the_programme')} at any time.`;
}

/** Nothing of their own yet: each text empty, each choice as the others have it. */
export function nothingOwn(first: Words): Words {
  const empty = <T extends object>(forms: T): T =>
    Object.fromEntries(
      Object.entries(forms).map(([name, form]) => [
        name,
        /_(?:gender|elision|article)$/.test(name) ? (form as string) : ''
      ])
    ) as T;
  return { fr: empty(first.fr), en: empty(first.en) };
}

/**
 * What is being written, with the words it stands on where nothing is written yet: as the server will keep it. Where a
 * noun is theirs, so are its gender and articles.
 */
export function settled(words: Words, base: Words = firstWords): Words {
  const fill = <T extends object>(given: T, first: T): T =>
    Object.fromEntries(
      Object.entries(first).map(([name, word]) => {
        const form = String(given[name as keyof T])
          .replace(/\s+/g, ' ')
          .trim();
        return [name, form === '' ? word : form];
      })
    ) as T;
  const all = { fr: fill(words.fr, base.fr), en: fill(words.en, base.en) };
  if (all.fr.programme === base.fr.programme) {
    all.fr.programme_gender = base.fr.programme_gender;
    all.fr.programme_elision = base.fr.programme_elision;
  }
  if (all.en.member === base.en.member) all.en.member_article = base.en.member_article;
  if (all.en.lead === base.en.lead) all.en.lead_article = base.en.lead_article;
  return all;
}
