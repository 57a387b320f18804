// Passkeys in the browser (Web Authentication, Level 2): what the server's words become, and what goes back to it.
import { call, type Me, type PasskeyOffer, type PasskeyQuestion, type RecoveryCodes } from '#lib/api';
import { useWords } from '#lib/i18n';

/** Browsers make them in a secure place and for a name, never for an address of digits. */
export const passkeysWork = () =>
  typeof PublicKeyCredential === 'function' && window.isSecureContext && isName(window.location.hostname);
export const isName = (host: string) => !/^[\d.]+$|[[\]:]/.test(host);

export const toBytes = (text: string) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
export const fromBytes = (bytes: ArrayBuffer) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');

const described = (ids: string[]) => ids.map((id) => ({ type: 'public-key' as const, id: toBytes(id) }));

/** The person closed the browser's window, or let it stand: nothing to report, and no fault of the server's. */
export class PasskeyStopped extends Error {}
/** This device has one already. */
export class PasskeyKnown extends Error {}

async function ask<T>(credential: Promise<Credential | null>): Promise<T> {
  try {
    const given = await credential;
    if (given) return given as T;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'InvalidStateError') {
      await useWords('problem').catch(() => undefined);
      throw new PasskeyKnown();
    }
    if (!(error instanceof DOMException)) throw error;
  }
  throw new PasskeyStopped();
}

/** Asks the device for a new key and hands its public half over. Answers the ten codes on paper that come with the first. */
export async function addPasskey(programme: string, password: string | null): Promise<string[]> {
  const offer = await call<PasskeyOffer>('POST', '/me/passkeys/offer', { body: { password } });
  const made = await ask<PublicKeyCredential>(
    navigator.credentials.create({
      publicKey: {
        challenge: toBytes(offer.challenge),
        rp: { id: offer.site_id, name: programme },
        user: { id: toBytes(offer.user_id), name: offer.user_email, displayName: offer.user_name },
        // ES256, EdDSA, RS256 (the registry of COSE algorithms).
        pubKeyCredParams: [-7, -8, -257].map((alg) => ({ type: 'public-key', alg })),
        excludeCredentials: described(offer.known_credentials),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        attestation: 'none',
        timeout: 5 * 60_000
      }
    })
  );
  const answer = made.response as AuthenticatorAttestationResponse;
  const kept = await call<RecoveryCodes>('POST', '/me/passkeys', {
    body: {
      client_data: fromBytes(answer.clientDataJSON),
      authenticator_data: fromBytes(answer.getAuthenticatorData()),
      public_key: fromBytes(answer.getPublicKey() ?? new ArrayBuffer(0)),
      name: null
    }
  });
  return kept.codes;
}

export const passkeyQuestion = () => call<PasskeyQuestion>('POST', '/session/passkey/question');

/** Signs in: alone, or as the second step of a session that waits for one. */
export async function signInByPasskey(): Promise<Me> {
  const question = await passkeyQuestion();
  const given = await ask<PublicKeyCredential>(
    navigator.credentials.get({
      publicKey: {
        challenge: toBytes(question.challenge),
        rpId: question.site_id,
        allowCredentials: described(question.known_credentials),
        userVerification: 'required',
        timeout: 5 * 60_000
      }
    })
  );
  const answer = given.response as AuthenticatorAssertionResponse;
  return call<Me>('POST', '/session/passkey', {
    body: {
      credential: fromBytes(given.rawId),
      client_data: fromBytes(answer.clientDataJSON),
      authenticator_data: fromBytes(answer.authenticatorData),
      signature: fromBytes(answer.signature)
    }
  });
}
