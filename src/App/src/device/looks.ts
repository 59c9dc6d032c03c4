// What a device looks like in a tile: icon, colour, words, and what a tap does. One row per service; a device nobody has seen gets the last one.
import { local, t } from '../i18n/text.ts';
import type { Device, Service, Spec } from '../live/contract.ts';
import { alarm, armed, best, brightness, climate, cover, first, glance, keys, lock, opening, power, scene, watts, worker, type Category, type Look, type Paint, type Tone } from './paint.ts';
import { mainService, part } from './parts.ts';

interface Row { icon: string; category: Category; paint: Paint }
const row = (icon: string, category: Category, paint: Paint): Row => ({ icon, category, paint });
const onOff = (tone: Tone, ...detail: string[]): Paint => (subject) => power(subject, tone, first(...detail));
const facts = (tone: Tone, ...names: string[]): Paint => (subject) => glance(subject, tone, ...names);
const alarms = (tone: Tone, ...names: string[]): Paint => (subject) => alarm(subject, tone, ...names);
const lamp: Paint = (subject) => power(subject, 'light', brightness);

const rows: Record<string, Row> = {
  light: row('bulb', 'lights', lamp),
  'ambient-light': row('light-strip', 'lights', lamp),
  'night-light': row('night-light', 'lights', lamp),
  switch: row('switch', 'other', keys),

  thermostat: row('thermostat', 'climate', climate),
  'air-conditioner': row('air-conditioner', 'climate', climate),
  heater: row('heater', 'climate', climate),
  'water-heater': row('water-heater', 'climate', climate),
  'electric-blanket': row('blanket', 'climate', climate),
  'bath-heater': row('bath-heater', 'climate', facts('warm', 'mode', 'temperature')),
  fan: row('fan', 'climate', onOff('cool', 'fan-level', 'fan-speed')),
  'ceiling-fan': row('ceiling-fan', 'climate', onOff('cool', 'fan-level', 'fan-speed')),
  'fan-control': row('fan', 'climate', onOff('cool', 'fan-level')),
  'air-purifier': row('air-purifier', 'climate', onOff('cool', 'mode', 'fan-level')),
  'air-fresh': row('air-fresh', 'climate', onOff('cool', 'mode', 'fan-level')),
  humidifier: row('humidifier', 'climate', onOff('cool', 'target-humidity', 'fan-level')),
  dehumidifier: row('dehumidifier', 'climate', onOff('cool', 'target-humidity', 'mode')),
  diffuser: row('diffuser', 'other', onOff('cool', 'fan-level')),
  'temperature-humidity-sensor': row('thermometer', 'climate', facts('warm', 'temperature', 'relative-humidity')),
  environment: row('air-quality', 'climate', best('cool', 'co2-density', 'pm2.5-density', 'air-quality', 'temperature')),
  'weather-station': row('weather', 'climate', facts('cool', 'temperature', 'wind-speed')),
  'plant-monitor': row('plant', 'other', facts('safe', 'soil-moisture', 'temperature')),
  'illumination-sensor': row('sun', 'other', facts('light', 'illumination')),
  'pressure-sensor': row('pressure', 'other', facts('accent', 'pressure')),
  'water-level-sensor': row('water-level', 'other', facts('cool', 'liquid-level')),

  curtain: row('curtain', 'other', cover),
  'window-opener': row('window', 'other', cover),
  airer: row('airer', 'other', facts('accent', 'status')),
  valve: row('valve', 'other', opening('cool')),
  gate: row('gate', 'security', opening('alert', 'safe')),

  lock: row('lock', 'security', lock),
  door: row('door', 'security', alarms('alert', 'open')),
  'magnet-sensor': row('contact', 'security', alarms('alert', 'open')),
  'motion-sensor': row('motion', 'security', alarms('accent', 'motion')),
  'occupancy-sensor': row('person', 'security', alarms('accent', 'occupied')),
  'vibration-sensor': row('vibration', 'security', alarms('accent', 'vibration')),
  'smoke-sensor': row('smoke', 'security', alarms('alert', 'smoke')),
  'gas-sensor': row('gas', 'security', alarms('alert', 'gas')),
  'carbon-monoxide-sensor': row('carbon-monoxide', 'security', alarms('alert', 'carbon-monoxide')),
  'submersion-sensor': row('water-leak', 'security', alarms('alert', 'leak')),
  siren: row('siren', 'security', onOff('alert')),
  arming: row('shield', 'security', armed),
  'camera-control': row('camera', 'security', onOff('safe')),
  doorbell: row('doorbell', 'security', facts('accent', 'status')),

  'power-consumption': row('meter', 'energy', best('power', 'electric-power', 'power-consumption')),
  'power-generation': row('solar', 'energy', facts('power', 'electric-power', 'generated-energy')),
  'energy-storage': row('home-battery', 'energy', facts('power', 'charge-level', 'electric-power')),
  'ev-charger': row('car', 'energy', onOff('power', 'status', 'electric-power')),
  'water-consumption': row('water-meter', 'energy', facts('cool', 'water-consumption', 'flow-rate')),
  'gas-consumption': row('gas-meter', 'energy', facts('warm', 'gas-consumption')),
  'heat-consumption': row('heat-meter', 'energy', facts('warm', 'heat-consumption')),

  speaker: row('speaker', 'other', facts('accent', 'playing-state', 'volume')),
  'play-control': row('speaker', 'other', worker('accent', ['play'], ['pause', 'stop'], 'title')),
  television: row('television', 'other', onOff('accent', 'input', 'app')),
  vacuum: row('vacuum', 'other', worker('accent', ['start-sweep', 'start-sweep-mop'], ['pause-sweeping', 'stop-sweeping'], 'battery-level')),
  mower: row('mower', 'other', worker('safe', ['start-mow'], ['pause', 'dock'])),
  kettle: row('kettle', 'other', onOff('warm', 'status', 'temperature')),
  cooker: row('cooker', 'other', worker('warm', [], ['cancel-cooking'], 'left-time')),
  oven: row('oven', 'other', facts('warm', 'status', 'temperature')),
  'microwave-oven': row('microwave', 'other', facts('warm', 'status', 'left-time')),
  'air-fryer': row('air-fryer', 'other', facts('warm', 'status', 'left-time')),
  hob: row('hob', 'other', alarms('warm', 'on')),
  hood: row('hood', 'other', onOff('cool', 'fan-level')),
  'coffee-machine': row('coffee', 'other', onOff('warm', 'status')),
  fridge: row('fridge', 'other', facts('cool', 'temperature', 'mode')),
  'fridge-chamber': row('fridge', 'other', facts('cool', 'temperature')),
  washer: row('washer', 'other', worker('cool', [], [], 'left-time')),
  dryer: row('dryer', 'other', worker('warm', [], [], 'left-time')),
  dishwasher: row('dishwasher', 'other', worker('cool', [], [], 'left-time')),
  'water-purifier': row('water-drop', 'other', facts('cool', 'tds-out', 'filter-life-level')),
  'pet-feeder': row('pet', 'other', facts('accent', 'food-left', 'fed-today')),
  'pet-drinking-fountain': row('fountain', 'other', onOff('cool', 'water-level')),
  sprinkler: row('sprinkler', 'other', onOff('cool', 'left-time')),
  'switch-sensor': row('button', 'other', facts('accent', 'last')),
  'ir-remote-control': row('remote', 'other', facts('accent', 'learning')),
  'alarm-clock': row('alarm-clock', 'other', onOff('accent', 'time')),
  'sleep-monitor': row('sleep', 'other', alarms('accent', 'in-bed')),
  bed: row('bed', 'other', facts('accent', 'head-position')),
  'body-scale': row('scale', 'other', facts('accent', 'weight')),
  router: row('router', 'other', facts('accent', 'clients')),
  'room-service': row('panel', 'other', alarms('accent', 'do-not-disturb')),
  toilet: row('toilet', 'other', alarms('accent', 'seated')),
  'card-switch': row('card', 'other', alarms('accent', 'card-in')),
  scene: row('scene', 'other', scene),
};

