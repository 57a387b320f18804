// From the field: a member proposes, an editor decides, the proposer sees each stage; trust earned and ended; four eyes.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { findPerson, openCompany } from './lib/organisation.mjs';
import { serveSite } from './lib/pages.mjs';
import { picture } from '../security/lib/pictures.mjs';
import { storyInput } from '../security/lib/stories.mjs';
import { eventually } from './lib/server.mjs';

let company, site;
before(async () => {
  site = await serveSite({
    '/four': '<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Le four électrique</title><meta name="description" content="Un an sans charbon."></head><body>x</body></html>',
    '/direct': '<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Depuis l’atelier</title></head><body>x</body></html>',
  });
  company = await openCompany();
});
after(async () => {
  await company?.close();
  await site?.close();
});

const input = (change) => ({ address: null, title: null, words: null, picture_id: null, ...change });
const propose = (who, change) => who.once('POST', '/suggestions', input(change));
const mine = async (who, id) => (await who.ask('GET', '/me/suggestions')).items.find((item) => item.id === id);
const decide = (who, id, decision, reason = null) => who.ask('POST', `/suggestions/${id}/decision`, { decision, reason });

describe('a suggestion', () => {
  test('of an address: its page is read, an editor keeps it, publishes it, and its proposer sees each stage', async () => {
    const { id, stage } = await propose(company.awa, { address: `${site.url}/four`, words: 'Notre atelier y est.', named: true });
    assert.equal(stage, 'received');
    const waiting = await eventually('its page is read', async () => {
      const { items } = await company.ed.ask('GET', '/suggestions');
      const item = items.find((each) => each.id === id);
      return item.title === 'Le four électrique' && item;
    }, 20_000);
    assert.equal(waiting.proposer_name, 'Awa Diallo');
    assert.equal(waiting.summary, 'Un an sans charbon.');
    const { story_id } = await decide(company.ed, id, 'kept');
    assert.equal((await mine(company.awa, id)).stage, 'looked_at');
    await company.paul.refused(404, 'GET', `/stories/${story_id}`);
    const draft = await company.ed.ask('GET', `/stories/${story_id}`);
    assert.deepEqual([draft.title, draft.why, draft.author_name], ['Le four électrique', 'Notre atelier y est.', 'Awa Diallo']);
    await company.ed.ask('POST', `/stories/${story_id}/publication`);
    const after = await mine(company.awa, id);
    assert.deepEqual([after.stage, after.story_id, after.fresh], ['published', story_id, true]);
    assert.deepEqual((await company.paul.ask('GET', `/stories/${story_id}`)).proposed_by, { name: 'Awa Diallo' });
    // Proposed again: it is here already, and said so.
    const again = await company.paul.refused(409, 'POST', '/suggestions', input({ address: `${site.url}/four` }), { headers: { 'idempotency-key': randomUUID() } });
    assert.equal(again.code, 'suggestion.offered_already');
  });

  test('of a photo: drawn anew, shown to the editor, refused with the reason its proposer reads, taken back', async () => {
    const photo = await company.paul.ask('POST', '/suggestions/pictures', picture(), { type: 'image/png' });
    const { id } = await propose(company.paul, { picture_id: photo.id });
    const shown = (await company.ed.ask('GET', '/suggestions')).items.find((item) => item.id === id);
    assert.deepEqual([shown.ready, shown.picture.id], [false, photo.id]);
    assert.equal((await company.ed.refused(409, 'POST', `/suggestions/${id}/decision`, { decision: 'published', reason: null })).code, 'suggestion.title_needed');
    assert.equal((await company.ed.refused(422, 'POST', `/suggestions/${id}/decision`, { decision: 'refused', reason: ' ' })).errors[0].code, 'suggestion.reason_needed');
    await decide(company.ed, id, 'refused', 'On y reconnaît quelqu’un.');
    assert.deepEqual([(await mine(company.paul, id)).stage, (await mine(company.paul, id)).reason], ['refused', 'On y reconnaît quelqu’un.']);
    await company.ed.ask('DELETE', `/suggestions/${id}/decision`);
    assert.deepEqual([(await mine(company.paul, id)).stage, (await mine(company.paul, id)).reason], ['received', null]);
    await company.paul.ask('DELETE', `/suggestions/${id}`);
    assert.equal(await mine(company.paul, id), undefined);
    assert.equal((await company.paul.get(photo.url)).status, 404, 'the photo is gone with it');
  });

  test('is its proposer’s and the editors’', async () => {
    const { id } = await propose(company.awa, { words: 'À nous' });
    await company.paul.refused(404, 'DELETE', `/suggestions/${id}`);
    await company.paul.refused(404, 'GET', '/suggestions');
    await company.paul.refused(404, 'POST', `/suggestions/${id}/decision`, { decision: 'kept', reason: null });
    await company.administrator.refused(404, 'GET', '/me/suggestions');
    await company.awa.ask('DELETE', `/suggestions/${id}`);
  });
});

