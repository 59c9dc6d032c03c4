// What of a device's present state belongs into a scene: what people see and hear of it, not how it is set up (as the server's own capture has it).
import { canRead, canWrite, mainService, part } from '../device/parts.ts';
import type { Device, Property, Service, Spec } from '../live/contract.ts';
import { store } from '../live/store.ts';
import type { Step, Values } from './scene.ts';

/** Settings that stand in the same services as the state. */
const settings = new Set(['default-power-on-state', 'transition', 'off-delay-time', 'on-delay-time', 'entry-delay', 'child-lock', 'name', 'auto-lock', 'auto-lock-time']);
const coloured = ['color', 'saturation'], white = ['color-temperature'];

/** The services that a device is for: its main one, and its like, such as the other keys of a wall switch. */
export function aboutOf(spec: Spec): Service[] {
  const main = mainService(spec);
  return spec.services.filter((service) => service.type === main?.type);
}

export const serviceOf = (spec: Spec, address: string): Service | undefined => spec.services.find((service) => service.properties.some((property) => property.address === address));

/** What can be set of a service and seen again. */
const states = (service: Service): Property[] => service.properties.filter((property) => canWrite(property) && canRead(property) && !settings.has(property.name));

/** A lamp is white or coloured, never both: which, says its mode, or which of the two was set last. */
function hidden(device: Device, service: Service): string[] {
  const mode = part(service, 'mode');
  const key = mode?.choices?.find(({ value }) => value === device.values[mode.address]?.v)?.key;
  if (key !== undefined) return key === 'white' ? coloured : key === 'color' ? white : [];
  const [colour, warm] = [part(service, 'color'), part(service, 'color-temperature')];
  if (!colour || !warm) return [];
  const at = (property: Property): number => Date.parse(device.values[property.address]?.t ?? '') || 0;
  return at(colour) > at(warm) ? white : coloured;
}

/** The state of a service as it is, or as if it were on. */
export function stateOf(device: Device, service: Service, on?: boolean): Values {
  const power = part(service, 'on');
  const known = (property: Property): boolean => device.values[property.address] !== undefined;
  const isOn = on ?? (power && known(power) ? device.values[power.address]!.v === true : true);
  if (power && canWrite(power) && !isOn) return { [power.address]: false };
  const hides = hidden(device, service);
  const found = Object.fromEntries(states(service).filter((property) => known(property) && !hides.includes(property.name)).map((property) => [property.address, device.values[property.address]!.v]));
  return power && on ? { ...found, [power.address]: true } : found;
}

/** What it does now; undefined when there is nothing to set. */
export function capture(id: string): Values | undefined {
  const device = store.device(id);
  const spec = device && store.specOf(device);
  if (!device || !spec) return undefined;
  const values = Object.assign({}, ...aboutOf(spec).map((service) => stateOf(device, service))) as Values;
  return Object.keys(values).length > 0 ? values : undefined;
}

/** A device as a scene begins with it: as it is; what never said how it is, by what can be set or done first. */
export function begin(id: string): Step | undefined {
  const values = capture(id);
  if (values) return { device: id, values };
  const device = store.device(id);
  const spec = device && store.specOf(device);
  if (!spec) return undefined;
  const first = aboutOf(spec).flatMap((service) => service.properties).find((property) => canWrite(property) && !settings.has(property.name));
  if (first) return { device: id, values: { [first.address]: initial(first) } };
  const action = aboutOf(spec).flatMap((service) => service.actions).find((one) => one.in.length === 0);
  return action && { device: id, call: action.address };
}

/** What a setting that nobody knows begins with. */
export const initial = (property: Property): Values[string] => property.format === 'bool' ? true : property.choices?.[0]?.value ?? (property.format === 'string' ? '' : property.unit === 'rgb' ? 0xffffff : (property.range?.min ?? 0));

/** Whether a scene can do anything with it. */
export function canTakePart(device: Device): boolean {
  const spec = store.specOf(device);
  return spec !== undefined && spec.services.some((service) => service.type !== 'device-information' && (service.properties.some(canWrite) || service.actions.length > 0)) && begin(device.id) !== undefined;
}

/** A setting more or another; of a lamp's white and its colour the one that was chosen last stands. */
export function withSetting(spec: Spec, values: Values, property: Property, value: Values[string]): Values {
  const service = serviceOf(spec, property.address);
  const hides = coloured.includes(property.name) ? white : white.includes(property.name) ? coloured : [];
  const gone = new Set(hides.map((name) => part(service, name)?.address));
  const next = Object.fromEntries(Object.entries(values).filter(([address]) => !gone.has(address)));
  next[property.address] = value;
  const mode = hides.length > 0 ? part(service, 'mode') : undefined;
  const choice = mode && next[mode.address] !== undefined ? mode.choices?.find(({ key }) => key === (hides === white ? 'color' : 'white')) : undefined;
  return choice ? { ...next, [mode!.address]: choice.value } : next;
}

/** What else could be set: first what the device is for. */
export function others(spec: Spec, values: Values): Property[] {
  const about = aboutOf(spec);
  return [...about, ...spec.services.filter((service) => !about.includes(service) && service.type !== 'device-information')]
    .flatMap((service) => service.properties).filter((property) => canWrite(property) && property.name !== 'transition' && values[property.address] === undefined);
}
