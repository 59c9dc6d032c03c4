import { LitElement, css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { look } from '../device/looks.ts';
import { degrees } from '../device/paint.ts';
import { isGroup } from '../groups/kind.ts';
import { things } from '../scenes/kind.ts';
import { meanHumidity, meanTemperature } from '../home/summary.ts';
import { t } from '../i18n/text.ts';
import { post } from '../live/api.ts';
import { roomsInOrder } from '../live/arrangement.ts';
import type { Room } from '../live/contract.ts';
import { homePath, signIn } from '../live/session.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { back } from '../ui/back.ts';
import { base } from '../ui/base.ts';
import '../ui/dialog.ts';
import '../ui/empty.ts';
import '../ui/icon.ts';
import { roomIcon } from '../ui/room-icons.ts';
import { faultText } from '../ui/said.ts';

/** All rooms, by floor, with what can be said about each in a line. */
@customElement('k-rooms')
export class RoomsPage extends LitElement {
  @state() private adding = false;
  @state() private fault?: unknown;

  constructor() {
    super();
    new Watch(this, () => ['rooms', 'devices', 'values', 'preferences', 'session', 'arrangement']);
  }

  static override styles = [base, back, css`
    .rooms { display: grid; gap: 12px; grid-template-columns: repeat(auto-fill, minmax(min(100%, 250px), 1fr)); }
    .room { display: flex; gap: var(--s4); min-height: 96px; align-items: center; padding: var(--s4) var(--s5); background: var(--surface); border-radius: 22px; box-shadow: var(--shadow-1); color: var(--text); }
    .room i { display: grid; place-items: center; width: 44px; height: 44px; flex: none; border-radius: 50%; background: var(--surface-sunk); color: var(--text-2); }
    .room h2 { margin-bottom: var(--s1); overflow-wrap: anywhere; }
    .floor { margin: var(--s5) 0 var(--s3); color: var(--text-2); font-size: 1rem; }
  `];

  override render() {
    const rooms = roomsInOrder();
    const floors = [...new Set(rooms.map((room) => room.floor ?? ''))];
    return html`<div class="title"><h1 class="grow">${t('nav.rooms')}</h1>${signIn.mayManage ? html`<button type="button" class="button" @click=${() => { this.adding = true; this.fault = undefined; }}><k-icon name="plus"></k-icon>${t('rooms.add')}</button><a class="button" href="#/group">${t('groups.new')}</a>` : ''}</div>
      ${store.rooms.length === 0 && store.home ? html`<k-empty icon="rooms" .heading=${t('rooms.empty')} .text=${t('rooms.emptyText')}></k-empty>` : ''}
      ${floors.map((floor) => html`${floor ? html`<h2 class="floor">${floor}</h2>` : ''}<ul class="rooms">${repeat(rooms.filter((room) => (room.floor ?? '') === floor), (room) => room.id, (room) => html`<li>${this.card(room)}</li>`)}</ul>`)}
      ${this.adding ? html`<k-dialog open .heading=${t('rooms.add')} @closed=${() => (this.adding = false)}><form class="stack" @submit=${this.add}>
        <label>${t('rooms.name')}<input name="name" type="text" required maxlength="64" autocomplete="off" /></label>
        <label>${t('rooms.floor')}<input name="floor" type="text" maxlength="64" autocomplete="off" /></label>
        ${this.fault ? html`<p class="problem" role="alert">${faultText(this.fault)}</p>` : ''}<button class="button primary wide">${t('rooms.add')}</button></form></k-dialog>` : ''}`;
  }

  private card(room: Room) {
    const devices = things().filter((device) => device.room === room.id && !isGroup(device));
    const on = devices.filter((device) => { const seen = look(device, store.specOf(device)); return device.online && seen.active && seen.tap; }).length;
    const mean = meanTemperature(devices);
    const facts = [mean === undefined ? undefined : degrees(mean), meanHumidity(devices), on > 0 ? t('chip.on', { n: on }) : undefined, t('rooms.devices', { n: devices.length })];
    return html`<a class="room" href="#/room/${room.id}"><i><k-icon name=${roomIcon(room)}></k-icon></i><span class="grow"><h2>${room.name}</h2><p class="muted small">${facts.filter(Boolean).join(' · ')}</p></span></a>`;
  }

  private async add(event: Event): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    try {
      await post(homePath('/rooms'), { name: String(form.get('name')).trim(), floor: String(form.get('floor') ?? '').trim() || undefined });
      this.adding = false;
    } catch (error) {
      this.fault = error;
    }
  }
}
