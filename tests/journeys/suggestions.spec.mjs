// From the field: somebody who is signed out shares a photo and a link with the app on their phone, signs in, proposes
// in one more tap, and reads what the editor answered.
import { expect, test } from '@playwright/test';
import { openCompany, password } from '../scenarios/lib/organisation.mjs';
import { picture } from '../security/lib/pictures.mjs';
import { openPerson } from './lib/person.mjs';

/** What the phone does when "Share" is followed by this app: it posts a form to the address of the manifest. */
const shareTo = (page, action, { title, text, photo }) =>
  page.evaluate(
    async ([address, fields, bytes]) => {
      const form = Object.assign(document.createElement('form'), { method: 'post', enctype: 'multipart/form-data', action: address });
      for (const [name, value] of Object.entries(fields)) form.append(Object.assign(document.createElement('input'), { name, value }));
      if (bytes) {
        const chosen = new DataTransfer();
        chosen.items.add(new File([Uint8Array.from(bytes)], 'atelier.png', { type: 'image/png' }));
        const file = Object.assign(document.createElement('input'), { type: 'file', name: 'photo' });
        file.files = chosen.files;
        form.append(file);
      }
      document.body.append(form);
      form.submit();
    },
    [action, { title, text, url: '' }, photo ? [...photo] : null],
  );

test('a photo shared while signed out is proposed after signing in, and its proposer reads the answer', async ({ browser }) => {
  const company = await openCompany();
  try {
    await company.awa.ask('PUT', '/me/password', { current_password: null, new_password: password });
    const me = await company.awa.ask('GET', '/me');
    await company.awa.ask('PUT', '/me/preferences', { ...me.preferences, onboarded: true });
    const manifest = JSON.parse((await company.server.client().get('/manifest.webmanifest')).text);
    const awa = await openPerson(browser, company.server, 'fr');

    // The app is installed, nobody is signed in.
    await awa.page.goto('/sign-in');
    await awa.page.evaluate(async () => {
      const { active } = await navigator.serviceWorker.ready;
      if (active.state !== 'activated') await new Promise((done) => active.addEventListener('statechange', () => active.state === 'activated' && done()));
    });
    await awa.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await shareTo(awa.page, manifest.share_target.action, { title: 'Le four tient', text: 'Un an https://revue.example/four', photo: picture() });
    await awa.page.waitForURL('**/sign-in?next=%2Fpropose');
    await awa.field('door.email').fill('awa@acieries.example');
    await awa.field('door.password').fill(password);
    await awa.button('door.sign_in.act').tap();

    // It is all there: one more tap.
    await awa.page.waitForURL('**/propose');
    await expect(awa.field('suggestion.field.address')).toHaveValue('https://revue.example/four');
    await expect(awa.field('suggestion.field.words')).toHaveValue('Un an');
    await expect(awa.page.getByRole('img', { name: awa.t('suggestion.photo.alt') })).toBeVisible();
    await awa.looksRight();
    await awa.button('suggestion.act.propose').tap();
    await awa.page.waitForURL('**/suggestions');
    await expect(awa.page.getByRole('heading', { name: 'Le four tient' })).toBeVisible();
    await expect(awa.page.locator('[aria-current=step]')).toContainText(awa.t('suggestion.stage.received'));
    await awa.looksRight();
    // What the server has is kept here no more.
    await awa.page.goto('/propose');
    await expect(awa.field('suggestion.field.address')).toHaveValue('');

    // Ed, at the library: refuses with a reason.
    const ed = await openPerson(browser, company.server, 'en');
    await ed.context.addCookies([...company.ed.cookies].map(([name, value]) => ({ name, value, url: company.server.url })));
    await ed.page.goto('/library?tab=suggestions');
    await expect(ed.text('library.suggestions.by', { name: 'Awa Diallo' })).toBeVisible();
    await expect(ed.page.locator('main li img')).toBeVisible();
    await ed.looksRight();
    await ed.button('library.suggestions.refuse.act').tap();
    await ed.field('library.suggestions.refuse.reason').fill('A face can be recognised.');
    await ed.button('library.suggestions.refuse.yes').tap();
    await expect(ed.text('library.suggestions.none.waiting')).toBeVisible();
    await ed.close();

    // Awa is told on Today, and reads why.
    await awa.page.goto('/today');
    await expect(awa.text('suggestion.today.refused', { title: 'Le four tient' })).toBeVisible();
    await awa.link('suggestion.today.see').tap();
    await expect(awa.page.getByText('A face can be recognised.')).toBeVisible();
    await awa.close();
  } catch (error) {
    error.message += `\n--- server ---\n${company.server.output().slice(-2500)}`;
    throw error;
  } finally {
    await company.close();
  }
});
