// The home in a few figures: what the chips say and which devices they are about.
import { number, valueText, withUnit } from '../i18n/format.ts';
import { t } from '../i18n/text.ts';
import type { Device } from '../live/contract.ts';
import { store } from '../live/store.ts';
import { anyPart, part, serviceOf } from '../device/parts.ts';
import { categoryOf, look } from '../device/looks.ts';
import { degrees, type Category, type Look, type Tone } from '../device/paint.ts';

export type ChipName = 'lights' | 'climate' | 'security' | 'energy';
export interface Chip { name: ChipName; icon: string; tone: Tone; active: boolean; title: string; words: string }

export function inCategory(category: Category): Device[] {
  return [...store.devices.values()].filter((device) => {
    const spec = store.specOf(device);
    if (!spec) return false;
    if (category === 'energy') return wattsOf(device) !== undefined || categoryOf(spec) === 'energy';
    return categoryOf(spec) === category;
  });
}

/** What a device draws now, in watts; only what is live counts. */
export function wattsOf(device: Device): number | undefined {
  const spec = store.specOf(device);
  // What makes or keeps power does not draw it.
  const property = spec && part(serviceOf(spec, 'power-consumption', 'ev-charger'), 'electric-power');
  if (!property || !/watt$/.test(property.unit ?? '')) return undefined;
  const value = device.values[property.address]?.v;
  return typeof value === 'number' && device.online ? value * (property.unit === 'kilowatt' ? 1000 : 1) : undefined;
}

/** Types whose temperature is that of a room. */
const roomTemperature = new Set(['temperature-humidity-sensor', 'air-quality-sensor', 'thermostat', 'air-conditioner', 'heater']);

/** The mean of what is measured live in a set of devices, in °C. */
export function meanTemperature(devices: Iterable<Device>): number | undefined {
  let sum = 0;
  let count = 0;
  for (const device of devices) {
    const spec = store.specOf(device);
    if (!spec || !device.online || !roomTemperature.has(spec.type)) continue;
    const property = anyPart(spec, 'temperature', 'indoor-temperature');
    const value = property && device.values[property.address]?.v;
    if (typeof value !== 'number') continue;
    sum += value;
    count++;
  }
  return count === 0 ? undefined : sum / count;
}

export function meanHumidity(devices: Iterable<Device>): string | undefined {
  for (const device of devices) {
    const spec = store.specOf(device);
    if (!spec || !device.online || !/temperature-humidity-sensor|air-quality-sensor/.test(spec.type)) continue;
    const property = anyPart(spec, 'relative-humidity', 'humidity');
    const value = property && device.values[property.address]?.v;
    if (typeof value === 'number') return valueText(property, Math.round(value));
  }
  return undefined;
}

const looks = (category: Category): Look[] => inCategory(category).filter((device) => device.online).map((device) => look(device, store.specOf(device)));

export const isDanger = (icon: string): boolean => icon === 'smoke' || icon === 'gas' || icon === 'water-leak';

export function chips(): Chip[] {
  const found: Chip[] = [];
  const lights = inCategory('lights');
  if (lights.length > 0) {
    const on = looks('lights').filter((one) => one.active).length;
    found.push({ name: 'lights', icon: 'bulb', tone: 'light', active: on > 0, title: t('chip.lights'), words: on === 0 ? t('chip.allOff') : t('chip.on', { n: on }) });
  }
  const climate = inCategory('climate');
  if (climate.length > 0) {
    const mean = meanTemperature(climate);
    const on = looks('climate').filter((one) => one.active).length;
    found.push({ name: 'climate', icon: 'thermometer', tone: 'warm', active: on > 0, title: t('chip.climate'), words: mean === undefined ? t('chip.on', { n: on }) : degrees(mean) });
  }
  const security = inCategory('security');
  if (security.length > 0) {
    const open = looks('security').filter((one) => one.active && one.tone === 'alert').length;
    found.push({ name: 'security', icon: open > 0 ? 'unlock' : 'lock', tone: open > 0 ? 'alert' : 'safe', active: true, title: t('chip.security'), words: open > 0 ? t('chip.open', { n: open }) : t('chip.secure') });
  }
  // A meter of the whole house measures what the outlets measure again.
  const meters = [...store.devices.values()].filter((device) => device.type === 'energy-meter' && wattsOf(device) !== undefined);
  const watts = (meters.length > 0 ? meters : [...store.devices.values()]).map(wattsOf).filter((value) => value !== undefined);
  if (watts.length > 0) {
    const sum = watts.reduce((all, one) => all + one, 0);
    found.push({ name: 'energy', icon: 'power', tone: 'power', active: sum > 0, title: t('chip.energy'), words: sum >= 1000 ? withUnit(number(sum / 1000, 1), 'kilowatt') : withUnit(number(sum), 'watt') });
  }
  return found;
}

/** Devices that tell of a danger now: smoke, gas, water. */
export function dangers(): { device: Device; words: string; icon: string }[] {
  const found = [];
  for (const device of inCategory('security')) {
    const seen = look(device, store.specOf(device));
    if (seen.active && isDanger(seen.icon)) found.push({ device, words: seen.words, icon: seen.icon });
  }
  return found;
}
