// Twin worlds (promises.md 4, 12, 15, 16): two organisations that are equal but for what one person did. Whatever
// anybody else asks, the answers are the same bytes: every address of the contract in every role, the files that are
// exported, the mails of others, what streams tell, the log and the metrics. A person's silence, no, membership and
// leaving can be read by that person only.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { essaim } from './lib/cli.mjs';
import { routes } from './lib/contract.mjs';
import { tokenIn } from './lib/mailbox.mjs';
import { findPerson, header } from './lib/organisation.mjs';
import { eventually, startServer } from './lib/server.mjs';
import { ask } from '../security/lib/stores.mjs';
import { difference, listen, mask, Original, readable, statement } from './lib/twins.mjs';

const sam = 'sam.lequellec@helianne.example';
const decoy = 'dominique.rio@helianne.example';
const unlisted = 'zelie.morel@helianne.example';
const noa = 'noa.cariou@helianne.example';
const password = 'un long mot de passe 42';
/** Who looks, and the role by which they look; Noa, a member, is looked at. */
const eyes = { visitor: null, member: 'ines', editor: 'tom', lead: 'mael', recruiter: 'rec', executive: 'exe', 'data-protection': 'dpo', administrator: 'claire' };

let original, subjects, link;
const cookies = {};

async function joinByLink(server, administrator, email, { roles = [] } = {}) {
  const listed = await administrator.ask('POST', '/people', { name: nameOf(email), email, language: 'fr', group_path: 'Territoires > Mobilité', site: 'Rennes', country: 'FR', time_zone: 'Europe/Paris', job_family: null, status: 'employee', ends_on: null });
  if (roles.length) await administrator.ask('PUT', `/people/${listed.id}/roles`, { roles });
  const { url } = await administrator.ask('POST', `/people/${listed.id}/invitation-link`);
  const browser = server.client();
  const { version } = await browser.ask('GET', '/charter?language=fr');
  await browser.ask('POST', '/invitations/acceptance', { token: tokenIn({ text: url }, '/invitation'), charter_version: version, language: 'fr' });
  return browser;
}
const nameOf = (email) => email.split('@')[0].split('.').map((word) => word[0].toUpperCase() + word.slice(1)).join(' ');

before(async () => {
  const server = await startServer({ arguments: ['--demo'], wait: false });
  await eventually('the demo is filled', async () => {
    if (server.child.exitCode !== null) throw new Error(server.output());
    return (await server.client().get('/readyz').catch(() => ({ status: 0 }))).status === 200;
  }, 300_000);
  const people = {};
  for (const { email, password: word } of (await server.client().ask('GET', '/programme')).demo_logins) {
    const name = email.split('.')[0];
    people[name] = server.client();
    await people[name].ask('POST', '/session', { email, password: word });
  }
  const { claire, tom } = people;
  const settings = await claire.ask('GET', '/settings');
  const shown = ['base_url', 'short_base_url'];
  await claire.ask('PUT', '/settings', { ...Object.fromEntries(Object.entries(settings).filter(([name]) => !shown.includes(name))), mail_domains: ['helianne.example'] });
  people.rec = await joinByLink(server, claire, 'rozenn.guegan@helianne.example', { roles: ['recruiter'] });
  people.exe = await joinByLink(server, claire, 'edern.vasseur@helianne.example', { roles: ['executive'] });
  people.dpo = await joinByLink(server, claire, 'perig.danigou@helianne.example', { roles: ['data-protection'] });
  people.noa = await joinByLink(server, claire, noa);
  for (const email of [sam, decoy]) await claire.ask('POST', '/people', { name: nameOf(email), email, language: 'fr', group_path: 'Territoires > Mobilité', site: 'Rennes', country: 'FR', time_zone: 'Europe/Paris', job_family: null, status: 'employee', ends_on: null });
  const stories = (await people.noa.ask('GET', '/stories?limit=20')).items;
  const first = async (path, by = claire) => { const list = await by.ask('GET', path); return (list.items ?? list)[0]?.id; };
  const share = (await people.noa.once('POST', '/shares', shareOf(stories[0].id))).share;
  link = share.link;
  subjects = { story: stories[0].id, other: stories[1].id, share: share.id, theme: await first('/themes', tom), source: await first('/sources', tom), group: await first('/groups'), mobility: (await claire.ask('GET', '/groups')).find(({ name }) => name === 'Mobilité').id, site: await first('/sites') };
  const sams = await findPerson(claire, sam);
  subjects.sam = sams.id;
  subjects.decoy = (await findPerson(claire, decoy)).id;
  for (const [name, { cookies: kept }] of Object.entries(people)) cookies[name] = kept;
  await server.halt();
  // A demo writes to nobody, and reads sources that are invented; here letters are read, and the sources can wait.
  statement(server, 'delete from demo_mark; update source set next_poll_at = null');
  original = new Original(server);
});
after(() => original?.drop());

