// An organisation says its own words: once in the settings, then at once on the programme's page, in mails, the charter
// and the guide, in every form that a sentence asks for.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readFileSync } from 'node:fs';
import { join as path } from 'node:path';
import { invite, join, openCompany } from './lib/organisation.mjs';
import { root, startServer } from './lib/server.mjs';

const { defaults } = JSON.parse(readFileSync(path(root, 'tests/vectors/words.json'), 'utf8'));
const scouts = {
  member_feminine: 'éclaireuse', member_masculine: 'éclaireur', member_plural: 'éclaireuses et éclaireurs', member_short: 'éclaireurs',
  lead_feminine: 'animatrice', lead_masculine: 'animateur', lead_plural: 'animatrices et animateurs', lead_short: 'animation',
  programme: 'équipe', programme_gender: 'feminine', programme_elision: 'by_rule',
};
const insiders = { ...defaults.en, member: 'insider', member_plural: 'insiders', lead: 'HR partner', lead_plural: 'HR partners', programme: 'circle' };

let company, admin;
before(async () => {
  company = await openCompany();
  admin = company.administrator;
});
after(() => company?.close());

const settings = async () => {
  const { base_url, short_base_url, ...rest } = await admin.ask('GET', '/settings');
  assert.ok(base_url && short_base_url !== undefined);
  return rest;
};
const say = async (words) => admin.ask('PUT', '/settings', { ...(await settings()), words });
const anybody = () => company.server.client();

test('a programme starts with plain words, and none of them is ambassador', async () => {
  assert.deepEqual((await settings()).words, defaults);
  const { words } = await anybody().ask('GET', '/programme');
  assert.deepEqual(words, defaults);
  assert.doesNotMatch(JSON.stringify(words), /ambassad/i);
  assert.match((await anybody().ask('GET', '/charter?language=fr')).text, /^Rejoindre le programme, /);
});

test('changed once, they stand at once on the programme’s page, in the charter, the guide and the mails', async () => {
  const saved = await say({ fr: scouts, en: insiders });
  assert.deepEqual(saved.words, { fr: scouts, en: insiders });
  assert.deepEqual((await anybody().ask('GET', '/programme')).words, { fr: scouts, en: insiders });
  assert.match((await anybody().ask('GET', '/charter?language=fr')).text, /^Rejoindre l’équipe, c’est/);
  assert.match((await anybody().ask('GET', '/charter?language=en')).text, /^Joining the circle means/);
  assert.match((await company.awa.ask('GET', '/guide?language=fr')).text, /demandez aux animatrices et animateurs\./);
  assert.match((await company.ed.ask('GET', '/guide?language=en')).text, /ask an HR partner\./);
  await invite(company, ['p1@acieries.example']);
  const [mail] = company.mailbox.to('p1@acieries.example');
  assert.match(mail.text, /Vous quittez l’équipe quand vous voulez/);
  assert.match(mail.html, /Vous quittez l’équipe quand vous voulez/);
  assert.doesNotMatch(mail.text, /[{}]|le programme|du programme/);
});

test('a text of one’s own may say them between braces; the editor gets back what was written', async () => {
  const written = { language: 'fr', title: 'La charte {du programme}', text: '{Membres}, voici {nom}.\n\n- {Le programme} est à vous, dit {pilote}.\n- {inconnu} et {the programme} restent ainsi.' };
  const published = await admin.ask('PUT', '/charter', { texts: [written] });
  assert.equal(published.title, 'La charte de l’équipe');
  const read = await anybody().ask('GET', '/charter?language=fr');
  assert.equal(read.title, 'La charte de l’équipe');
  assert.equal(read.text, 'Éclaireuses et éclaireurs, voici Les Éclaireurs.\n\n- L’équipe est à vous, dit animatrice ou animateur.\n- {inconnu} et {the programme} restent ainsi.');
  const raw = await admin.ask('GET', '/charter?language=fr&words=as_written');
  assert.deepEqual([raw.title, raw.text], [written.title, written.text]);
  await admin.ask('PUT', '/guide', { guides: [{ language: 'fr', dos: ['Demander aux {pilotes} {du programme}'], donts: ['Parler pour les {membres}'], text: '{nom}' }] });
  assert.deepEqual(await company.awa.ask('GET', '/guide?language=fr'), { dos: ['Demander aux animatrices et animateurs de l’équipe'], donts: ['Parler pour les éclaireuses et éclaireurs'], text: 'Les Éclaireurs', country: null, version: 2 });
  assert.deepEqual((await admin.ask('GET', '/guide?language=fr&words=as_written')).dos, ['Demander aux {pilotes} {du programme}']);
});

test('a member who joins now accepts what the words say now', async () => {
  const tokens = await invite(company, ['p2@acieries.example']);
  const browser = await join(company, 'p2@acieries.example', tokens['p2@acieries.example']);
  assert.equal((await browser.ask('GET', '/me')).is_member, true);
});

