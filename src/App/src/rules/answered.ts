// Ready rules that were proposed to a person: what they took or did not want is not proposed again, and after an answer there is peace for a while.
import { arrange } from '../live/arrangement.ts';
import { store } from '../live/store.ts';

const PeaceMs = 7 * 24 * 3_600_000;

export const isAnswered = (idea: string): boolean => idea in store.arrangement.answered;

export const isAtPeace = (now = Date.now()): boolean => Object.values(store.arrangement.answered).some((at) => now - Date.parse(at) < PeaceMs);

export const answer = (idea: string): Promise<void> => arrange({ answered: { ...store.arrangement.answered, [idea]: new Date().toISOString() } });