const shareOf = (story, change = {}) => ({ story_id: story, network: 'linkedin', text: 'Ce que j’en retiens, en trois phrases à moi.', plain_link: false, mastodon_server: null, over_cap_confirmed: true, again_confirmed: true, ...change });

/** What is asked of each address that answers a GET: one line or many an address, all of whose ids exist. A route of tomorrow must have its line. */
const askings = () => {
  const { story, other, share, theme, source, group, site, sam: person } = subjects;
  const word = encodeURIComponent(sam);
  return {
    '/api/v1/programme': [''], '/api/v1/me': [''], '/api/v1/me/sessions': [''], '/api/v1/me/export': [''], '/api/v1/me/prepared-file': [''], '/api/v1/me/passkeys': [''],
    '/api/v1/outbox': [''], '/api/v1/first-steps': [''],
    '/api/v1/people': ['', '?limit=100', `?query=${word}`, '?query=Sam', '?query=zelie', `?group_id=${group}`],
    '/api/v1/groups': [''], '/api/v1/groups/{id}/ending': [{ id: group }], '/api/v1/sites': [''], '/api/v1/sites/{id}/ending': [{ id: site }],
    '/api/v1/zones': [''], '/api/v1/job-families': [''], '/api/v1/settings': [''], '/api/v1/backup': [''], '/api/v1/retention': [''],
    '/api/v1/changes': ['', '?topic=roles', '?topic=structure', '?topic=contributors', '?limit=100'], '/api/v1/changes/newest': [''],
    '/api/v1/trust': [''], '/api/v1/trust/register': [''], '/api/v1/trust/register.csv': ['', '?language=en'], '/api/v1/trust/accesses': ['', '?limit=100'],
    '/api/v1/brand/palette': ['?colour=%230a6b5e'], '/api/v1/marks/{id}': [{ id: story }],
    '/api/v1/charter': ['', '?language=en', '?words=as_written'], '/api/v1/guide': ['', '?language=en', '?words=as_written'],
    '/api/v1/guide/countries': [''], '/api/v1/guide/versions': ['', '?country=FR'], '/api/v1/avoided-words': [''],
    '/api/v1/themes': [''], '/api/v1/mix': [''], '/api/v1/sources': [''], '/api/v1/sources.opml': [''],
    '/api/v1/stories': ['', '?limit=100', '?state=draft', '?query=chaleur', '?query=Sam', `?theme_id=${theme}`],
    '/api/v1/stories/{id}': [{ id: story }, { id: other }], '/api/v1/stories/{id}/history': [{ id: story }, { id: other }], '/api/v1/stories/{id}/composer': [{ id: story }, { id: other }],
    '/api/v1/watch': ['', '?decision=kept', `?source_id=${source}`],
    '/api/v1/suggestions': ['', '?state=decided'], '/api/v1/me/suggestions': [''], '/api/v1/contributors': [''], '/api/v1/library/rules': [''],
    '/api/v1/shares': [''], '/api/v1/shares/{id}': [{ id: share }, { id: person }],
    '/api/v1/events': [], // its stream is open from before the act to the end
    '/api/v1/today': [''], '/api/v1/kept': [''], '/api/v1/influence': ['', '?period=1y'],
    '/api/v1/influence.csv': ['?table=days', '?table=shares&language=en'],
    '/api/v1/influence/pictures': [''], '/api/v1/influence/pictures/preview': ['', '?period=1y'],
    '/api/v1/influence/pictures/colleagues': ['?query=sam', '?query=personne'], '/api/v1/influence/shown/{code}': [{ code: 'none' }],
    '/api/v1/figures': [''], '/api/v1/figures.csv': ['', '?language=en'], '/api/v1/figures.xlsx': ['', '?language=en'],
  };
};
const addresses = () => Object.entries(askings()).flatMap(([path, lines]) => lines.map((line) => (typeof line === 'string' ? path + line : path.replaceAll(/\{(\w+)\}/g, (_, name) => line[name]))));
const beside = ['/healthz', '/readyz', '/brand.css', '/manifest.webmanifest', '/'];

