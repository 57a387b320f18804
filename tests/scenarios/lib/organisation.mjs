// An organisation as its people make it, through the same doors as a browser: set up by the one-time link, people
// imported, invited, accepting the charter.
import assert from 'node:assert/strict';
import { startServer } from './server.mjs';
import { openMailbox, tokenIn } from './mailbox.mjs';

export const password = 'un long mot de passe 42';

/** A server with mail and an administrator; `close()` ends both. */
export async function openOrganisation(options = {}) {
  const mailbox = await openMailbox();
  const server = await startServer({ ...options, config: { ...mailbox.config, ...options.config } }).catch(async (error) => {
    await mailbox.close();
    throw error;
  });
  const administrator = server.client();
  const me = await administrator.ask('POST', '/setup', {
    token: await server.setupToken(),
    organisation_name: 'Aciéries du Nord',
    programme_name: 'Les Éclaireurs',
    language: 'fr',
    name: 'Camille Roux',
    email: 'camille@acieries.example',
    password,
  });
  return {
    server,
    mailbox,
    administrator,
    me,
    async close() {
      const end = await this.server.stop(); // the one that serves now: a scenario may have started it anew
      await mailbox.close();
      return end;
    },
  };
}

export const header = 'name,email,language,group,site,country,time_zone,job_family,status';

/** Rows of people, as an administrator uploads them. */
export async function importPeople(organisation, rows, head = header) {
  const preview = await organisation.administrator.ask('POST', '/people/import-previews', [head, ...rows, ''].join('\n'), { type: 'text/csv; charset=utf-8' });
  const report = await organisation.administrator.ask('POST', '/people/imports', { preview_id: preview.id });
  return { preview, report };
}

/** Everybody on the list: Awa and Paul are members to be, Lea leads, Ed edits. */
export const people = [
  'Awa Diallo,awa@acieries.example,fr,Ventes/France,Lyon,FR,Europe/Paris,sales,employee',
  'Paul Martin,paul@acieries.example,fr,Ventes/France,Lyon,FR,Europe/Paris,sales,employee',
  'Lea Berger,lea@acieries.example,fr,Communication,Lyon,FR,Europe/Paris,communication,employee',
  'Ed Stone,ed@acieries.example,en,Communication,London,GB,Europe/London,communication,employee',
  ...Array.from({ length: 20 }, (_, at) => `Personne ${at},p${at}@acieries.example,fr,Production,Dunkerque,FR,Europe/Paris,production,employee`),
];

export async function findPerson(client, email) {
  const { items } = await client.ask('GET', `/people?query=${encodeURIComponent(email)}`);
  const person = items.find((row) => row.email === email);
  assert.ok(person, `${email} is on the list`);
  return person;
}

/** Invites people by address; the tokens of their mails. */
export async function invite(organisation, emails, by = organisation.administrator) {
  const ids = [];
  for (const email of emails) ids.push((await findPerson(organisation.administrator, email)).id);
  await by.once('POST', '/invitations', { person_ids: ids, group_id: null, everybody: false, message: null });
  const tokens = {};
  for (const email of emails) tokens[email] = tokenIn(await organisation.mailbox.next(email, /\/invitation#/), '/invitation');
  return tokens;
}

/** One who says yes, accepts the charter and so is a member; their browser. */
export async function join(organisation, email, token, language = 'fr') {
  const client = organisation.server.client();
  await client.ask('POST', '/invitations/answer', { token, answer: 'yes', remind_on: null });
  const charter = await client.ask('GET', `/charter?language=${language}`);
  await client.ask('POST', '/invitations/acceptance', { token, charter_version: charter.version, language });
  return client;
}

/** Somebody of the list who is given a role and joins; their browser. */
export async function joinAs(organisation, email, role) {
  const { id } = await findPerson(organisation.administrator, email);
  await organisation.administrator.ask('PUT', `/people/${id}/roles`, { roles: [role] });
  return join(organisation, email, (await invite(organisation, [email]))[email]);
}

/** The usual company: an administrator, a lead, an editor, two members; `member.awa` and so on are browsers. */
export async function openCompany(options = {}) {
  const organisation = await openOrganisation(options);
  try {
    await importPeople(organisation, people);
    for (const [email, roles] of [['lea@acieries.example', ['lead']], ['ed@acieries.example', ['editor']]]) {
      const person = await findPerson(organisation.administrator, email);
      await organisation.administrator.ask('PUT', `/people/${person.id}/roles`, { roles });
    }
    const emails = ['awa', 'paul', 'lea', 'ed'].map((name) => `${name}@acieries.example`);
    const tokens = await invite(organisation, emails);
    for (const email of emails) organisation[email.split('@')[0]] = await join(organisation, email, tokens[email]);
    return organisation;
  } catch (error) {
    error.message += `\n${organisation.server.output().slice(-3000)}`;
    await organisation.close();
    throw error;
  }
}
