// The home in a few figures: what the chips say and which devices they are about.
import { number, valueText, withUnit } from '../i18n/format.ts';
import { t } from '../i18n/text.ts';
import type { Device } from '../live/contract.ts';
import { store } from '../live/store.ts';
import { anyPart, part, serviceOf } from '../device/parts.ts';
import { isGroup } from '../groups/kind.ts';
import { things } from '../scenes/kind.ts';
import { categoryOf, look } from '../device/looks.ts';
import { degrees, type Category, type Look, type Tone } from '../device/paint.ts';

export type ChipName = 'lights' | 'climate' | 'security' | 'energy' | 'air' | 'water';
export interface Chip { name: ChipName; icon: string; tone: Tone; active: boolean; title: string; words: string }

/** Services that make or measure air, and those that carry, meter or guard water. */
const services: Record<'air' | 'water', string[]> = {
  air: ['environment', 'air-purifier', 'air-fresh', 'humidifier', 'dehumidifier', 'hood'],
  water: ['submersion-sensor', 'valve', 'water-consumption', 'water-heater', 'water-purifier', 'sprinkler', 'water-level-sensor'],
};
/** Where people feel it: more than 2,000 ppm is unacceptable indoors (German Environment Agency, 2008), 75 µg/m³ is polluted (HJ 633-2012). */
const BadCo2Ppm = 2000, BadPm25 = 75;

export function inCategory(category: Category | ChipName): Device[] {
  return things().filter((device) => {
    const spec = store.specOf(device);
    // Its members count, each once.
    if (!spec || isGroup(device)) return false;
    if (category === 'air' || category === 'water') return serviceOf(spec, ...services[category]) !== undefined;
    if (category === 'energy') return wattsOf(device) !== undefined || categoryOf(spec) === 'energy';
    return categoryOf(spec) === category;
  });
}

/** What a device draws now, in watts; only what is live counts. */
export function wattsOf(device: Device): number | undefined {
  const spec = isGroup(device) ? undefined : store.specOf(device);
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
  return [...found, ...airChip(), ...waterChip()];
}

/** The highest of what a kind of property measures live. */
function most(devices: Device[], name: string): { value: number; words: string } | undefined {
  let found: { value: number; words: string } | undefined;
  for (const device of devices) {
    const spec = store.specOf(device);
    const property = spec && device.online ? anyPart(spec, name) : undefined;
    const value = property && device.values[property.address]?.v;
    if (typeof value === 'number' && (!found || value > found.value)) found = { value, words: valueText(property, value) };
  }
  return found;
}

function airChip(): Chip[] {
  const devices = inCategory('air');
  if (devices.length === 0) return [];
  const [co2, dust] = [most(devices, 'co2-density'), most(devices, 'pm2.5-density')];
  const bad = (co2?.value ?? 0) >= BadCo2Ppm || (dust?.value ?? 0) >= BadPm25;
  const said = (dust?.value ?? 0) >= BadPm25 ? dust : (co2 ?? dust);
  return [{ name: 'air', icon: 'air-quality', tone: bad ? 'alert' : 'cool', active: bad || said !== undefined, title: t('chip.air'), words: said?.words ?? t('chip.count', { n: devices.length }) }];
}

function waterChip(): Chip[] {
  const devices = inCategory('water');
  if (devices.length === 0) return [];
  const sensors = devices.filter((device) => serviceOf(store.specOf(device)!, 'submersion-sensor'));
  const wet = sensors.some((device) => device.values[part(serviceOf(store.specOf(device)!, 'submersion-sensor'), 'leak')?.address ?? '']?.v === true);
  const open = devices.filter((device) => device.online && device.values[part(serviceOf(store.specOf(device)!, 'valve'), 'open')?.address ?? '']?.v === true).length;
  const words = wet ? t('chip.leak') : open > 0 ? t('chip.openValves', { n: open }) : sensors.length > 0 ? t('chip.dry') : t('chip.count', { n: devices.length });
  return [{ name: 'water', icon: 'water-drop', tone: wet ? 'alert' : 'cool', active: wet || open > 0 || sensors.length > 0, title: t('chip.water'), words }];
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