/** Doors that a curious colleague would try with somebody's name in hand. */
const row = (email) => `${nameOf(email)},${email},fr,Territoires > Mobilité,Rennes,FR,Europe/Paris,,employee`;
const doors = () => [
  ['lead', 'POST', '/invitations', { person_ids: [subjects.sam], group_id: null, everybody: false, message: null }],
  ['lead', 'POST', '/invitations', { person_ids: [subjects.sam, subjects.decoy], group_id: null, everybody: false, message: 'Encore une fois.' }],
  ['administrator', 'POST', '/invitations', { person_ids: null, group_id: subjects.mobility, everybody: false, message: null }],
  ['administrator', 'POST', '/people/import-previews', [header, row(sam), row(unlisted), ''].join('\n'), 'text/csv'],
  ['administrator', 'POST', `/people/${subjects.sam}/invitation-link`],
  ['administrator', 'POST', `/people/${subjects.sam}/invitation-link`],
  ['administrator', 'POST', '/people', { name: 'Sam Le Quellec', email: sam, language: 'fr', group_path: null, site: null, country: null, time_zone: null, job_family: null, status: null, ends_on: null }],
  ['administrator', 'PATCH', `/people/${subjects.sam}`, { name: 'Sam Le Quellec' }],
  ['administrator', 'PUT', `/people/${subjects.sam}/roles`, { roles: ['editor'] }],
  ['administrator', 'PUT', `/people/${subjects.sam}/roles`, { roles: [] }],
  ['administrator', 'DELETE', `/people/${subjects.sam}/second-factor`],
  ['visitor', 'POST', '/join-requests', { email: sam, language: 'fr' }],
  ['visitor', 'POST', '/join-requests', { email: unlisted, language: 'fr' }],
  ['visitor', 'POST', '/sign-in-links', { email: sam }],
  ['visitor', 'POST', '/sign-in-links', { email: unlisted }],
  ['visitor', 'POST', '/session', { email: sam, password: 'pas le bon mot de passe' }],
  ['visitor', 'POST', '/session', { email: unlisted, password: 'pas le bon mot de passe' }],
  ...['Ce que j’en retiens, en trois phrases à moi.', 'Ce que j’en retiens en trois phrases, à moi !', 'Le secret de Noa, que personne ne lira.'].map((text) => ['member', 'POST', '/originality', { story_id: subjects.story, text }]),
  ['administrator', 'POST', '/people', { name: 'Zélie Morel', email: unlisted, language: 'fr', group_path: null, site: null, country: null, time_zone: null, job_family: null, status: null, ends_on: null }],
];
/** The id that such a door makes anew in each world. */
const newId = (path, { body }) => (['/people/import-previews', '/people'].includes(path) ? body?.id : null);

const work = `select count(*) from job where kind in ('people.send_wave', 'mail.deliver_soon') and dead_at is null union all select count(*) from outbox where sealed is not null`;
const settled = (server) => eventually('all that was set going is done', () => ask(server, work).every(([count]) => count === '0'), 60_000);

