import { LitElement, css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { anyPart, heardAt, part, serviceOf } from '../device/parts.ts';
import { ageText, namesOf, timeText } from '../i18n/format.ts';
import { t } from '../i18n/text.ts';
import type { Device } from '../live/contract.ts';
import { signIn } from '../live/session.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { things } from '../scenes/kind.ts';
import { base } from '../ui/base.ts';
import '../ui/icon.ts';
import { trueSince } from './opened.ts';
import { dangers } from './summary.ts';

/** A door may be held open for a delivery; after this somebody has forgotten it. */
const OpenLongMs = 15 * 60_000;
/** Long enough for a restart of the device, the server or the router. */
const OfflineLongMs = 10 * 60_000;
/** Cells fall off steeply below a sixth of their charge; a week or two is left. */
const LowBatteryPercent = 15;

interface Alert { key: string; href: string; icon: string; danger: boolean; title: string; words: string }

const since = (at: string | undefined, now: number): number => (at ? now - Date.parse(at) : 0);

/** Since when it stands open, if that is long. */
function openLongSince(device: Device, now: number): string | undefined {
  const spec = store.specOf(device);
  const open = spec && device.online ? part(serviceOf(spec, 'magnet-sensor', 'door', 'gate'), 'open') : undefined;
  const reading = open && device.values[open.address];
  const began = reading?.v === true ? trueSince(device.id, open!.address, reading) : undefined;
  return since(began, now) >= OpenLongMs ? began : undefined;
}

function isBatteryLow(device: Device): boolean {
  const spec = store.specOf(device);
  const battery = spec && serviceOf(spec, 'battery');
  if (!spec || !battery) return false;
  const [low, level] = [part(battery, 'low'), anyPart(spec, 'battery-level')];
  const percent = level && device.values[level.address]?.v;
  return (low && device.values[low.address]?.v === true) || (typeof percent === 'number' && percent <= LowBatteryPercent);
}

/** One device by its name, several by their number. */
function together(key: string, icon: string, devices: Device[], one: (device: Device) => string, many: (n: number) => string, words: (device: Device) => string): Alert[] {
  const [first] = devices;
  if (!first) return [];
  return [devices.length === 1 ? { key, icon, danger: false, href: `#/device/${first.id}`, title: one(first), words: words(first) }
    : { key, icon, danger: false, href: '#/devices', title: many(devices.length), words: namesOf(devices.map((device) => device.name)) }];
}

/** What somebody should look at now: dangers first, then what was forgotten, then what needs care. */
export function alerts(now = Date.now()): Alert[] {
  const all = things();
  const found: Alert[] = dangers().map(({ device, words, icon }) => ({
    key: `danger/${device.id}`, href: `#/device/${device.id}`, icon, danger: true, title: `${device.name}: ${words}`, words: device.online ? (store.room(device.room)?.name ?? '') : ageText(heardAt(device)),
  }));
  for (const device of all) {
    const began = openLongSince(device, now);
    if (began) found.push({ key: `open/${device.id}`, href: `#/device/${device.id}`, icon: 'door', danger: false, title: t('alerts.open', { name: device.name }), words: t('alerts.since', { time: timeText(began) }) });
  }
  // Batteries and lost devices are for who can do something about them.
  if (!signIn.seesPeople) return found;
  found.push(...together('battery', 'battery', all.filter(isBatteryLow), ({ name }) => t('alerts.battery', { name }), (n) => t('alerts.batteries', { n }), (device) => store.room(device.room)?.name ?? ''));
  if (store.isLive) found.push(...together('offline', 'offline', all.filter((device) => !device.online && since(heardAt(device), now) >= OfflineLongMs), ({ name }) => t('alerts.offline', { name }), (n) => t('alerts.offlines', { n }), (device) => ageText(heardAt(device))));
  return found;
}

/** The strip above the home; it takes no room when there is nothing to say. */
@customElement('k-alerts')
export class Alerts extends LitElement {
  constructor() {
    super();
    new Watch(this, () => ['values', 'devices', 'rooms', 'clock', 'preferences', 'connection', 'home']);
  }

  static override styles = [base, css`
    ul { display: grid; gap: var(--s2); margin-top: var(--s4); }
    a { display: flex; align-items: center; gap: var(--s3); padding: var(--s3) var(--s4); min-height: 56px; border-radius: var(--radius); background: var(--stale-soft); color: var(--stale-text); }
    a.danger { background: var(--alert-soft); color: var(--alert-text); }
    b { font-weight: 650; overflow-wrap: anywhere; }
    small { display: block; font-size: var(--size-small); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .next { font-size: 0.7rem; }
    @media (min-width: 900px) { ul { grid-template-columns: repeat(auto-fit, minmax(320px, 1fr)); } }
  `];

  override render() {
    const found = signIn.homeId ? alerts() : [];
    return html`<div role="alert">${found.length === 0 ? '' : html`<ul aria-label=${t('alerts.title')}>${repeat(found, (one) => one.key, (one) => html`<li><a class=${one.danger ? 'danger' : ''} href=${one.href}>
      <k-icon name=${one.icon}></k-icon><span class="grow"><b>${one.title}</b>${one.words ? html`<small>${one.words}</small>` : ''}</span><k-icon class="next" name="next"></k-icon></a></li>`)}</ul>`}</div>`;
  }
}
