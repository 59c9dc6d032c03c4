// Which main control a service gets. One file per control; a service without a row gets the generic one.
import { html, type TemplateResult } from 'lit';
import type { Service, Spec } from '../live/contract.ts';
import { canRead, genericParts, isNumeric, mainService, part, sensorParts, serviceOf, switches } from './parts.ts';

interface Row {
  load: () => Promise<unknown>;
  show: (device: string, service: string) => TemplateResult;
  /** What the control shows of its service, by name; the rest is listed below it. */
  covers: string[];
  /** Services of this type are shown by it too: the other keys of a wall switch, the chambers of a fridge. */
  also?: string;
}

const light: Row = { load: () => import('./controls/light.ts'), show: (device, service) => html`<k-light .device=${device} .service=${service}></k-light>`, covers: ['on', 'brightness', 'color-temperature', 'color', 'toggle'] };
const keys: Row = { load: () => import('./controls/keys.ts'), show: (device, service) => html`<k-keys .device=${device} .service=${service}></k-keys>`, covers: ['on', 'toggle'], also: 'switch' };
const climate: Row = {
  load: () => import('./controls/climate.ts'), show: (device, service) => html`<k-climate .device=${device} .service=${service}></k-climate>`,
  covers: ['on', 'mode', 'target-temperature', 'temperature', 'fan-level', 'heat-level', 'status', 'hot-water-left', 'toggle'],
};
const fan: Row = {
  load: () => import('./controls/fan.ts'), show: (device, service) => html`<k-fan .device=${device} .service=${service}></k-fan>`,
  covers: ['on', 'fan-level', 'fan-speed', 'mode', 'direction', 'horizontal-swing', 'vertical-swing', 'horizontal-angle', 'off-delay-time', 'anion', 'toggle', 'turn-left', 'turn-right'],
};
const humidity: Row = {
  load: () => import('./controls/humidity.ts'), show: (device, service) => html`<k-humidity .device=${device} .service=${service}></k-humidity>`,
  covers: ['on', 'status', 'target-humidity', 'mode', 'fan-level', 'water-level', 'tank-full', 'overwet-protect', 'dryer', 'toggle'],
};
const air: Row = {
  load: () => import('./controls/air.ts'), show: (device, service) => html`<k-air .device=${device} .service=${service}></k-air>`,
  covers: ['on', 'mode', 'fan-level', 'fan-speed', 'anion', 'uv', 'heater', 'heat-level', 'toggle'],
};
const cover: Row = { load: () => import('./controls/cover.ts'), show: (device, service) => html`<k-cover .device=${device} .service=${service}></k-cover>`, covers: ['motor-control', 'current-position', 'target-position', 'current-tilt', 'target-tilt', 'status'] };
const opening: Row = {
  load: () => import('./controls/opening.ts'), show: (device, service) => html`<k-opening .device=${device} .service=${service}></k-opening>`,
  covers: ['open', 'status', 'obstructed', 'target-position', 'current-position', 'flow-rate', 'light', 'toggle', 'stop'],
};
const lock: Row = { load: () => import('./controls/lock.ts'), show: (device, service) => html`<k-lock .device=${device} .service=${service}></k-lock>`, covers: ['locked', 'lock', 'unlock'] };
const arming: Row = { load: () => import('./controls/arming.ts'), show: (device, service) => html`<k-arming .device=${device} .service=${service}></k-arming>`, covers: ['mode', 'status'] };
const robot: Row = {
  load: () => import('./controls/vacuum.ts'), show: (device, service) => html`<k-robot .device=${device} .service=${service}></k-robot>`,
  covers: ['status', 'mode', 'sweep-type', 'target-water-level', 'cutting-height', 'rain-delay', 'cleaned-area', 'cleaning-time', 'start-sweep', 'continue-sweep', 'start-mow', 'pause-sweeping', 'pause', 'stop-sweeping', 'stop-and-gocharge', 'dock',
    'start-room-sweep', 'locate'],
};
const kettle: Row = {
  load: () => import('./controls/kettle.ts'), show: (device, service) => html`<k-kettle .device=${device} .service=${service}></k-kettle>`,
  covers: ['on', 'status', 'temperature', 'target-temperature', 'mode', 'auto-keep-warm', 'start-boil', 'stop-working'],
};
const job: Row = {
  load: () => import('./controls/job.ts'), show: (device, service) => html`<k-job .device=${device} .service=${service}></k-job>`,
  covers: ['on', 'status', 'phase', 'left-time', 'temperature', 'target-temperature', 'mode', 'heat-level', 'cook-time', 'target-time', 'spin-speed', 'auto-keep-warm', 'light', 'start-cook', 'start-wash', 'start-dry', 'brew', 'pause', 'cancel-cooking', 'stop-working'],
};
const television: Row = {
  load: () => import('./controls/television.ts'), show: (device, service) => html`<k-television .device=${device} .service=${service}></k-television>`,
  covers: ['on', 'input', 'app', 'channel', 'picture-mode', 'toggle', 'channel-up', 'channel-down', 'press-key', 'volume', 'mute', 'volume-up', 'volume-down'], also: 'speaker',
};
const media: Row = {
  load: () => import('./controls/media.ts'), show: (device, service) => html`<k-media .device=${device} .service=${service}></k-media>`,
  covers: ['playing-state', 'title', 'artist', 'album', 'position', 'duration', 'play-loop-mode', 'play', 'pause', 'next', 'previous'],
};
const meter: Row = { load: () => import('./controls/meter.ts'), show: (device, service) => html`<k-meter .device=${device} .service=${service}></k-meter>`, covers: ['mode'] };
const presses: Row = { load: () => import('./controls/presses.ts'), show: (device, service) => html`<k-presses .device=${device} .service=${service}></k-presses>`, covers: [] };
const siren: Row = { load: () => import('./controls/siren.ts'), show: (device, service) => html`<k-siren .device=${device} .service=${service}></k-siren>`, covers: ['on', 'volume', 'sounding-time', 'tone', 'mode', 'strobe', 'stop-alarm'] };
const infrared: Row = {
  load: () => import('./controls/infrared.ts'), show: (device, service) => html`<k-infrared .device=${device} .service=${service}></k-infrared>`,
  covers: ['learning', 'learned-code', 'press-key', 'start-learning', 'stop-learning'], also: 'open',
};
const watering: Row = {
  load: () => import('./controls/sprinkler.ts'), show: (device, service) => html`<k-watering .device=${device} .service=${service}></k-watering>`,
  covers: ['on', 'status', 'watering-time', 'left-time', 'rain-delay', 'water-used', 'start-watering', 'stop-watering'],
};
const charger: Row = {
  load: () => import('./controls/charger.ts'), show: (device, service) => html`<k-charger .device=${device} .service=${service}></k-charger>`,
  covers: ['on', 'status', 'current-limit', 'session-energy', 'electric-power', 'start-charge', 'stop-charge'],
};
const fridge: Row = {
  load: () => import('./controls/fridge.ts'), show: (device, service) => html`<k-fridge .device=${device} .service=${service}></k-fridge>`,
  covers: ['mode', 'door-open', 'ice-maker', 'target-temperature', 'temperature', 'on'], also: 'fridge-chamber',
};
const feeder: Row = { load: () => import('./controls/feeder.ts'), show: (device, service) => html`<k-feeder .device=${device} .service=${service}></k-feeder>`, covers: ['food-left', 'fed-today', 'status', 'feed'] };
const camera: Row = {
  load: () => import('./controls/camera.ts'), show: (device, service) => html`<k-camera .device=${device} .service=${service}></k-camera>`,
  covers: ['on', 'privacy-mode', 'streaming', 'night-shot', 'recording-mode', 'motion-tracking'], also: 'motion-detection',
};
const sensor: Row = { load: () => import('./controls/sensor.ts'), show: (device, service) => html`<k-sensor .device=${device} .service=${service}></k-sensor>`, covers: [] };
const generic: Row = { load: () => import('./controls/generic.ts'), show: (device, service) => html`<k-generic .device=${device} .service=${service}></k-generic>`, covers: [] };

