// Passkeys: the server's options to the browser, and the browser's answer back (WebAuthn Level 3, as JSON).
import { t } from '../i18n/text.ts';
import { Fault, post } from '../live/api.ts';
import type { Passkey } from '../live/contract.ts';
import { signIn } from '../live/session.ts';

interface Ceremony { ceremony: string; options: never }

export async function usePasskey(): Promise<void> {
  const { ceremony, options } = await post<Ceremony>('/session/passkey/begin');
  const credential = await ask(() => navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) }));
  await signIn.enter('/session/passkey', { ceremony, credential });
}

/** The server forgets what it asked after five minutes; it is asked anew before that. */
const OfferMs = 4 * 60_000;

/** Offers the passkeys of this device among what the browser fills into the name's field, until one is chosen or the signal ends it. */
export async function offerPasskeys(signal: AbortSignal): Promise<void> {
  if (!(await PublicKeyCredential.isConditionalMediationAvailable?.())) return;
  while (!signal.aborted) {
    const { ceremony, options } = await post<Ceremony>('/session/passkey/begin');
    const credential = await navigator.credentials.get({
      publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options), mediation: 'conditional', signal: AbortSignal.any([signal, AbortSignal.timeout(OfferMs)]),
    }).catch((error: unknown) => {
      if (error instanceof DOMException && error.name === 'TimeoutError') return undefined;
      throw error;
    });
    if (credential instanceof PublicKeyCredential) return signIn.enter('/session/passkey', { ceremony, credential: credential.toJSON() });
  }
}

export async function makePasskey(password: string, name: string): Promise<Passkey> {
  const { ceremony, options } = await post<Ceremony>('/account/passkeys/begin', { password });
  const credential = await ask(() => navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) }));
  return post<Passkey>('/account/passkeys', { ceremony, name, credential });
}

/** The browser says only that it was not done, whatever the reason: closed, timed out, none here. */
async function ask(question: () => Promise<Credential | null>): Promise<unknown> {
  const given = await question().catch(() => null);
  if (!(given instanceof PublicKeyCredential)) throw new Fault('passkey.givenUp', 0, '', t('passkey.givenUp'));
  return given.toJSON();
}
