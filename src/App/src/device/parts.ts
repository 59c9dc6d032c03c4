// Finding one's way in a spec: which service is what the device is about, and its properties by name.
import type { Device, Property, Service, Spec, SpecAction } from '../live/contract.ts';

/** Services that come with a device but are not what it is for. */
const housekeeping = new Set(['device-information', 'battery', 'identify', 'firmware', 'indicator-light', 'physical-controls-locked', 'filter', 'alarm', 'screen', 'radio-link',
  'diagnostics', 'tamper', 'brush-cleaner', 'countdown', 'delay', 'memory-card-management', 'microphone']);

/** Types that are about a service of another name: the first required one of spec/types. */
const aboutOf: Record<string, string[]> = {
  outlet: ['switch'], relay: ['switch'], blind: ['curtain'], camera: ['camera-control'], 'garage-door': ['gate'], 'air-quality-sensor': ['environment'],
  'energy-meter': ['power-consumption'], 'water-meter': ['water-consumption'], 'gas-meter': ['gas-consumption'], 'heat-meter': ['heat-consumption'],
  'solar-inverter': ['power-generation'], 'home-battery': ['energy-storage'], 'alarm-system': ['arming'], 'scene-switch': ['switch-sensor'], 'remote-control': ['switch-sensor'],
  'media-player': ['play-control'], speaker: ['play-control', 'speaker'], projector: ['television'], 'room-panel': ['room-service'], gateway: ['diagnostics'],
};

export function serviceOf(spec: Spec, ...types: string[]): Service | undefined {
  for (const type of types) {
    const found = spec.services.find((service) => service.type === type);
    if (found) return found;
  }
  return undefined;
}

/** What the device is about. */
export function mainService(spec: Spec): Service | undefined {
  const byType = serviceOf(spec, ...(aboutOf[spec.type] ?? []), spec.type);
  if (byType) return byType;
  return spec.services.find((service) => !housekeeping.has(service.type)) ?? spec.services.find((service) => service.type !== 'device-information') ?? spec.services[0];
}


/** The first property of a service that has one of the names. */
export function part(service: Service | undefined, ...names: string[]): Property | undefined {
  for (const name of names) {
    const found = service?.properties.find((property) => property.name === name);
    if (found) return found;
  }
  return undefined;
}

/** The first property with one of the names in the whole device, the main service first. */
export function anyPart(spec: Spec, ...names: string[]): Property | undefined {
  const main = mainService(spec);
  const found = part(main, ...names);
  if (found) return found;
  for (const service of spec.services) {
    const other = part(service, ...names);
    if (other) return other;
  }
  return undefined;
}

export function findProperty(spec: Spec | undefined, address: string): Property | undefined {
  for (const service of spec?.services ?? []) for (const property of service.properties) if (property.address === address) return property;
  return undefined;
}

export const findAction = (spec: Spec | undefined, address: string) =>
  spec?.services.flatMap((service) => service.actions).find((action) => action.address === address);
export const findEvent = (spec: Spec | undefined, address: string) =>
  spec?.services.flatMap((service) => service.events).find((event) => event.address === address);

export const canWrite = (property: Property): boolean => property.access.includes('write');
/**
 * What a person must mean: it is held on the device's page and asked about in a tile, never sent by a stray tap. That is what touches safety or
 * privacy, and what costs while it runs on: a valve, a charger. A service that keeps a target ends by itself, and a level is dragged.
 */
export function wantsHold(spec: Spec | undefined, member: Property | SpecAction): boolean {
  if (member.risk !== 'cost') return member.risk === 'safety' || member.risk === 'privacy';
  const service = spec?.services.find(({ id }) => member.address.startsWith(`${id}.`));
  return !('format' in member && member.format !== 'bool') && !part(service, 'target-temperature');
}
export const canRead = (property: Property): boolean => property.access.includes('read') || property.access.includes('notify');
export const isNumeric = (property: Property): boolean => property.format !== 'bool' && property.format !== 'string' && !property.choices?.length && property.unit !== 'rgb';

/** Every service of a type that a person switches: the keys of a wall switch. */
export const switches = (spec: Spec): Service[] => spec.services.filter((service) => service.type === 'switch' && part(service, 'on'));

/** The oldest age of what is shown of a device, for stale ones: when it was last heard. */
export const heardAt = (device: Device): string | undefined =>
  device.seen ?? Object.values(device.values).map((reading) => reading.t).sort().at(-1);

/** What a sensor's control shows: all it reads and nobody sets, six at most. */
export const sensorParts = (service: Service): Property[] => service.properties.filter((property) => canRead(property) && !canWrite(property)).slice(0, 6);

/** What the generic control shows of a service, by name: its state, its first settings and actions. */
export function genericParts(service: Service): string[] {
  const settings = service.properties.filter((property) => canWrite(property) && property.name !== 'on').slice(0, 4);
  const state = genericState(service);
  return ['on', ...(state ? [state.name] : []), ...settings.map((property) => property.name), ...service.actions.slice(0, 8).map((action) => action.name)];
}

export const genericState = (service: Service): Property | undefined =>
  part(service, 'status', 'playing-state', 'state', 'mode') ?? service.properties.find((property) => canRead(property) && property.name !== 'on');
