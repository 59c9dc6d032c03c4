// How the person who looks likes to see the home: their order, their favourites, what they hid. The server keeps it, for all their screens.
import { put } from './api.ts';
import type { Arrangement, Device, Room } from './contract.ts';
import { homePath } from './session.ts';
import { store } from './store.ts';

const place = (list: readonly string[], id: string): number => {
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

/** Shown at once, kept by the server; what it refuses is taken back and thrown. */
export async function arrange(change: Partial<Arrangement>): Promise<void> {
  const before = store.arrangement;
  store.arrangeAs({ ...before, ...change });
  try {
    store.arrangeAs(await put<Arrangement>(homePath('/arrangement'), store.arrangement));
  } catch (error) {
    store.arrangeAs(before);
    throw error;
  }
}

export const toggled = (list: readonly string[], id: string): string[] => (list.includes(id) ? list.filter((one) => one !== id) : [...list, id]);
