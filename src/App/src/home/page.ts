import { LitElement, css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { t } from '../i18n/text.ts';
import type { Device, Room } from '../live/contract.ts';
import { favourites, inOrder, isFavourite, isHidden, roomsInOrder } from '../live/arrangement.ts';
import { isScene, things } from '../scenes/kind.ts';
import '../scenes/row.ts';
import { signIn } from '../live/session.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { base } from '../ui/base.ts';
import '../ui/empty.ts';
import '../ui/icon.ts';
import './alerts.ts';
import './chips.ts';
import { grid } from './grid.ts';
import './header.ts';
import { meanHumidity, meanTemperature } from './summary.ts';
import { degrees } from '../device/paint.ts';
import './tile.ts';

/** The home: what needs attention, the chips, favourites, then every room with its tiles, and how everything stands. */
@customElement('k-home')
export class HomePage extends LitElement {
  constructor() {
    super();
    new Watch(this, () => ['home', 'rooms', 'devices', 'values', 'preferences', 'session', 'arrangement']);
  }

  static override styles = [base, grid, css`
    k-chips { margin: var(--s4) calc(-1 * var(--s4)) var(--s2); }
    /* Rooms out of sight are neither laid out nor painted; the space around keeps the tiles' shadows within what is. */
    section { margin: calc(var(--s5) - var(--s2)) calc(-1 * var(--s2)) 0; padding: var(--s2) var(--s2) 0; content-visibility: auto; contain-intrinsic-size: auto 420px; }
    .room { display: flex; align-items: center; gap: var(--s3); min-height: 44px; margin-bottom: var(--s1); }
    .room a { display: inline-flex; align-items: center; gap: 4px; min-height: 44px; color: var(--text); border-radius: var(--radius-s); }
    .room a k-icon { font-size: 0.7rem; color: var(--text-2); }
    k-scenes { margin-top: var(--s3); }
    @media (min-width: 900px) { k-chips { margin-inline: 0; } }
  `];

  /** A child's home is another page, and a small one. */
  private get isChild(): boolean {
    return (store.home?.role ?? signIn.home?.role) === 'child';
  }

  override willUpdate(): void {
    if (this.isChild) void import('./simple.ts');
  }

  override render() {
    if (this.isChild) return html`<k-simple></k-simple>`;
    const byRoom = new Map<string, Device[]>();
    const elsewhere: Device[] = [];
    // On this page each device stands once; its room's own page has them all.
    for (const device of store.devices.values()) {
      if (isFavourite(device.id) || isHidden(device.id) || isScene(device)) continue;
      if (device.room && store.room(device.room)) byRoom.set(device.room, [...(byRoom.get(device.room) ?? []), device]);
      else elsewhere.push(device);
    }
    return html`<k-home-header></k-home-header><k-alerts></k-alerts><k-chips></k-chips>
      <k-scenes whole></k-scenes>${this.favourites()}
      ${things().length === 0 ? this.empty() : repeat(roomsInOrder(), (room) => room.id, (room) => this.room(room, byRoom.get(room.id) ?? []))}
      ${elsewhere.length > 0 ? html`<section aria-label=${t('home.elsewhere')}><div class="room"><h2>${t('home.elsewhere')}</h2></div>${this.tiles(elsewhere)}</section>` : ''}
      <k-proposal></k-proposal><k-home-status></k-home-status>`;
  }

  /** What stands below the fold comes after the first paint. */
  override firstUpdated(): void {
    void import('./status.ts');
    if (signIn.mayManage) void import('./proposal.ts');
  }

  private favourites() {
    const devices = favourites();
    if (devices.length === 0) return '';
    return html`<section aria-label=${t('home.favourites')}><div class="room"><h2>${t('home.favourites')}</h2></div>
      <ul class="tiles">${repeat(devices, (device) => device.id, (device) => html`<li><k-tile .device=${device.id} placed></k-tile></li>`)}</ul></section>`;
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
