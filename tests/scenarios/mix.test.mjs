// The mix of useful and company stories, a story in several languages, the guide of a country and the words it advises
// against: as editors, leads and members meet them.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { draft, publish, shareInput } from '../security/lib/stories.mjs';
import { openCompany } from './lib/organisation.mjs';

let company, admin;
before(async () => {
  company = await openCompany();
  admin = company.administrator;
});
after(() => company?.close());
const mix = () => company.ed.ask('GET', '/mix');
const publication = (story) => `/stories/${story.id}/publication`;
const settings = async (change) => admin.ask('PUT', '/settings', { ...(await admin.ask('GET', '/settings')), ...change });

test('promise_8_beyond_the_mix_an_editor_is_asked_or_stopped_as_the_organisation_decided', async () => {
  for (let at = 0; at < 4; ++at) await publish(company.ed, { title: `Utile ${at}`, kind: at ? 'video' : 'article' });
  assert.deepEqual([(await mix()).company_room, (await mix()).ceiling], [1, 'asks']);
  await publish(company.ed, { title: 'Une offre', stance: 'company', stance_tag: 'offers', objective: 'sales' });
  const second = await draft(company.ed, { title: 'Une autre offre', stance: 'company' });
  assert.equal((await company.ed.refused(409, 'POST', publication(second))).code, 'content.mix_above');
  assert.equal((await company.ed.ask('GET', `/stories/${second.id}`)).state, 'draft');
  await settings({ mix_ceiling: 'stops' });
  const now = await mix();
  assert.deepEqual([now.useful, now.company, now.company_room, now.useful_needed, now.ceiling], [4, 1, 0, 4, 'stops']);
  assert.deepEqual(now.kinds, [{ kind: 'article', count: 2 }, { kind: 'video', count: 3 }]);
  assert.ok(now.missing_kinds.includes('event') && !now.missing_kinds.includes('video'));
  const stopped = await company.ed.refused(409, 'POST', publication(second), { above_ceiling_confirmed: true });
  assert.equal(stopped.code, 'content.mix_stopped');
  await publish(company.ed, { title: 'Ce qui est utile ne se heurte à rien' });
  await settings({ mix_ceiling: 'asks' });
  const published = await company.ed.ask('POST', publication(second), { above_ceiling_confirmed: true });
  assert.equal(published.state, 'published');
});

test('promise_8_what_is_supplied_what_members_share_and_what_i_share_stay_apart', async () => {
  const story = await publish(company.ed, { title: 'À partager' });
  const before = [await mix(), (await company.paul.ask('GET', '/figures')).block, (await company.paul.ask('GET', '/influence')).mix];
  const { share } = await company.awa.once('POST', '/shares', shareInput(story));
  assert.equal(share.network, 'linkedin');
  const own = (await company.awa.ask('GET', '/influence')).mix;
  assert.deepEqual([own.days, own.useful, own.company], [30, 1, 0]);
  const then = [await mix(), (await company.paul.ask('GET', '/figures')).block, (await company.paul.ask('GET', '/influence')).mix];
  assert.deepEqual(then, before, 'a share moves only its author’s own mix');
});

