// The second step of signing in, on a phone: the first administrator sets it, signs out, and comes back with the code of
// the app, and once with a code on paper.
import { expect, test } from '@playwright/test';
import { codeOf } from '../scenarios/lib/authenticator.mjs';
import { openOrganisation, password } from '../scenarios/lib/organisation.mjs';
import { openPerson } from './lib/person.mjs';

test('an administrator sets a second step and signs in with it', async ({ browser }) => {
  const organisation = await openOrganisation({ config: { second_factor: 'required' } });
  try {
    const camille = await openPerson(browser, organisation.server, 'fr');
    const signIn = async () => {
      await camille.page.goto('/sign-in');
      await camille.field('door.email').fill('camille@acieries.example');
      await camille.field('door.password').fill(password);
      await camille.button('door.sign_in.act').tap();
    };
    await signIn();
    await camille.page.waitForURL('**/second-factor');
    await camille.looksRight();
    await camille.field('two_steps.password').fill(password);
    await camille.button('two_steps.begin').tap();
    const secret = (await camille.page.locator('code').first().innerText()).replaceAll(' ', '');
    await camille.looksRight();
    await camille.field('door.second.label').fill('000000');
    await camille.button('two_steps.confirm').tap();
    await expect(camille.text('problem.second_factor.wrong')).toBeVisible();
    await camille.field('door.second.label').fill(codeOf(secret));
    await camille.button('two_steps.confirm').tap();
    await expect(camille.text('two_steps.is_set')).toBeVisible();
    const papers = await camille.page.locator('li code').allInnerTexts();
    expect(papers).toHaveLength(10);
    await camille.looksRight();
    await camille.button('two_steps.codes_kept').tap();
    await camille.page.waitForURL('**/people');

    for (const code of [codeOf(secret, 1), papers[0]]) {
      await camille.context.clearCookies();
      await signIn();
      await expect(camille.page.getByRole('heading', { name: camille.t('door.second.title') })).toBeVisible();
      await camille.looksRight();
      if (code.includes('-')) await camille.button('door.second.paper').tap();
      await camille.page.getByRole('textbox').fill(code);
      await camille.button('door.second.act').tap();
      await camille.page.waitForURL('**/people');
    }
    await camille.close();
  } finally {
    await organisation.close();
  }
});
