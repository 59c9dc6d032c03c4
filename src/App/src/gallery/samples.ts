// A made-up home for the gallery: a device of each kind, its spec from the library, values that look like a Tuesday evening.
import { local } from '../i18n/text.ts';
import type { Device, Property, Reading, Scalar, Snapshot, Spec } from '../live/contract.ts';
import { place } from '../live/commands.ts';
import { Fault } from '../live/api.ts';
import { tell } from '../live/watch.ts';

/** Products of the library with a main control of their own, in the order in which they are shown. */
export const kinds = [
  'wall-switch', 'triple-switch', 'dimmer', 'colour-bulb', 'thermostat', 'air-conditioner', 'heater', 'fan', 'humidifier', 'dehumidifier', 'air-purifier', 'curtain', 'blind', 'lock', 'garage-door', 'alarm-system', 'media-player',
  'smart-television', 'vacuum', 'kettle', 'cooker', 'washer', 'water-heater', 'flow-valve', 'energy-meter', 'climate-sensor', 'smoke-sensor', 'scene-switch', 'pet-feeder',
  'fridge', 'sprinkler', 'ev-charger', 'siren', 'camera', 'ir-remote',
];

/** The states that a tile can be in, each with the lamp that shows it. */
export const states = ['live', 'off', 'unknown', 'asked', 'waiting', 'confirmed', 'failed', 'offline'] as const;

const numbers: Record<string, number> = {
  temperature: 21.4, 'target-temperature': 22, 'relative-humidity': 46, 'target-humidity': 50, 'pm2.5-density': 9, 'battery-level': 88, brightness: 70, 'color-temperature': 3200, color: 0xff9a2e, 'current-position': 60, 'target-position': 60,
  'current-tilt': 40, 'target-tilt': 40, 'filter-life-level': 32, 'water-level': 64, volume: 28, duration: 214, position: 83, 'electric-power': 356.1, voltage: 229.5, 'electric-current': 1.55, 'power-consumption': 3084.2, frequency: 49.99,
  'power-factor': 0.96, 'flow-rate': 6.2, 'left-time': 24, 'cleaned-area': 49.5, 'cleaning-time': 49, 'off-delay-time': 0, 'food-left': 70, 'fed-today': 40, 'cook-time': 30, 'spin-speed': 1200, 'entry-delay': 30, 'brush-life-level': 71,
  'watering-time': 20, 'water-used': 1840, 'current-limit': 16, 'session-energy': 7.3, 'sounding-time': 60,
};
/** Where the same name means something colder. */
const byAddress: Record<string, Scalar> = { 'cooling.temperature': 4.2, 'cooling.target-temperature': 4, 'freezer.temperature': -18.3, 'freezer.target-temperature': -18 };
const truths = new Set(['on', 'locked', 'horizontal-swing']);
const words: Record<string, string> = { title: 'Kitchen Radio', artist: 'The Neighbours', album: 'Sunday', app: 'Cinema' };

function sampleOf(property: Property): Scalar {
  if (byAddress[property.address] !== undefined) return byAddress[property.address]!;
  if (property.format === 'bool') return truths.has(property.name);
  if (property.choices?.length) return (property.choices.find(({ key }) => ['heat', 'playing', 'home', 'good', 'charging', 'watering', 'auto', 'dynamic'].includes(key)) ?? property.choices[0]!).value;
  if (property.format === 'string') return words[property.name] ?? '';
  return numbers[property.name] ?? (Array.isArray(property.range) ? (property.range as number[])[0]! : 1);
}

const documents = new Map<string, Spec>();

/** What the library says of a product; the same as a device of it would bring. */
async function specOf(product: string): Promise<Spec> {
  const found = documents.get(product) ?? ((await (await fetch(`/spec/products/kith-demo.${product}/1`)).json()) as Spec);
  documents.set(product, found);
  return structuredClone(found);
}

function device(id: string, name: string, product: string, spec: Spec, part: Partial<Device> = {}): Device {
  const now = new Date().toISOString();
  const readable = spec.services.flatMap((service) => service.properties ?? []).filter((property) => property.access.includes('read'));
  const values: Record<string, Reading> = Object.fromEntries(readable.map((property) => [property.address, { v: sampleOf(property), t: now }]));
  return { id, name, spec: product, type: spec.type, online: true, seen: now, via: 'native', values, ...part };
}

export async function home(): Promise<Snapshot> {
  const specs = Object.fromEntries(await Promise.all(kinds.map(async (kind) => [kind, await specOf(kind)] as const)));
  const lamp = specs['dimmer']!;
  const seen = new Date(Date.now() - 25 * 60_000).toISOString();
  const lamps = states.map((state) => device(`tile-${state}`, local(lamp.name), 'dimmer', lamp, {
    ...(state === 'offline' ? { online: false, seen } : {}), ...(state === 'unknown' ? { values: {} } : {}),
    ...(state === 'off' ? { values: { 'light.on': { v: false, t: seen } } } : {}),
  }));
  return {
    sequence: 0, home: { id: 'gallery', name: 'Kith', timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, role: 'guest' }, rooms: [], people: [], specs,
    devices: [...lamps, ...kinds.map((kind) => device(kind, local(specs[kind]!.name), kind, specs[kind]!))],
  };
}

/** Lays the wishes on the lamps that show what becomes of one. */
export function wish(): void {
  for (const phase of ['asked', 'waiting', 'confirmed', 'failed'] as const) {
    place(`tile-${phase}`, { address: 'light.on', value: true, phase, at: Date.now(), retry: () => {}, ...(phase === 'failed' ? { fault: new Fault('device.offline', 0, 'offline') } : {}) });
    tell(`device:tile-${phase}`);
  }
}
