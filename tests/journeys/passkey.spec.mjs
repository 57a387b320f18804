// A passkey, on Chromium's own virtual authenticator: the first administrator makes one, and comes back with it alone and
// after the password.
import { expect, test } from '@playwright/test';
import { openOrganisation, password } from '../scenarios/lib/organisation.mjs';
import { openPerson } from './lib/person.mjs';

/** A device with a finger that is always right. */
async function giveDevice(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true }
  });
  return { refuse: (refuses) => session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: !refuses }) };
}

test('an administrator makes a passkey and signs in with it', async ({ browser }) => {
  const organisation = await openOrganisation({ config: { second_factor: 'required' } });
  try {
    // Browsers make passkeys for a name, not for 127.0.0.1.
    const site = { url: `http://localhost:${organisation.server.port}` };
    const camille = await openPerson(browser, site, 'fr');
    const device = await giveDevice(camille.page);
    const signIn = async () => {
      await camille.page.goto('/sign-in');
      await camille.field('door.email').fill('camille@acieries.example');
      await camille.field('door.password').fill(password);
      await camille.button('door.sign_in.act').tap();
    };
    await signIn();
    await camille.page.waitForURL('**/second-factor');
    await camille.looksRight();
    await camille.button('two_steps.by_passkey').tap();
    await camille.looksRight();
    await camille.field('two_steps.password').fill('not this one');
    await camille.button('two_steps.passkey_make').tap();
    await expect(camille.text('problem.people.current_password_wrong')).toBeVisible();
    await camille.field('two_steps.password').fill(password);
    await camille.button('two_steps.passkey_make').tap();
    await expect(camille.text('two_steps.passkey_added')).toBeVisible();
    expect(await camille.page.locator('li code').allInnerTexts()).toHaveLength(10);
    await camille.looksRight();
    await camille.button('two_steps.codes_kept').tap();
    await camille.page.waitForURL('**/people');

    await camille.context.clearCookies();
    await camille.page.goto('/sign-in');
    await camille.looksRight();
    await device.refuse(true);
    await camille.button('door.sign_in.passkey').tap();
    await expect(camille.text('door.passkey_stopped')).toBeVisible();
    await device.refuse(false);
    await camille.button('door.sign_in.passkey').tap();
    await camille.page.waitForURL('**/people');

    await camille.context.clearCookies();
    await signIn();
    await expect(camille.button('door.second.passkey')).toBeVisible();
    await camille.looksRight();
    await camille.button('door.second.passkey').tap();
    await camille.page.waitForURL('**/people');

    await camille.page.goto('/me#two-steps');
    await expect(camille.page.locator('#two-steps li')).toHaveCount(1);
    await camille.looksRight();
    await camille.button('two_steps.passkey_add').tap();
    await camille.field('two_steps.password').fill(password);
    await camille.button('two_steps.passkey_make').tap();
    await expect(camille.text('problem.passkey.known')).toBeVisible();
    await camille.close();
  } finally {
    await organisation.close();
  }
});