test('a bad form is refused by its field, and nothing is half kept', async () => {
  for (const [language, form, value, code] of [
    ['fr', 'member_plural', 'é'.repeat(41), 'input.too_long'],
    ['fr', 'lead_short', 'deux\nlignes', 'input.bad_character'],
    ['en', 'programme', 'tab\there', 'input.bad_character'],
    ['fr', 'programme_gender', 'neuter', 'input.not_a_choice'],
    ['en', 'member_article', 'the', 'input.not_a_choice'],
  ]) {
    const words = structuredClone({ fr: scouts, en: insiders });
    words[language][form] = value;
    words.fr.member_short = 'autre';
    const problem = await admin.refused(422, 'PUT', '/settings', { ...(await settings()), words });
    assert.deepEqual(problem.errors.map(({ pointer }) => pointer), [`/words/${language}/${form}`]);
    assert.equal(problem.errors[0].code, code);
  }
  assert.deepEqual((await settings()).words, { fr: scouts, en: insiders });
});

test('40 letters are a form; an empty one is the first word again', async () => {
  const long = 'é'.repeat(40);
  const saved = await say({ fr: { ...scouts, member_plural: '', lead_short: '  animation  ', programme: long }, en: { ...insiders, member: '' } });
  assert.equal(saved.words.fr.member_plural, 'membres');
  assert.equal(saved.words.fr.lead_short, 'animation');
  assert.equal(saved.words.fr.programme, long);
  assert.equal(saved.words.en.member, 'member');
  const empty = (words) => Object.fromEntries(Object.keys(words).map((form) => [form, /_(?:gender|elision|article)$/.test(form) ? words[form] : '']));
  assert.deepEqual((await say({ fr: empty(defaults.fr), en: empty(defaults.en) })).words, defaults);
});

test('words are decided by who decides the settings', async () => {
  const body = { ...(await settings()), words: { fr: scouts, en: insiders } };
  for (const person of [company.awa, company.ed, company.lea]) {
    const { status } = await person.call('PUT', '/api/v1/settings', body);
    assert.ok(status === 403 || status === 404, String(status));
  }
  assert.deepEqual((await anybody().ask('GET', '/programme')).words, defaults);
});

test('executives read words of their own, on screens and in mails; all others read everybody’s', async () => {
  await say({ fr: scouts, en: insiders });
  const mine = { fr: { ...scouts, programme: 'dispositif', programme_gender: 'masculine' }, en: { ...insiders, programme: 'scheme' } };
  const hear = async (executive_words) => admin.ask('PUT', '/settings', { ...(await settings()), executive_words });
  const said = (await hear(mine)).executive_words;
  assert.deepEqual([said.fr.programme, said.fr.member_plural, said.en.programme, said.en.lead], ['dispositif', '', 'scheme', ''], 'what is everybody’s is left open');
  const { id } = (await admin.ask('GET', '/people?query=p3@acieries.example')).items[0];
  await admin.ask('PUT', `/people/${id}/roles`, { roles: ['executive'] });
  const tokens = await invite(company, ['p3@acieries.example', 'p4@acieries.example']);
  const mailTo = (name) => company.mailbox.to(`${name}@acieries.example`).at(-1);
  for (const part of ['text', 'html']) {
    assert.match(mailTo('p3')[part], /Vous quittez le dispositif quand vous voulez/);
    assert.match(mailTo('p4')[part], /Vous quittez l’équipe quand vous voulez/);
  }
  const executive = await join(company, 'p3@acieries.example', tokens['p3@acieries.example']);
  const wordsOf = async (who) => (await who.ask('GET', '/programme')).words;
  assert.deepEqual(await wordsOf(executive), mine);
  for (const other of [company.awa, admin, anybody()]) assert.deepEqual(await wordsOf(other), { fr: scouts, en: insiders });
  // The charter is one text for all who accept it.
  const charter = (who) => who.get('/api/v1/charter?language=fr').then(({ text }) => text);
  assert.equal(await charter(executive), await charter(company.awa));
  // A form that nobody chose for them follows everybody's.
  await say({ fr: { ...scouts, member_plural: 'vigies' }, en: insiders });
  assert.equal((await wordsOf(executive)).fr.member_plural, 'vigies');
  assert.equal((await wordsOf(executive)).fr.programme, 'dispositif');
  const empty = await hear({ ...mine, fr: { ...mine.fr, programme: '' } });
  assert.equal(empty.executive_words.fr.programme, '');
  assert.equal((await wordsOf(executive)).fr.programme, scouts.programme);
  const refused = await admin.refused(422, 'PUT', '/settings', { ...(await settings()), executive_words: { ...mine, fr: { ...mine.fr, programme: 'deux\nlignes' } } });
  assert.deepEqual(refused.errors.map(({ pointer }) => pointer), ['/executive_words/fr/programme']);
  assert.equal((await hear(null)).executive_words, null);
  assert.deepEqual(await wordsOf(executive), await wordsOf(company.awa));
  await say({ fr: scouts, en: insiders });
  assert.equal((await hear({ fr: scouts, en: insiders })).executive_words, null, 'the same words are no others');
});

test('they outlive a restart', async () => {
  await say({ fr: scouts, en: defaults.en });
  const { folder, database, port } = company.server;
  await company.server.halt();
  company.server = await startServer({ folder, database, port, config: company.mailbox.config });
  assert.deepEqual((await anybody().ask('GET', '/programme')).words, { fr: scouts, en: defaults.en });
});
