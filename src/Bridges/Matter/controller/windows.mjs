// Pairing windows: a passcode made for this once, and the codes that people read to another app.
import { Crypto } from '@matter/main';
import { PaseClient } from '@matter/main/protocol';
import { ManualPairingCodeCodec, QrPairingCodeCodec } from '@matter/main/types';

/** @param {import('@matter/main').Environment} env @param {number} [wished] the discriminator */
export async function newWindow(env, wished) {
  const crypto = env.get(Crypto);
  const passcode = PaseClient.generateRandomPasscode(crypto);
  const pbkdf = { iterations: 1000, salt: crypto.randomBytes(32) };
  const verifier = await PaseClient.generatePakePasscodeVerifier(crypto, passcode, pbkdf);
  return { passcode, discriminator: wished ?? crypto.randomUint16 & 0xfff, pbkdf, verifier };
}

/** @param {{passcode: number, discriminator: number}} window @param {{vendorId?: number, productId?: number}} product */
export function codesOf({ passcode, discriminator }, { vendorId, productId } = {}) {
  const qr = { version: 0, vendorId, productId, flowType: 0, discriminator, passcode, discoveryCapabilities: { onIpNetwork: true } };
  return { manual: ManualPairingCodeCodec.encode({ discriminator, passcode }), qr: QrPairingCodeCodec.encode([qr]) };
}
