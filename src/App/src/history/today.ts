import { get, query } from '../live/api.ts';
import type { History, HistoryPoint } from '../live/contract.ts';
import { homePath } from '../live/session.ts';
import { sinceMidnightMs } from '../i18n/format.ts';
import { growth } from './growth.ts';

/** Half an hour each: enough to see a counter that was reset in between. */
const Points = 48;

/** What a counter grew by since midnight of the home, or nothing where nothing is known of today. */
export async function grownToday(device: string, address: string): Promise<number | undefined> {
  const to = new Date();
  const from = new Date(to.getTime() - sinceMidnightMs(to));
  try {
    const found = await get<History>(homePath(`/devices/${device}/history/${address}${query({ from: from.toISOString(), to: to.toISOString(), points: Points })}`));
    const points = found.points.filter((point): point is HistoryPoint => 'last' in point);
    const first = points[0];
    return first && first.last - first.min + growth(points).reduce((sum, { last }) => sum + last, 0);
  } catch {
    // Without the day there are still the counter and what flows now.
    return undefined;
  }
}