test('trust is earned after three, used, ended by a lead, and stands in the change log without a name', async () => {
  assert.equal((await company.awa.refused(409, 'POST', '/suggestions', input({ words: 'Trop tôt', publish: true }), { headers: { 'idempotency-key': randomUUID() } })).code, 'suggestion.not_trusted');
  for (const words of ['Deux', 'Trois']) await decide(company.ed, (await propose(company.awa, { words })).id, 'published');
  const page = await company.awa.ask('GET', '/me/suggestions');
  assert.deepEqual([page.may_publish, page.trust_news], [true, 'given']);
  await company.awa.ask('DELETE', '/me/suggestions/news');
  assert.equal((await company.awa.ask('GET', '/me/suggestions')).trust_news, null);
  const direct = await propose(company.awa, { address: `${site.url}/direct`, publish: true });
  assert.deepEqual([direct.stage, direct.title], ['published', 'Depuis l’atelier']);
  assert.equal((await company.paul.ask('GET', `/stories/${direct.story_id}`)).title, 'Depuis l’atelier');

  await company.ed.refused(404, 'GET', '/contributors');
  const [contributor] = await company.lea.ask('GET', '/contributors');
  assert.equal(contributor.name, 'Awa Diallo');
  await company.lea.ask('DELETE', `/contributors/${contributor.id}`);
  assert.deepEqual([(await company.awa.ask('GET', '/me/suggestions')).may_publish, (await company.awa.ask('GET', '/me/suggestions')).trust_news], [false, 'ended']);
  const { items } = await company.lea.ask('GET', '/changes?topic=contributors');
  assert.deepEqual(items.map(({ action, by, by_machine, person }) => [action, by, by_machine, person]), [
    ['contributor.ended', 'Lea Berger', false, null],
    ['contributor.trusted', null, true, null],
  ]);
  await company.lea.ask('PUT', `/contributors/${contributor.id}`);
  assert.equal((await company.awa.ask('GET', '/me/suggestions')).may_publish, true);
});

test('four eyes: whoever wrote it does not publish it, and a trusted contributor waits for a second person', async () => {
  await company.lea.refused(404, 'PUT', '/library/rules', { four_eyes: true, trusted_after: 3 });
  assert.deepEqual(await company.lea.ask('GET', '/library/rules'), { four_eyes: false, trusted_after: 3 });
  await company.administrator.ask('PUT', '/library/rules', { four_eyes: true, trusted_after: 3 });
  const story = await company.ed.ask('POST', '/stories', storyInput({ title: 'De la main d’Ed' }));
  const problem = await company.ed.refused(409, 'POST', `/stories/${story.id}/publication`);
  assert.equal(problem.code, 'story.second_person_publishes');
  assert.equal((await company.lea.ask('GET', `/stories/${story.id}`)).awaits, 'you');
  await company.lea.ask('POST', `/stories/${story.id}/publication`);
  assert.equal((await company.lea.refused(409, 'PUT', `/stories/${story.id}`, storyInput({ title: 'Vite changé' }))).code, 'story.withdraw_first');

  const held = await propose(company.awa, { words: 'Retenu pour une relecture', publish: true });
  assert.deepEqual([held.stage, held.held], ['received', true]);
  await decide(company.ed, held.id, 'published');
  assert.equal((await mine(company.awa, held.id)).stage, 'published');
  await company.administrator.ask('PUT', '/library/rules', { four_eyes: false, trusted_after: 0 });
  assert.equal((await company.awa.ask('GET', '/me/suggestions')).may_publish, false, 'off is off for everybody');
});

test('the phone’s share sheet: the manifest names where, and without the worker the words are led on', async () => {
  const manifest = JSON.parse((await company.server.client().get('/manifest.webmanifest')).text);
  assert.equal(manifest.share_target.action, '/propose/shared');
  const form = '--b\r\ncontent-disposition: form-data; name="title"\r\n\r\nÀ lire\r\n--b--\r\n';
  const answer = await company.server.client().call('POST', '/propose/shared', form, { type: 'multipart/form-data; boundary=b' });
  assert.equal(answer.status, 303);
  assert.equal(answer.headers.location, '/propose#title=%C3%80%20lire&text=&url=');
});

test('promise_1_leaving_takes_what_nobody_took_up_and_the_name_from_the_rest', async () => {
  const { id } = await propose(company.awa, { words: 'Encore à trier' });
  const person = await findPerson(company.administrator, 'awa@acieries.example');
  const exported = await company.awa.ask('GET', '/me/export');
  assert.match(JSON.stringify(exported), /Encore à trier/);
  await company.awa.call('DELETE', '/api/v1/me/membership', { confirm: true });
  assert.ok(!(await company.ed.ask('GET', '/suggestions')).items.some((item) => item.id === id));
  const { items } = await company.ed.ask('GET', '/suggestions?state=decided');
  assert.ok(items.length > 3);
  assert.ok(items.every((item) => item.proposer_name !== 'Awa Diallo'));
  assert.deepEqual(await company.lea.ask('GET', '/contributors'), []);
  await company.lea.refused(404, 'DELETE', `/contributors/${person.id}`);
});