const table: Record<string, Row> = {
  light, 'ambient-light': light, 'night-light': light,
  switch: keys,
  thermostat: climate, 'air-conditioner': climate, heater: climate, 'water-heater': climate, 'bath-heater': climate, 'electric-blanket': climate,
  fan, 'ceiling-fan': fan, 'fan-control': fan, hood: fan,
  humidifier: humidity, dehumidifier: humidity, diffuser: humidity,
  'air-purifier': air, 'air-fresh': air,
  curtain: cover, 'window-opener': cover, airer: cover,
  valve: opening, gate: opening,
  lock, arming,
  vacuum: robot, mower: robot,
  kettle,
  cooker: job, oven: job, 'microwave-oven': job, 'air-fryer': job, 'coffee-machine': job, washer: job, dryer: job, dishwasher: job,
  television, 'play-control': media,
  'power-consumption': meter, 'power-generation': meter, 'water-consumption': meter, 'gas-consumption': meter, 'heat-consumption': meter, 'energy-storage': meter,
  'switch-sensor': presses,
  siren, 'ir-remote-control': infrared, sprinkler: watering, 'ev-charger': charger, fridge, 'fridge-chamber': fridge, 'pet-feeder': feeder, 'camera-control': camera,
};

export interface Chosen extends Row { service: string; type: string }

/** Whether the main control shows a member of a service, so that it is not listed again. */
export const isCovered = (chosen: Chosen | undefined, service: Service, name: string): boolean =>
  chosen !== undefined && (service.id === chosen.service || service.type === chosen.also) && chosen.covers.includes(name);

export function controlOf(spec: Spec): Chosen | undefined {
  const service = mainService(spec);
  if (!service) return undefined;
  let row = table[service.type];
  if (row === climate && !part(service, 'target-temperature')) row = undefined;
  if (row === keys && switches(spec).length === 0) row = undefined;
  if (!row) {
    const writes = service.properties.some((property) => property.access.includes('write')) || service.actions.length > 0;
    const reads = service.properties.some((property) => canRead(property) && (isNumeric(property) || property.format === 'bool' || property.choices));
    row = reads && (!writes || /sensor|environment|quality|monitor|consumption|electricity|meter/.test(service.type)) ? sensor : generic;
  }
  // A meter's counters, a sensor's readings and the whole of a generic service stand in the control already.
  const meterParts = service.properties.filter((property) => canRead(property) && (property.name === 'mode' || !property.access.includes('write'))).map((property) => property.name);
  const covers = row === meter ? meterParts : row === infrared ? [...row.covers, ...(serviceOf(spec, 'open')?.actions ?? []).map((action) => action.name)] : row === sensor ? sensorParts(service).map((property) => property.name) : row === generic ? genericParts(service) : row.covers;
  return { ...row, covers, service: service.id, type: service.type };
}
