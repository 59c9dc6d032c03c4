// Since when what is open is open. A sensor that says again and again that its door is open moves the time of the value; the past knows when it opened.
import { get, query } from '../live/api.ts';
import type { History, Reading, Scalar } from '../live/contract.ts';
import { homePath } from '../live/session.ts';
import { store } from '../live/store.ts';
import { tell } from '../live/watch.ts';

const LookedBackMs = 24 * 3_600_000;
/** A minute each. */
const Points = 1440;

/** By home, device and address; the value's own time until the past has answered. */
const known = new Map<string, string>();
const keyOf = (device: string, address: string): string => homePath(`/${device}/${address}`);

store.onChanges(({ values }) => {
  for (const { d, p, v } of values ?? []) if (v !== true) known.delete(keyOf(d, p));
});

/** When a reading that is true became so. */
export function trueSince(device: string, address: string, reading: Reading): string {
  const key = keyOf(device, address);
  const since = known.get(key);
  if (since !== undefined || !store.isLive) return since ?? reading.t;
  known.set(key, reading.t);
  const from = new Date(Date.parse(reading.t) - LookedBackMs).toISOString();
  void get<History>(homePath(`/devices/${device}/history/${address}${query({ from, to: new Date(Date.parse(reading.t) + 1).toISOString(), points: Points })}`)).then(({ points }) => {
    if (!known.has(key)) return;
    let began = reading.t;
    for (const point of points.filter((one): one is { t: string; v: Scalar } => 'v' in one).reverse()) {
      if (point.v !== true) break;
      began = point.t;
    }
    known.set(key, began);
    tell('values');
  }, () => known.delete(key));
  return reading.t;
}