/** Lives through `act` and answers all that others then see, by name; `own` is what the person sees. */
async function live({ act, own }) {
  const since = Date.now();
  const world = await original.live();
  try {
    const { server } = world;
    const browser = (name) => {
      const client = server.client();
      if (name) client.cookies = new Map(cookies[name]);
      return client;
    };
    world.browser = browser;
    const streams = {};
    for (const [role, name] of Object.entries(eyes)) if (name) streams[role] = await listen(browser(name));
    await act(world);
    await settled(server);
    const mine = own ? await own(world) : '';
    const logFrom = server.output().length;
    const seen = {}, fresh = [];
    const look = async (when) => {
      for (const [role, name] of Object.entries(eyes)) {
        for (const path of [...addresses(), ...beside]) {
          const answer = await browser(name).get(path);
          seen[`${when}, ${role}: GET ${path}`] = `${answer.status} ${JSON.stringify(readable(answer.headers))}\n${answer.text}`;
        }
      }
      seen[`${when}, metrics`] = await world.metrics();
    };
    await look('afterwards');
    for (const [at, [role, method, path, body, type]] of doors().entries()) {
      const answer = await browser(eyes[role]).call(method, `/api/v1${path}`, body, { ...(type && { type }), headers: { 'idempotency-key': randomUUID() } });
      seen[`door ${at}, ${role}: ${method} ${path}`] = `${answer.status} ${JSON.stringify(readable(answer.headers))}\n${answer.text}`;
      const made = newId(path, answer);
      if (made) fresh.push(made);
    }
    // A change bears the word of its place in the chain, in which each act of a person stands as well: under the
    // organisation's key, which nobody can read.
    for (const { id, at } of (await browser('claire').ask('GET', '/changes?limit=100')).items) if (Date.parse(at) >= since) fresh.push(id);
    await settled(server);
    await look('after the doors');
    for (const [role, stream] of Object.entries(streams)) seen[`stream of ${role}`] = stream.end();
    const theirs = [sam, unlisted, noa, decoy];
    seen['mails of others'] = world.mailbox.mails.filter(({ to }) => !to.some((address) => theirs.includes(address))).map(({ to, subject, text }) => `${to}: ${subject}\n${text}`).sort().join('\n\n');
    seen.log = server.output().slice(logFrom);
    const run = { since, until: Date.now() };
    for (const [name, text] of Object.entries(seen)) seen[name] = mask(text, run, fresh);
    return { seen, mine: mask(mine, run) };
  } finally {
    await world.close();
  }
}

/** All that others see is the same in these worlds, and is not for the person. */
async function assertTwins(worlds) {
  const [[firstName, first], ...others] = Object.entries(worlds);
  for (let round = 0; ; ++round) {
    const day = new Date().getUTCDate();
    const one = await live(first);
    const found = [];
    for (const [name, world] of others) {
      const other = await live(world);
      assert.deepEqual(Object.keys(other.seen), Object.keys(one.seen));
      for (const [what, text] of Object.entries(one.seen)) {
        const differs = difference(text, other.seen[what]);
        if (differs) found.push(`“${firstName}” and “${name}” differ\n  ${what}\n     ${differs}`);
      }
      if (world.own) assert.notEqual(other.mine, one.mine, `${name}: the person themself must see a difference, or nothing was done`);
    }
    if (day !== new Date().getUTCDate() && round === 0) continue; // a day passed meanwhile: dates differ by themselves
    assert.equal(found.length, 0, `${found.length} answers tell:\n\n${found.slice(0, 12).join('\n\n')}`);
    return;
  }
}

