// What the figures of the meters add up to. A meter of the whole home measures what the others measure again.
import { t } from '../i18n/text.ts';
import type { LocalText } from '../live/contract.ts';
import { store } from '../live/store.ts';

export interface Meter { device: string; whole: boolean; kilowattHours: number[]; costs?: number[] }
export interface TariffChoice { id?: string; currency?: string; price?: number }
export interface Tariff { id: string; name: LocalText; currency: string; source: LocalText; rates: { price: number; from?: string; to?: string }[] }
export interface Energy { from: string; to: string; by: string; starts: string[]; meters: Meter[]; currency?: string; tariff?: TariffChoice }
export interface Share { id?: string; name: string; note?: string; energy: number; cost?: number }

const sum = (values: number[] | undefined): number => (values ?? []).reduce((all, one) => all + one, 0);
const parts = (energy: Energy): Meter[] => energy.meters.filter((meter) => !meter.whole);
const counted = (energy: Energy): Meter[] => {
  const whole = energy.meters.filter((meter) => meter.whole);
  return whole.length > 0 ? whole : energy.meters;
};

/** What the home used in each stretch. */
export const totals = (energy: Energy): number[] => energy.starts.map((_, at) => sum(counted(energy).map((meter) => meter.kilowattHours[at] ?? 0)));
export const costs = (energy: Energy): number[] | undefined =>
  energy.currency ? energy.starts.map((_, at) => sum(counted(energy).map((meter) => meter.costs?.[at] ?? 0))) : undefined;

/** Each device's part, the largest first; what the whole meter counted and no other is the rest. */
export function byDevice(energy: Energy): Share[] {
  const shares = parts(energy).map((meter): Share => {
    const device = store.device(meter.device);
    return { id: meter.device, name: device?.name ?? meter.device, note: store.room(device?.room)?.name, energy: sum(meter.kilowattHours), cost: energy.currency ? sum(meter.costs) : undefined };
  });
  return [...largestFirst(shares), ...rest(energy, shares)];
}

/** The same by rooms; a device without one stands alone. */
export function byRoom(energy: Energy): Share[] {
  const rooms = new Map<string, Share>();
  const devices = parts(energy).map((meter) => ({ meter, room: store.room(store.device(meter.device)?.room) }));
  for (const { meter, room } of devices) {
    const share = rooms.get(room?.id ?? '') ?? { name: room?.name ?? t('home.elsewhere'), energy: 0, cost: energy.currency ? 0 : undefined };
    share.energy += sum(meter.kilowattHours);
    if (share.cost !== undefined) share.cost += sum(meter.costs);
    rooms.set(room?.id ?? '', share);
  }
  const shares = [...rooms.values()];
  return [...largestFirst(shares), ...rest(energy, shares)];
}

const largestFirst = (shares: Share[]): Share[] => [...shares].sort((a, b) => b.energy - a.energy);

function rest(energy: Energy, shares: Share[]): Share[] {
  if (!energy.meters.some((meter) => meter.whole)) return [];
  const left = sum(totals(energy)) - sum(shares.map((share) => share.energy));
  const cost = costs(energy);
  // Meters differ a little; below a hundredth there is nothing to tell.
  return left < 0.01 ? [] : [{ name: t('energy.rest'), energy: left, cost: cost ? Math.max(0, sum(cost) - sum(shares.map((share) => share.cost ?? 0))) : undefined }];
}

/** By how much more or less than in the period before, counting only stretches that are over, in both; undefined when there is nothing to compare. */
export function difference(energy: Energy, before: Energy, now = Date.now()): number | undefined {
  const [mine, theirs] = [totals(energy), totals(before)];
  // A stretch is over when the next has begun.
  const over = Math.min(energy.starts.filter((_, at) => (at + 1 < energy.starts.length ? Date.parse(energy.starts[at + 1]!) <= now : now > Date.parse(energy.starts[at]!) + longest[energy.by]!)).length, theirs.length);
  const [a, b] = [sum(mine.slice(0, over)), sum(theirs.slice(0, over))];
  return over === 0 || b <= 0 || theirs[0] === 0 ? undefined : a / b - 1;
}

const longest: Record<string, number> = { hour: 3_600_000, day: 25 * 3_600_000, month: 31 * 25 * 3_600_000 };
