import { LitElement, css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { ageText } from '../i18n/format.ts';
import { t } from '../i18n/text.ts';
import type { Device, Room } from '../live/contract.ts';
import { signIn } from '../live/session.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { base } from '../ui/base.ts';
import '../ui/empty.ts';
import '../ui/icon.ts';
import { heardAt } from '../device/parts.ts';
import { grid } from './grid.ts';
import './chips.ts';
import { dangers, meanHumidity, meanTemperature } from './summary.ts';
import { degrees } from '../device/paint.ts';
import './tile.ts';

/** In a room: what has an order first, then by name. */
export const inOrder = (devices: Device[]): Device[] =>
  devices.sort((a, b) => (a.order ?? 999) - (b.order ?? 999) || a.name.localeCompare(b.name));

/** The home by rooms: dangers when there are any, the chips, then every room with its tiles. */
@customElement('k-home')
export class HomePage extends LitElement {
  constructor() {
    super();
    new Watch(this, () => ['home', 'rooms', 'devices', 'values', 'preferences', 'session', 'connection']);
  }

  static override styles = [base, grid, css`
    header { display: flex; align-items: flex-start; gap: var(--s2); }
    header .grow { padding-top: 4px; }
    select { width: auto; max-width: 100%; min-height: 44px; margin: -6px 0 -2px -6px; padding: 0 6px; border: 0; background: transparent; font-size: var(--size-title); font-weight: 700; letter-spacing: -0.02em; }
    .status { display: inline-flex; align-items: center; gap: 7px; color: var(--text-2); font-size: var(--size-small); font-weight: 500; margin-top: 4px; }
    .status i { width: 8px; height: 8px; border-radius: 50%; background: var(--safe); }
    .status.off i { background: transparent; box-shadow: inset 0 0 0 2px var(--stale-text); }
    k-chips { margin: var(--s4) calc(-1 * var(--s4)) var(--s2); }
    section { margin-top: var(--s5); }
    .room { display: flex; align-items: center; gap: var(--s3); min-height: 44px; margin-bottom: var(--s1); }
    .room a { display: inline-flex; align-items: center; gap: 4px; min-height: 44px; color: var(--text); border-radius: var(--radius-s); }
    .room a k-icon { font-size: 0.7rem; color: var(--text-2); }
    .danger { display: flex; align-items: center; gap: var(--s3); margin-top: var(--s4); padding: var(--s4); min-height: 56px; border-radius: var(--radius); background: var(--alert-soft); color: var(--alert-text); font-weight: 650; }
    @media (min-width: 900px) { k-chips { margin-inline: 0; } }
  `];

  override render() {
    const byRoom = new Map<string, Device[]>();
    const elsewhere: Device[] = [];
    for (const device of store.devices.values()) {
      if (device.room && store.room(device.room)) byRoom.set(device.room, [...(byRoom.get(device.room) ?? []), device]);
      else elsewhere.push(device);
    }
    return html`${this.top()}
      ${dangers().map(({ device, words, icon }) => html`<a class="danger" role="alert" href="#/device/${device.id}"><k-icon name=${icon}></k-icon>${device.name}: ${words}${device.online ? '' : ` · ${ageText(heardAt(device))}`}</a>`)}
      <k-chips></k-chips>
      ${store.devices.size === 0 ? this.empty() : repeat(store.rooms, (room) => room.id, (room) => this.room(room, byRoom.get(room.id) ?? []))}
      ${elsewhere.length > 0 ? html`<section aria-label=${t('home.elsewhere')}><div class="room"><h2>${t('home.elsewhere')}</h2></div>${this.tiles(elsewhere)}</section>` : ''}`;
  }

  private top() {
    const homes = signIn.current?.homes ?? [];
    const name = store.home?.name ?? signIn.home?.name ?? '';
    const live = store.isLive;
    return html`<header><div class="grow">
        ${homes.length > 1 ? html`<h1 class="sr">${name}</h1><select aria-label=${t('home.switch')} @change=${(event: Event) => signIn.choose((event.target as HTMLSelectElement).value)}>
          ${homes.map((home) => html`<option value=${home.id} ?selected=${home.id === signIn.homeId}>${home.name}</option>`)}</select>` : html`<h1>${name}</h1>`}
        <div class="status ${live ? '' : 'off'}"><i></i>${live ? t('home.live') : t('home.notLive')}</div></div>
      ${signIn.mayManage ? html`<a class="icon-button filled" href="#/pair" aria-label=${t('home.add')}><k-icon name="plus"></k-icon></a>` : ''}</header>`;
  }

  private room(room: Room, devices: Device[]) {
    if (devices.length === 0) return '';
    const mean = meanTemperature(devices);
    const facts = [mean === undefined ? undefined : degrees(mean), meanHumidity(devices)].filter(Boolean).join(' · ');
    return html`<section aria-label=${room.name}><div class="room"><h2 class="grow"><a href="#/room/${room.id}">${room.name}<k-icon name="next"></k-icon></a></h2>
      <span class="muted small">${facts}</span></div>${this.tiles(devices)}</section>`;
  }

  private tiles(devices: Device[]) {
    return html`<ul class="tiles">${repeat(inOrder(devices), (device) => device.id, (device) => html`<li><k-tile .device=${device.id}></k-tile></li>`)}</ul>`;
  }

  private empty() {
    if (!store.home) return html`<ul class="tiles" aria-hidden="true">${[1, 2, 3, 4, 5, 6].map(() => html`<li class="ghost"></li>`)}</ul>`;
    return html`<k-empty icon="devices" .heading=${t('home.empty')} .text=${t('home.emptyText')}>
      ${signIn.mayManage ? html`<a class="button primary" href="#/pair">${t('home.add')}</a>` : ''}</k-empty>`;
  }
}