/** Sam's own browser and letters. */
const charter = async (browser) => (await browser.ask('GET', '/charter?language=fr')).version;
const invited = async (world, email = sam) => {
  await world.browser('mael').once('POST', '/invitations', { person_ids: [email === sam ? subjects.sam : subjects.decoy], group_id: null, everybody: false, message: null });
  return tokenIn(await world.mailbox.next(email, /\/invitation#/), '/invitation');
};
const answer = async (world, reply, remind_on = null) => world.server.client().ask('POST', '/invitations/answer', { token: await invited(world), answer: reply, remind_on });
const joins = async (world) => {
  const token = await invited(world);
  const browser = world.server.client();
  await browser.ask('POST', '/invitations/acceptance', { token, charter_version: await charter(browser), language: 'fr' });
  world.sam = browser;
  return browser;
};
const livesHere = async (browser) => {
  const { preferences } = await browser.ask('GET', '/me');
  await browser.ask('PUT', '/me/preferences', { ...preferences, language: 'en', networks: ['linkedin'], contacts: [{ network: 'linkedin', count: 900 }], onboarded: true });
  await browser.ask('PUT', '/me/password', { current_password: null, new_password: password });
  await browser.ask('GET', '/today');
  await browser.ask('PUT', `/stories/${subjects.story}/keeping`);
  await browser.ask('PUT', `/stories/${subjects.other}/aside`, { reason: 'not_for_me' });
  await browser.ask('PUT', `/stories/${subjects.story}/drafts/x`, { text: 'Un brouillon.' });
  const { share } = await browser.once('POST', '/shares', shareOf(subjects.story));
  await browser.ask('PUT', `/shares/${share.id}/outcome`, { outcome: 'done', text: null });
};
const readBySam = async (world) => `${(await world.sam.get('/api/v1/me')).text}`;
const inMonths = (months) => new Date(Date.now() + months * 30 * 86_400_000).toISOString().slice(0, 10);

test('promise_1_every_address_of_the_contract_is_asked_in_the_twin_worlds', () => {
  const served = routes().filter(({ method }) => method === 'GET').map(({ path }) => path).sort();
  assert.deepEqual(Object.keys(askings()).sort(), served, 'a new address needs its line in askings()');
});

test('what is masked is chance, and no figure, day, id or state', () => {
  const run = { since: Date.parse('2026-11-22T10:00:00.000Z'), until: Date.parse('2026-11-22T10:05:00.000Z') };
  const kept = '{"count":5,"clicks":1763805600000,"day":"2026-11-22","id":"0a1b2c3d4e5f6","state":"sent","at":"2026-11-22T09:59:59.999Z","later":"2026-11-22T10:05:00.001Z","median":"12.5","name":"request_id"}';
  assert.equal(mask(kept, run), kept);
  assert.equal(mask('{"request_id":"398175323381327399","at":"2026-11-22T10:03:07.123Z","count":7}', run), '{"request_id":"…","at":"AN INSTANT OF THIS RUN","count":7}');
  assert.equal(mask('{"last_seen": "2026-11-22T09:00:00Z","at":"2026-11-22T09:00:00Z"}', run), '{"last_seen": "AN HOUR OF THIS RUN","at":"2026-11-22T09:00:00Z"}');
  assert.equal(mask('{"last_seen":"2026-11-22T07:00:00Z"}', run), '{"last_seen":"2026-11-22T07:00:00Z"}');
  assert.equal(mask('/invitation#AAAAAAAAAAAAAAAAAAAAAAAA&7', run), '/invitation#…&7');
  assert.notEqual(mask('{"request_id":"1","count":7}', run), mask('{"request_id":"1","count":8}', run));
  const { 'x-total': total, ...headers } = readable({ date: 'now', 'content-length': '12', 'x-total': '9', 'set-cookie': ['a=word; Path=/; Max-Age=60'] });
  assert.deepEqual([total, headers], ['9', { 'set-cookie': ['a=…; Path=/; Max-Age=60'] }]);
});

describe('one person of the directory', () => {
  test('promise_1_never_invited_silent_no_not_now_member_and_gone_look_alike_to_everybody_else', async () => {
    await assertTwins({
      silent: { act: async (world) => void (await invited(world)), own: async (world) => (await world.server.client().get('/api/v1/me')).text },
      'never invited, somebody else was': { act: async (world) => void (await invited(world, decoy)) },
      no: { act: (world) => answer(world, 'no') },
      'not now, in five months': { act: (world) => answer(world, 'later', inMonths(5)) },
      yes: { act: (world) => answer(world, 'yes') },
      member: { act: joins, own: readBySam },
      'member who shares': { act: async (world) => livesHere(await joins(world)), own: readBySam },
      'gone again': { act: async (world) => {
        const browser = await joins(world);
        await livesHere(browser);
        await browser.ask('DELETE', '/me/membership', { confirm: true });
      } },
    });
  });

  test('promise_4_what_the_operator_does_for_them_tells_nobody_whether_they_take_part', async () => {
    const operator = async (world, words) => {
      const { folder, database } = world.server;
      const said = await essaim(['person', ...words], { ESSAIM_DATA: join(folder, 'data'), ESSAIM_RUNTIME_FOLDER: join(folder, 'runtime'), ...(database ? { ESSAIM_POSTGRES: database.url } : {}) });
      assert.equal(said.code, 0, said.stderr);
      await eventually('the work is put away', () => ask(world.server, `select count(*) from job where kind = 'privacy.person_request'`).join() === '0');
    };
    const exported = async (world) => operator(world, ['export', sam]);
    await assertTwins({
      silent: { act: async (world) => { await invited(world); await exported(world); }, own: async () => '' },
      member: { act: async (world) => { await livesHere(await joins(world)); await exported(world); }, own: async (world) => (await world.sam.get('/api/v1/me/prepared-file')).text },
    });
    const erased = async (world) => operator(world, ['erase', sam, '--yes']);
    await assertTwins({
      'silent, erased': { act: async (world) => { await invited(world); await erased(world); } },
      'member, erased': { act: async (world) => { await livesHere(await joins(world)); await erased(world); } },
      'gone, erased': {
        act: async (world) => {
          const browser = await joins(world);
          await browser.ask('DELETE', '/me/membership', { confirm: true });
          await erased(world);
        },
      },
    });
  });

  test('promise_1_whom_no_directory_lists_is_not_found_out_by_trying', async () => {
    await assertTwins({
      'nobody of that address': { act: async () => {}, own: async () => '' },
      'a member by their own act': {
        act: async (world) => {
          world.sam = world.server.client();
          await world.sam.ask('POST', '/join-requests', { email: unlisted, language: 'fr' });
          const token = tokenIn(await world.mailbox.next(unlisted, /\/join\/confirm#/), '/join/confirm');
          await world.sam.ask('POST', '/join-requests/redemption', { token, name: 'Zélie Morel' });
          await world.sam.ask('POST', '/me/membership', { charter_version: await charter(world.sam), language: 'fr' });
        },
        own: readBySam,
      },
    });
  });
});

describe('one member among others', () => {
  const own = async (world) => {
    const browser = world.browser('noa');
    const pages = await Promise.all(['/shares', '/kept', '/me', `/stories/${subjects.story}/composer`].map((path) => browser.get(`/api/v1${path}`)));
    return pages.map(({ text }) => text).join('\n');
  };
  test('promise_3_one_share_more_one_reader_more_one_thing_kept_move_nothing_for_others_that_day', async () => {
    await assertTwins({
      'as they were': { act: async () => {}, own },
      'one share more': { act: async (world) => void (await world.browser('noa').once('POST', '/shares', shareOf(subjects.other, { network: 'facebook', text: 'Le secret de Noa, que personne ne lira.' }))), own },
      'a share declared': { act: async (world) => world.browser('noa').ask('PUT', `/shares/${subjects.share}/outcome`, { outcome: 'done', text: null }), own },
      'a share taken back': { act: async (world) => world.browser('noa').ask('DELETE', `/shares/${subjects.share}`), own },
      'a draft, a story kept and one put aside': {
        act: async (world) => {
          const browser = world.browser('noa');
          await browser.ask('PUT', `/stories/${subjects.other}/drafts/x`, { text: 'Un brouillon.' });
          await browser.ask('PUT', `/stories/${subjects.story}/keeping`);
          await browser.ask('PUT', `/stories/${subjects.other}/aside`, { reason: 'less_of_theme' });
        },
        own,
      },
      'fifty readers': {
        act: async (world) => {
          const path = new URL(link).pathname;
          for (let at = 0; at < 50; ++at) {
            const { status } = await world.server.client().get(path, { headers: { accept: 'text/html', referer: 'https://www.linkedin.com/', 'user-agent': `Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:${100 + at}.0) Gecko/20100101 Firefox/${100 + at}.0` } });
            assert.equal(status, 302);
          }
          await eventually('they are counted', async () => (await world.browser('noa').ask('GET', `/shares/${subjects.share}`)).clicks > 0);
        },
        own,
      },
    });
  });
});
