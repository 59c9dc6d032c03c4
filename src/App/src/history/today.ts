import { get, query } from '../live/api.ts';
import type { History } from '../live/contract.ts';
import { homePath } from '../live/session.ts';
import { dayKey } from '../i18n/format.ts';

/** What a counter grew by on this day of the home's calendar, or nothing where nothing is known of it. When a day begins and what a reset means, the server knows. */
export async function grownToday(device: string, address: string): Promise<number | undefined> {
  try {
    const { points } = await get<History>(homePath(`/devices/${device}/history/${address}${query({ day: dayKey(Date.now()) })}`));
    const grown = points.flatMap((point) => ('total' in point && point.total !== undefined ? [point.total] : []));
    return grown.length > 0 ? grown.reduce((sum, total) => sum + total, 0) : undefined;
  } catch {
    // Without the day there are still the counter and what flows now.
    return undefined;
  }
}