test('a story is offered, and shared, in a language that one reads; who reads none of them is offered the first, marked', async () => {
  const story = await publish(company.ed, {
    title: 'Le laminoir de nuit', address: 'https://acier.example/laminoir',
    originals: [{ language: 'en', title: 'The mill at night', summary: 'Six hours.', address: 'https://acier.example/en/mill', site_name: null }],
  });
  const seen = async (client) => client.ask('GET', `/stories/${story.id}`);
  assert.equal((await seen(company.awa)).title, 'Le laminoir de nuit');
  const preferences = (await company.paul.ask('GET', '/me')).preferences;
  await company.paul.ask('PUT', '/me/preferences', { ...preferences, languages: ['en'] });
  const english = await seen(company.paul);
  assert.deepEqual([english.title, english.language, english.foreign, english.address], ['The mill at night', 'en', false, 'https://acier.example/en/mill']);
  assert.deepEqual(english.originals.map(({ language, title }) => [language, title]), [['fr', 'Le laminoir de nuit']]);
  assert.equal((await company.paul.ask('GET', '/stories?query=mill')).items[0].id, story.id);
  const { share } = await company.paul.once('POST', '/shares', shareInput(story));
  const led = await fetch(share.link, { redirect: 'manual', headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0' } });
  assert.match(led.headers.get('location'), /^https:\/\/acier\.example\/en\/mill/);
  assert.equal((await company.paul.ask('GET', '/shares')).items[0].story_title, 'The mill at night');
  await company.paul.ask('PUT', '/me/preferences', { ...preferences, languages: ['de'] });
  const foreign = await seen(company.paul);
  assert.deepEqual([foreign.title, foreign.foreign], ['Le laminoir de nuit', true]);
  await company.paul.ask('PUT', '/me/preferences', preferences);
  const refused = await company.ed.refused(422, 'POST', '/stories', { ...bare('Deux fois le français'), originals: [{ language: 'fr', title: 'x', summary: '', address: 'https://acier.example/x', site_name: null }] });
  assert.deepEqual([refused.errors[0].pointer, refused.errors[0].code], ['/originals/0/language', 'content.original_language_twice']);
});
const bare = (title) => ({
  address: 'https://acier.example/bare', title, kind: 'article', stance: 'useful', language: 'fr', languages: [], theme_ids: [], group_ids: [], site_ids: [], variants: [],
});

test('a guide of a country holds for who works there, the general one for the others', async () => {
  const written = await company.lea.ask('PUT', '/guide', { country: 'GB', guides: [{ language: 'en', dos: ['Name the brand.'], donts: [], text: '' }] });
  assert.deepEqual([written.country, written.version], ['GB', 1]);
  const british = await company.ed.ask('GET', '/guide');
  assert.deepEqual([british.country, british.version, british.dos], ['GB', 1, ['Name the brand.']]);
  const french = await company.awa.ask('GET', '/guide');
  assert.deepEqual([french.country, french.version], [null, 1]);
  const { id } = await publish(company.ed, { title: 'Avec quel guide' });
  assert.equal((await company.ed.ask('GET', `/stories/${id}/composer`)).guide.country, 'GB');
  assert.equal((await company.awa.ask('GET', `/stories/${id}/composer`)).guide.country, null);
  assert.deepEqual(await company.lea.ask('GET', '/guide/countries'), ['GB']);
  await company.lea.ask('DELETE', '/guide/countries/GB');
  assert.equal((await company.ed.ask('GET', '/guide')).country, null);
  const versions = await company.lea.ask('GET', '/guide/versions?country=GB');
  assert.deepEqual(versions.map(({ version, ended, author_name }) => [version, ended, author_name]), [[2, true, 'Lea Berger'], [1, false, 'Lea Berger']]);
  assert.equal((await company.lea.refused(422, 'PUT', '/guide', { country: 'XQ', guides: [{ language: 'en', dos: [], donts: [], text: '' }] })).errors[0].pointer, '/country');
  await company.awa.refused(404, 'GET', '/guide/versions');
  const log = (await admin.ask('GET', '/changes?topic=charter')).items;
  assert.deepEqual(log.slice(0, 2).map(({ action, name, by }) => [action, name, by]), [['guide.ended', 'GB', 'Lea Berger'], ['guide.changed', 'GB', 'Lea Berger']]);
});

test('words to avoid are pointed at in the composer of whom they concern, and stop nobody', async () => {
  const words = [
    { language: 'fr', country: null, word: 'leader*', reason: 'On se compare au lieu de raconter.', instead: 'reconnu' },
    { language: 'fr', country: 'GB', word: 'tonne', reason: 'Ici on compte autrement.', instead: '' },
    { language: 'en', country: null, word: 'best in class', reason: 'Nobody believes it.', instead: '' },
  ];
  const saved = await company.lea.ask('PUT', '/avoided-words', { words });
  assert.equal(saved.words.length, 3);
  const story = await publish(company.ed, { title: 'Des mots' });
  const offered = async (client) => (await client.ask('GET', `/stories/${story.id}/composer`)).words_to_avoid.map(({ word }) => word).sort();
  assert.deepEqual(await offered(company.awa), ['leader*']);
  assert.deepEqual(await offered(company.ed), ['best in class', 'leader*', 'tonne'], 'who works in London and reads English, of a French story');
  const { share } = await company.awa.once('POST', '/shares', shareInput(story, { text: 'Nous sommes les leaders.' }));
  assert.equal(share.text, 'Nous sommes les leaders.');
  await company.ed.refused(404, 'PUT', '/avoided-words', { words: [] });
  await company.awa.refused(404, 'GET', '/avoided-words');
  const refused = await company.lea.refused(422, 'PUT', '/avoided-words', { words: [words[0], { ...words[0], word: 'Leader*' }] });
  assert.deepEqual([refused.errors[0].pointer, refused.errors[0].code], ['/words/1/word', 'charter.word_twice']);
  assert.equal((await company.lea.ask('GET', '/avoided-words')).words.length, 3, 'nothing of a refused list is kept');
});
