// What is kept on this device between visits. Everything of an account goes at sign-out; theme and language are the device's own.
import type { Session, Snapshot } from './contract.ts';

const SessionKey = 'kith.session';
const SnapshotPrefix = 'kith.home.';
/** A larger snapshot is not worth the time it takes to read before the first paint. */
const LargestSnapshot = 2_000_000;

export interface Kept { at: number; snapshot: Snapshot }

export function read<T>(key: string): T | undefined {
  try {
    const text = localStorage.getItem(key);
    return text ? (JSON.parse(text) as T) : undefined;
  } catch {
    return undefined;
  }
}

export function write(key: string, value: unknown): void {
  try {
    const text = JSON.stringify(value);
    if (text.length > LargestSnapshot) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {
    // Full or forbidden storage costs only the quick start.
  }
}

export const keptSession = (): Session | undefined => read<Session>(SessionKey);
export const keepSession = (session: Session): void => write(SessionKey, session);

const snapshotKey = (account: string, home: string): string => `${SnapshotPrefix}${account}.${home}`;
export const keptSnapshot = (account: string, home: string): Kept | undefined => read<Kept>(snapshotKey(account, home));
export const keepSnapshot = (account: string, snapshot: Snapshot): void =>
  write(snapshotKey(account, snapshot.home.id), { at: Date.now(), snapshot } satisfies Kept);

export function forgetAll(): void {
  try {
    for (const key of Object.keys(localStorage)) if (key === SessionKey || key.startsWith(SnapshotPrefix)) localStorage.removeItem(key);
  } catch {
    // Nothing could have been kept either.
  }
}
