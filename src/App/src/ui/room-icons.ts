// Drawings for rooms and for arranging, on the same grid and with the same stroke as the others.
import type { Room } from '../live/contract.ts';

export const roomIcons: Record<string, string> = {
  sofa: 'M5 12V8a2 2 0 0 1 2-2h10a2 2 0 0 1 2 2v4M3 12a1.8 1.8 0 0 1 3.6 0v2h10.8v-2a1.8 1.8 0 0 1 3.6 0v6H3zM6 18v2M18 18v2',
  kitchen: 'M7 3v7M5 3v4.5a2 2 0 0 0 4 0V3M7 10v11M16 21v-8M16 13c-2 0-2.5-2-2.5-5s1-5 2.5-5 2.5 2 2.5 5-.5 5-2.5 5z',
  desk: 'M3 8h18M5 8v11M19 8v11M12 8v5h7M14.5 10.5h2',
  toy: 'M12 21a6 6 0 1 0 0-12 6 6 0 0 0 0 12zM7.5 10A2.5 2.5 0 1 1 9.5 6.5M16.5 10a2.5 2.5 0 1 0-2-3.5M9.5 14h0M14.5 14h0M10.5 17.2c.9.7 2.1.7 3 0',
  bath: 'M3 12h18v2a5 5 0 0 1-5 5H8a5 5 0 0 1-5-5zM6 12V5.5A2.5 2.5 0 0 1 8.5 3c1.2 0 2.2.8 2.5 2M7.5 19l-1 2M16.5 19l1 2',
  tree: 'M12 21v-8M12 16l-3-2.5M12 14.5l3-2.5M12 3a5 5 0 0 1 4.5 7A4 4 0 0 1 15 17H9a4 4 0 0 1-1.5-7A5 5 0 0 1 12 3z',
  stairs: 'M3 20h5v-5h5v-5h5V5h3', garage: 'M3 20V9l9-5 9 5v11M6.5 20v-8h11v8M6.5 15h11M6.5 17.5h11',
  sort: 'M4 7h10M4 12h7M4 17h4M17.5 6v12M14.5 15l3 3 3-3', grip: 'M9 6h0M15 6h0M9 12h0M15 12h0M9 18h0M15 18h0',
  star: 'M12 3.5l2.6 5.4 5.9.8-4.3 4.1 1 5.9L12 16.9 6.8 19.7l1-5.9L3.5 9.7l5.9-.8z',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z',
};

/** What a room may be given; any drawing of the app will do as well. */
export const roomIconNames = ['sofa', 'kitchen', 'bed', 'toy', 'bath', 'desk', 'door', 'stairs', 'television', 'washer', 'car', 'garage', 'tree', 'sun', 'pet', 'rooms'];

export const roomIcon = (room: Room): string => room.icon ?? 'rooms';
