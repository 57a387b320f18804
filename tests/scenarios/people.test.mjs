// People come in by their own act: the list from a file as files are, the invitation with three equal answers, the
// charter, leaving. Nobody can tell who said no.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { tokenIn } from './lib/mailbox.mjs';
import { findPerson, header, importPeople, invite, join, openOrganisation, people } from './lib/organisation.mjs';
import { eventually } from './lib/server.mjs';

let organisation;
before(async () => {
  organisation = await openOrganisation();
  await importPeople(organisation, people);
});
after(() => organisation?.close());
const accept = async (browser, token, version) => {
  const charter_version = version ?? (await browser.ask('GET', '/charter?language=fr')).version;
  return browser.call('POST', '/api/v1/invitations/acceptance', { token, charter_version, language: 'fr' });
};
const preview = (body, type = 'text/csv') => organisation.administrator.ask('POST', '/people/import-previews', body, { type });

describe('the list of people from a file', () => {
  test('nothing is written by a preview; the import writes what the preview said', async () => {
    const found = await preview(`${header}\nNora Petit,nora@acieries.example,fr,RH,Lyon,FR,Europe/Paris,hr,employee\n`);
    assert.deepEqual([found.added, found.changed, found.unchanged, found.refused.length], [1, 0, 0, 0]);
    assert.equal(found.sample[0].email, 'nora@acieries.example');
    assert.equal((await organisation.administrator.ask('GET', '/people?query=nora%40acieries.example')).items.length, 0);
    const report = await organisation.administrator.ask('POST', '/people/imports', { preview_id: found.id });
    assert.equal(report.added, 1);
    const nora = await findPerson(organisation.administrator, 'nora@acieries.example');
    assert.equal(nora.name, 'Nora Petit');
    const again = await preview(`${header}\nNora Petit,nora@acieries.example,fr,RH,Lyon,FR,Europe/Paris,hr,employee\n`);
    assert.deepEqual([again.added, again.changed, again.unchanged], [0, 0, 1]);
    const moved = await preview(`${header}\nNora Petit,NORA@acieries.example,en,RH,Lyon,FR,Europe/Paris,hr,employee\n`);
    assert.deepEqual([moved.added, moved.changed, moved.unchanged], [0, 1, 0]);
    assert.ok(moved.sample[0].fields.includes('language'));
  });

  test('UTF-8 with a BOM, semicolons, CRLF, quoted newlines, doubled quotes', async () => {
    const found = await preview(`\ufeff${header.replaceAll(',', ';')};note\r\n"Zoé ""Zaza"" L'Hôte";zoe@acieries.example;fr;Ventes/France;Lyon;FR;Europe/Paris;sales;employee;"two\nlines; and a ""quote"""\r\nAfter Newline;nowhere;fr;;;;;;;\r\n`);
    assert.equal(found.separator, ';');
    assert.equal(found.added, 1);
    assert.deepEqual(found.refused.map((row) => row.line), [4], 'lines are counted as an editor shows them');
    assert.equal(found.sample[0].name, 'Zoé "Zaza" L\'Hôte');
  });

  test('Windows-1252, as spreadsheets still write it', async () => {
    const text = `${header}\nH\xe9l\xe8ne \x8cuvrard,helene@acieries.example,fr,RH,Lyon,FR,Europe/Paris,hr,employee\n`;
    const found = await preview(Buffer.from(text, 'latin1'));
    assert.match(found.encoding, /1252/);
    assert.equal(found.sample[0].name, 'Hélène Œuvrard');
  });

  test('a bad row is named by line and column and does not stop the others', async () => {
    const found = await preview([header,
      'Good One,good1@acieries.example,fr,RH,Lyon,FR,Europe/Paris,hr,employee',
      'No Address,not an address,fr,RH,Lyon,FR,Europe/Paris,hr,employee',
      'Odd Zone,zone@acieries.example,fr,RH,Lyon,FR,Europe/Atlantis,hr,employee',
      ',noname@acieries.example,fr,RH,Lyon,FR,Europe/Paris,hr,employee',
      'Twice,good1@acieries.example,fr,RH,Lyon,FR,Europe/Paris,hr,employee',
      'Good Two,good2@acieries.example,en,RH,Lyon,FR,Europe/Paris,hr,employee', ''].join('\n'));
    assert.equal(found.added, 2);
    assert.deepEqual(found.refused.map((row) => row.line), [3, 4, 5, 6]);
    // The column is the character in the line where the refused field stands.
    assert.equal(found.refused[0].column, 'No Address,'.length + 1);
    assert.equal(found.refused[1].column, 'Odd Zone,zone@acieries.example,fr,RH,Lyon,FR,'.length + 1);
    assert.equal(found.refused[2].column, 1);
    for (const row of found.refused) assert.ok(row.code && !/member|declin|invit/i.test(JSON.stringify(row)), JSON.stringify(row));
  });

  test('unknown columns are named and not stored', async () => {
    const found = await preview(`${header},salary,manager\nMax Vert,max@acieries.example,fr,RH,Lyon,FR,Europe/Paris,hr,employee,54321,Jo Secret\n`);
    assert.deepEqual(found.unknown_columns, ['salary', 'manager']);
    await organisation.administrator.ask('POST', '/people/imports', { preview_id: found.id });
    const max = await findPerson(organisation.administrator, 'max@acieries.example');
    assert.doesNotMatch(JSON.stringify(max), /54321|Secret/);
  });

  test('a file that is no table is refused in words; a preview is used once', async () => {
    for (const body of ['', '\n\n', 'hello', '\u0000\u0001\u0002', 'salary,manager\n1,2\n', `${'"'.repeat(9_999)}`]) {
      const answer = await organisation.administrator.call('POST', '/api/v1/people/import-previews', body, { type: 'text/csv' });
      assert.ok(answer.status >= 400 && answer.status < 500, `${JSON.stringify(body.slice(0, 20))}: ${answer.status} ${answer.text.slice(0, 200)}`);
    }
    const found = await preview(`${header}\nOnce Only,once@acieries.example,fr,RH,Lyon,FR,Europe/Paris,hr,employee\n`);
    await organisation.administrator.ask('POST', '/people/imports', { preview_id: found.id });
    const again = await organisation.administrator.call('POST', '/api/v1/people/imports', { preview_id: found.id });
    assert.ok(again.status >= 400 && again.status < 500 || again.body.added === 0);
  });
});

