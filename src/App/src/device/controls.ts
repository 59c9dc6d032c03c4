// Which main control a service gets. One file per control; a service without a row gets the generic one.
import { html, type TemplateResult } from 'lit';
import type { Service, Spec } from '../live/contract.ts';
import { canRead, genericParts, isNumeric, mainService, part, sensorParts, switches } from './parts.ts';

interface Row {
  load: () => Promise<unknown>;
  show: (device: string, service: string) => TemplateResult;
  /** What the control shows of its service, by name; the rest is listed below it. */
  covers: string[];
}

const light: Row = { load: () => import('./controls/light.ts'), show: (device, service) => html`<k-light .device=${device} .service=${service}></k-light>`, covers: ['on', 'brightness', 'color-temperature', 'color', 'toggle'] };
const keys: Row = { load: () => import('./controls/keys.ts'), show: (device, service) => html`<k-keys .device=${device} .service=${service}></k-keys>`, covers: ['on', 'toggle'] };
const climate: Row = { load: () => import('./controls/climate.ts'), show: (device, service) => html`<k-climate .device=${device} .service=${service}></k-climate>`, covers: ['on', 'mode', 'target-temperature', 'temperature', 'fan-level', 'toggle'] };
const cover: Row = { load: () => import('./controls/cover.ts'), show: (device, service) => html`<k-cover .device=${device} .service=${service}></k-cover>`, covers: ['motor-control', 'current-position', 'target-position', 'target-tilt', 'status'] };
const lock: Row = { load: () => import('./controls/lock.ts'), show: (device, service) => html`<k-lock .device=${device} .service=${service}></k-lock>`, covers: ['locked', 'lock', 'unlock'] };
const media: Row = { load: () => import('./controls/media.ts'), show: (device, service) => html`<k-media .device=${device} .service=${service}></k-media>`, covers: ['playing-state', 'title', 'artist', 'play', 'pause', 'next', 'previous'] };
const sensor: Row = { load: () => import('./controls/sensor.ts'), show: (device, service) => html`<k-sensor .device=${device} .service=${service}></k-sensor>`, covers: [] };
const generic: Row = { load: () => import('./controls/generic.ts'), show: (device, service) => html`<k-generic .device=${device} .service=${service}></k-generic>`, covers: [] };

const table: Record<string, Row> = {
  light, 'ambient-light': light, 'night-light': light,
  switch: keys,
  thermostat: climate, 'air-conditioner': climate, heater: climate, 'water-heater': climate, 'bath-heater': climate, kettle: climate,
  curtain: cover, 'window-opener': cover, airer: cover,
  lock,
  'play-control': media,
};

export interface Chosen extends Row { service: string; type: string; keys: boolean }

/** Whether the main control shows a member of a service, so that it is not listed again. */
export const isCovered = (chosen: Chosen | undefined, service: Service, name: string): boolean =>
  chosen !== undefined && (service.id === chosen.service || (chosen.keys && service.type === 'switch')) && chosen.covers.includes(name);

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
  // A sensor's own readings and the whole of a generic service stand in the control already.
  const covers = row === sensor ? sensorParts(service).map((property) => property.name) : row === generic ? genericParts(service) : row.covers;
  return { ...row, covers, service: service.id, type: service.type, keys: row === keys };
}