/** Types that look otherwise than their main service says. */
const typeRows: Record<string, Row> = {
  outlet: row('outlet', 'other', (subject) => power(subject, 'power', watts)),
  relay: row('relay', 'other', (subject) => power(subject, 'accent', watts)),
  gateway: row('hub', 'other', facts('accent', 'uptime')),
  'remote-control': row('remote', 'other', facts('accent', 'last')),
};

/** Types that are drawn otherwise than their main service, and otherwise are like it. */
const typeIcons: Record<string, string> = { blind: 'blind', projector: 'projector', 'media-player': 'media-player', gate: 'yard-gate' };

/** A device nobody has seen before: its switch if it has one, else its first reading. */
const generic = (icon: string): Row => row(icon, 'other', (subject) => (part(subject.service, 'on') ? power(subject, 'accent') : glance(subject, 'accent')));

function rowOf(spec: Spec, service: Service): Row {
  return typeRows[spec.type] ?? rows[service.type] ?? generic('device');
}

export function look(device: Device, spec: Spec | undefined): Look {
  const service = spec && mainService(spec);
  if (!spec || !service) return { icon: 'device', tone: 'accent', category: 'other', active: false, words: t('value.unknown') };
  const { icon, category, paint } = rowOf(spec, service);
  const painted = paint({ device, spec, service });
  return { ...painted, icon: device.icon || (painted.icon ?? typeIcons[spec.type] ?? icon), category };
}

export const categoryOf = (spec: Spec): Category => {
  const service = mainService(spec);
  return service ? rowOf(spec, service).category : 'other';
};
/** The drawing of what a service is about, where it has a row of its own. */
export const drawingOf = (service: string): string | undefined => rows[service]?.icon;
export const kindName = (spec: Spec | undefined): string => local(spec?.name);