describe('an invitation and its three answers', () => {
  test('yes: the person sees what it is, accepts the charter, and is a member', async () => {
    const tokens = await invite(organisation, ['awa@acieries.example']);
    const token = tokens['awa@acieries.example'];
    const view = await organisation.server.client().ask('POST', '/invitations/view', { token });
    assert.equal(view.state, 'open');
    assert.equal(view.first_name, 'Awa');
    const browser = await join(organisation, 'awa@acieries.example', token);
    const me = await browser.ask('GET', '/me');
    assert.equal(me.is_member, true);
    assert.equal(me.charter_accepted_version, me.charter_current_version);
    const again = await accept(organisation.server.client(), token);
    assert.deepEqual([again.status, again.body.code], [409, 'people.invitation_used'], 'it opens the door once');
  });

  test('promise_1_a_yes_is_not_yet_a_membership_and_the_link_lives_in_any_browser_until_the_charter', async () => {
    const token = (await invite(organisation, ['p0@acieries.example']))['p0@acieries.example'];
    const [mailApp, chrome] = [organisation.server.client(), organisation.server.client()];
    for (const browser of [mailApp, chrome]) {
      assert.equal((await browser.ask('POST', '/invitations/view', { token })).state, 'open');
      await browser.ask('POST', '/invitations/answer', { token, answer: 'yes', remind_on: null });
      await browser.refused(401, 'GET', '/me');
    }
    const wrong = await accept(mailApp, token, 999);
    assert.deepEqual([wrong.status, wrong.body.code], [409, 'charter.changed'], 'another version than the one in force is not accepted');
    assert.equal((await accept(chrome, token)).body.is_member, true);
  });

  test('promise_4_whoever_holds_a_link_reads_the_same_whatever_its_person_did', async () => {
    const emails = ['p10', 'p11', 'p12', 'p13'].map((name) => `${name}@acieries.example`);
    const [silent, no, member, gone] = emails;
    const tokens = await invite(organisation, emails);
    const anyone = organisation.server.client();
    await anyone.ask('POST', '/invitations/answer', { token: tokens[no], answer: 'no', remind_on: null });
    for (const email of [member, gone]) {
      const browser = await join(organisation, email, tokens[email]);
      const { preferences } = await browser.ask('GET', '/me');
      await browser.ask('PUT', '/me/preferences', { ...preferences, language: 'en' });
      if (email === gone) await browser.ask('DELETE', '/me/membership', { confirm: true });
    }
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    const seen = {};
    for (const email of emails) {
      const { id } = await findPerson(organisation.administrator, email);
      const { url } = await organisation.administrator.ask('POST', `/people/${id}/invitation-link`);
      const token = tokenIn({ text: url, subject: '' }, '/invitation');
      const holder = organisation.server.client();
      const asked = async (path, body) => {
        const { status, headers, text } = await holder.call('POST', `/api/v1/invitations/${path}`, body);
        // A problem bears the number of its request, which grows longer with each power of ten.
        const bare = text.replace(/"request_id":"\d+"/, '');
        return [status, { ...headers, date: '', ...(bare !== text && { 'content-length': '' }) }, bare];
      };
      seen[email] = JSON.stringify([
        await asked('view', { token }), await asked('view', { token: tokens[email] }),
        await asked('answer', { token, answer: 'yes', remind_on: null }),
        await asked('acceptance', { token, charter_version: 999, language: 'fr' }),
        await asked('answer', { token, answer: 'later', remind_on: tomorrow }),
        await asked('answer', { token, answer: 'no', remind_on: null }),
        await asked('view', { token }),
      ]).replaceAll(/Personne/g, 'NAME');
      await holder.refused(401, 'GET', '/me');
    }
    assert.match(seen[silent], /open/);
    for (const email of emails) assert.equal(seen[email], seen[silent], email);
  });

  test('the inviter’s words are read as they were written', async () => {
    const person = await findPerson(organisation.administrator, 'p14@acieries.example');
    const message = 'Viens <script>voir</script> & dis-moi';
    await organisation.administrator.once('POST', '/invitations', { person_ids: [person.id], group_id: null, everybody: false, message });
    const token = tokenIn(await organisation.mailbox.next('p14@acieries.example', /\/invitation#/), '/invitation');
    const view = await organisation.server.client().ask('POST', '/invitations/view', { token });
    assert.deepEqual([view.message, view.inviter_first_name], [message, 'Camille']);
  });

  test('promise_4_a_no_looks_like_silence_to_everybody_else', async () => {
    const [no, silent] = ['p1@acieries.example', 'p2@acieries.example'];
    const tokens = await invite(organisation, [no, silent]);
    const answered = await organisation.server.client().ask('POST', '/invitations/answer', { token: tokens[no], answer: 'no', remind_on: null });
    assert.equal(answered.next, 'noted');
    const mask = (text, id, email, name) => text.replaceAll(id, 'ID').replaceAll(email, 'MAIL').replaceAll(name, 'NAME').replaceAll(/"request_id":"\d+"/g, '');
    const rows = await Promise.all([no, silent].map((email) => findPerson(organisation.administrator, email)));
    const seen = await Promise.all([0, 1].map(async (at) => {
      const email = [no, silent][at];
      const { id, name } = rows[at];
      const answers = [];
      for (const path of [`/people?query=${encodeURIComponent(email)}`]) answers.push((await organisation.administrator.get(`/api/v1${path}`)).text);
      const again = await organisation.administrator.call('POST', '/api/v1/invitations', { person_ids: [id], group_id: null, everybody: false, message: null }, { headers: { 'idempotency-key': `again-${at}` } });
      answers.push(`${again.status} ${again.text}`);
      const row = await organisation.administrator.call('POST', '/api/v1/people/import-previews', `${header}\n${name},${email},fr,Production,Dunkerque,FR,Europe/Paris,production,employee\n`, { type: 'text/csv' });
      answers.push(JSON.stringify({ ...row.body, id: '' }));
      return mask(answers.join('\n'), id, email, name);
    }));
    assert.equal(seen[0], seen[1]);
    assert.equal(organisation.mailbox.to(no).length, 1, 'the one who said no hears no more');
  });

  test('not now: it is noted, and a day to come back may be named', async () => {
    const tokens = await invite(organisation, ['p3@acieries.example']);
    const day = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    const answered = await organisation.server.client().ask('POST', '/invitations/answer', { token: tokens['p3@acieries.example'], answer: 'later', remind_on: day });
    assert.equal(answered.next, 'noted');
  });

  test('a wrong token answers like an old one, and never opens a session', async () => {
    for (const token of ['', 'x', 'a'.repeat(22), 'a'.repeat(5_000)]) {
      const browser = organisation.server.client();
      const view = await browser.call('POST', '/api/v1/invitations/view', { token });
      assert.ok(view.status >= 400 || view.body.state !== 'open');
      const answer = await browser.call('POST', '/api/v1/invitations/answer', { token, answer: 'yes', remind_on: null });
      assert.ok(answer.status >= 400 && answer.status < 500);
      await browser.refused(401, 'GET', '/me');
    }
  });

  test('without mail an administrator makes one link a person, recorded and told to that person', async () => {
    const person = await findPerson(organisation.administrator, 'p4@acieries.example');
    const { url } = await organisation.administrator.ask('POST', `/people/${person.id}/invitation-link`);
    await organisation.administrator.refused(409, 'POST', `/people/${person.id}/invitation-link`);
    const token = tokenIn({ text: url, subject: '' }, '/invitation');
    const browser = await join(organisation, 'p4@acieries.example', token);
    const me = await browser.ask('GET', '/me');
    assert.ok(me.notices.length > 0, 'it is told that somebody else made the link');
  });

  test('"I want to join" is open to the mail domains, and silent about the rest', async () => {
    const settings = await organisation.administrator.ask('GET', '/settings');
    await organisation.administrator.ask('PUT', '/settings', Object.fromEntries(Object.entries({ ...settings, mail_domains: ['acieries.example'] }).filter(([name]) => !['base_url', 'short_base_url'].includes(name))));
    const browser = organisation.server.client();
    const inside = await browser.call('POST', '/api/v1/join-requests', { email: 'p5@acieries.example', language: 'fr' });
    const outside = await organisation.server.client().call('POST', '/api/v1/join-requests', { email: 'someone@elsewhere.example', language: 'fr' });
    assert.deepEqual([inside.status, outside.status], [202, 202]);
    assert.equal(inside.text, outside.text);
    const mail = await organisation.mailbox.next('p5@acieries.example', /\/join\/confirm#/);
    const me = await browser.ask('POST', '/join-requests/redemption', { token: tokenIn(mail, '/join/confirm'), name: null });
    assert.equal(me.email, 'p5@acieries.example');
    assert.equal(organisation.mailbox.to('someone@elsewhere.example').length, 0);
  });
});

describe('what a person holds and takes back', () => {
  test('preferences are kept, each skippable, and bad ones refused by field', async () => {
    const tokens = await invite(organisation, ['p6@acieries.example']);
    const browser = await join(organisation, 'p6@acieries.example', tokens['p6@acieries.example']);
    const { preferences } = await browser.ask('GET', '/me');
    const changed = { ...preferences, wants: ['be_known'], networks: ['linkedin', 'bluesky'], allowed_from: '09:00', allowed_to: '17:30', allowed_days: [1, 2, 4], daily_cap: 2, contacts: [{ network: 'linkedin', count: 642 }], onboarded: true };
    assert.deepEqual(await browser.ask('PUT', '/me/preferences', changed), changed);
    assert.deepEqual((await browser.ask('GET', '/me')).preferences, changed);
    for (const [field, value] of [['wants', ['fame']], ['allowed_from', '25:00'], ['allowed_days', [9]], ['daily_cap', -1], ['contacts', [{ network: 'linkedin', count: -5 }]]]) {
      const problem = await browser.refused(422, 'PUT', '/me/preferences', { ...changed, [field]: value });
      assert.ok(problem.errors.some(({ pointer }) => pointer.startsWith(`/${field}`)), JSON.stringify(problem));
    }
  });

  test('a language or a network nobody knows is refused where it stands, with what would be taken', async () => {
    const browser = organisation.administrator;
    const { preferences } = await browser.ask('GET', '/me');
    for (const [change, pointer, mends] of [
      [{ language: 'de' }, '/language', /fr, en/],
      [{ languages: ['tlh-', 'fr'] }, '/languages/0', /fr, de/],
      [{ languages: ['fr', 'zz'] }, '/languages/1', /fr, de/],
      [{ networks: ['linkedin', 'myspace'] }, '/networks/1', /linkedin, x,/],
      [{ contacts: [{ network: 'myspace', count: 3 }] }, '/contacts/0/network', /linkedin, x,/],
    ]) {
      const problem = await browser.refused(422, 'PUT', '/me/preferences', { ...preferences, ...change });
      assert.deepEqual(problem.errors.map((error) => error.pointer), [pointer], JSON.stringify(problem));
      assert.match(problem.errors[0].detail, mends);
    }
    assert.deepEqual((await browser.ask('GET', '/me')).preferences, preferences);
    const kept = await browser.ask('PUT', '/me/preferences', { ...preferences, languages: ['de-AT', 'fr', 'DE'], networks: ['email', 'mastodon'] });
    assert.deepEqual([kept.languages, kept.networks], [['de', 'fr'], ['email', 'mastodon']]);
  });

  test('who is listed with a language the app does not speak is spoken to in the organisation’s and reads both', async () => {
    await importPeople(organisation, ['Greta Kühn,greta@acieries.example,de,RH,Lyon,FR,Europe/Paris,hr,employee']);
    const tokens = await invite(organisation, ['greta@acieries.example']);
    const browser = await join(organisation, 'greta@acieries.example', tokens['greta@acieries.example']);
    const { preferences } = await browser.ask('GET', '/me');
    assert.deepEqual([preferences.language, preferences.languages], ['fr', ['de', 'fr']]);
    assert.deepEqual(await browser.ask('PUT', '/me/preferences', preferences), preferences, 'the app sends back all it was shown');
    assert.equal((await findPerson(organisation.administrator, 'greta@acieries.example')).language, 'de');
  });

  test('promise_1_leaving_is_one_step_and_leaves_nothing_personal', async () => {
    const tokens = await invite(organisation, ['p7@acieries.example']);
    const browser = await join(organisation, 'p7@acieries.example', tokens['p7@acieries.example']);
    const second = browser.copy();
    const everything = await browser.call('GET', '/api/v1/me/export');
    assert.equal(everything.status, 200);
    assert.match(everything.headers['content-disposition'], /attachment/);
    assert.match(everything.text, /p7@acieries\.example/);
    const hasty = await browser.call('DELETE', '/api/v1/me/membership', { confirm: false });
    assert.ok(hasty.status >= 400 && hasty.status < 500);
    await browser.ask('DELETE', '/me/membership', { confirm: true });
    await browser.refused(401, 'GET', '/me');
    await second.refused(401, 'GET', '/me');
    // To the others a person who left is a row of the directory like any other.
    const [gone, never] = await Promise.all(['p7@acieries.example', 'p8@acieries.example'].map((email) => findPerson(organisation.administrator, email)));
    assert.deepEqual(Object.keys(gone), Object.keys(never));
    assert.deepEqual(gone.roles, never.roles);
  });

  test('a right taken away acts at the next request', async () => {
    const tokens = await invite(organisation, ['p9@acieries.example']);
    const person = await findPerson(organisation.administrator, 'p9@acieries.example');
    await organisation.administrator.ask('PUT', `/people/${person.id}/roles`, { roles: ['lead'] });
    const browser = await join(organisation, 'p9@acieries.example', tokens['p9@acieries.example']);
    await browser.ask('GET', '/people');
    await organisation.administrator.ask('PUT', `/people/${person.id}/roles`, { roles: [] });
    const after = await browser.call('GET', '/api/v1/people');
    assert.ok([401, 404].includes(after.status), `a new session may be asked for: ${after.status}`);
  });

  test('the outbox says kind, day and state, and no address', async () => {
    await eventually('the mails are sent', async () => (await organisation.administrator.ask('GET', '/outbox')).length > 0);
    const text = JSON.stringify(await organisation.administrator.ask('GET', '/outbox'));
    assert.doesNotMatch(text, /@|invitation#/);
  });
});
