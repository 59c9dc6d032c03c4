// How the person who looks likes to see the home: their order, their favourites, what they hid. The server keeps it, for all their screens.
import { put } from './api.ts';
import type { Arrangement, Device, Room } from './contract.ts';
import { homePath } from './session.ts';
import { store } from './store.ts';

/** Where an id stands in a person's list; what they never moved comes after all that they did. */
export const place = (list: readonly string[], id: string): number => {
  const at = list.indexOf(id);
  return at < 0 ? Number.MAX_SAFE_INTEGER : at;
};

/** Devices of a room: as the person put them, then as the home has them, then by name. */
export function inOrder(devices: Device[]): Device[] {
  const mine = store.arrangement.devices;
  return [...devices].sort((a, b) => place(mine, a.id) - place(mine, b.id) || (a.order ?? 999) - (b.order ?? 999) || a.name.localeCompare(b.name));
}

/** Rooms as the person put them; those they never moved follow in the home's order. */
export function roomsInOrder(): Room[] {
  const mine = store.arrangement.rooms;
  return [...store.rooms].sort((a, b) => place(mine, a.id) - place(mine, b.id));
}

export const favourites = (): Device[] => store.arrangement.favourites.map((id) => store.device(id)).filter((device) => device !== undefined);
export const isFavourite = (id: string): boolean => store.arrangement.favourites.includes(id);
export const isHidden = (id: string): boolean => store.arrangement.hidden.includes(id);

let last: Promise<unknown> = Promise.resolve();

/** Shown at once, kept by the server; what it refuses is taken back and thrown. One after the other: two that overtake each other would leave the older one. */
export async function arrange(change: Partial<Arrangement>): Promise<void> {
  const before = store.arrangement;
  const [wished, path] = [{ ...before, ...change }, homePath('/arrangement')];
  store.arrangeAs(wished);
  const turn = last.then(() => put<Arrangement>(path, wished));
  last = turn.catch(() => undefined);
  try {
    const kept = await turn;
    if (store.arrangement === wished) store.arrangeAs(kept);
  } catch (error) {
    if (store.arrangement === wished) store.arrangeAs(before);
    throw error;
  }
}

export const toggled = (list: readonly string[], id: string): string[] => (list.includes(id) ? list.filter((one) => one !== id) : [...list, id]);
