import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { look } from '../device/looks.ts';
import { degrees } from '../device/paint.ts';
import { grid } from '../home/grid.ts';
import { meanHumidity, meanTemperature } from '../home/summary.ts';
import '../home/tile.ts';
import { isGroup } from '../groups/kind.ts';
import { things } from '../scenes/kind.ts';
import '../scenes/row.ts';
import { t } from '../i18n/text.ts';
import { patch, remove } from '../live/api.ts';
import { inOrder, isHidden } from '../live/arrangement.ts';
import { set } from '../live/commands.ts';
import type { Device, Room } from '../live/contract.ts';
import { homePath, signIn } from '../live/session.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { go } from '../shell/route.ts';
import { ask } from '../ui/ask.ts';
import { back } from '../ui/back.ts';
import { base } from '../ui/base.ts';
import '../ui/dialog.ts';
import '../ui/empty.ts';
import '../ui/icon.ts';
import { toast } from '../ui/toasts.ts';
import { tried } from '../ui/tried.ts';

/** One room: its tiles, its lights together, and for who arranges the home its name and its devices. */
@customElement('k-room')
export class RoomPage extends LitElement {
  @property() room = '';
  @state() private editing = false;

  constructor() {
    super();
    new Watch(this, () => ['rooms', 'devices', 'values', 'preferences', 'session', 'arrangement']);
  }

  static override styles = [base, back, grid, css`
    k-scenes { margin: calc(-1 * var(--s3)) 0 var(--s4); }
    .hidden { margin-top: var(--s4); }
    .hidden a { display: inline-flex; align-items: center; min-height: 44px; }
    form { display: grid; gap: var(--s3); }
    .devices { max-height: 40dvh; overflow: auto; }
    .devices label { padding: 0 var(--s3); }
    .devices label + label { border-top: 1px solid var(--line); }
  `];

  override render() {
    const room = store.room(this.room);
    if (!room) return store.home ? html`<k-empty icon="rooms" .heading=${t('rooms.gone')} .text=${t('rooms.goneText')}><a class="button primary" href="#/rooms">${t('nav.rooms')}</a></k-empty>` : html``;
    const devices = inOrder(things().filter((device) => device.room === room.id));
    const hidden = devices.filter((device) => isHidden(device.id)).length;
    const mean = meanTemperature(devices);
    const facts = [mean === undefined ? undefined : degrees(mean), meanHumidity(devices)].filter(Boolean).join(' · ');
    const lights = devices.filter((device) => { const seen = look(device, store.specOf(device)); return device.online && !isGroup(device) && seen.category === 'lights' && seen.active && seen.tap; });
    return html`<a class="back" href="#/rooms"><k-icon name="back"></k-icon>${t('nav.rooms')}</a>
      <div class="title"><div class="grow"><h1>${room.name}</h1>${facts ? html`<p class="muted">${facts}</p>` : ''}</div>
        ${lights.length > 0 ? html`<button type="button" class="button" @click=${() => this.dark(lights)}>${t('rooms.lightsOff')}</button>` : ''}
        ${devices.length > 0 ? html`<a class="icon-button filled" href="#/arrange/${room.id}" aria-label=${t('arrange.room', { name: room.name })}><k-icon name="sort"></k-icon></a>` : ''}
        ${signIn.mayManage ? html`<button type="button" class="icon-button filled" aria-label=${t('rooms.edit', { name: room.name })} @click=${() => (this.editing = true)}><k-icon name="edit"></k-icon></button>` : ''}</div>
      <k-scenes .room=${room.id}></k-scenes>
      ${devices.length === 0 ? html`<k-empty icon="devices" .heading=${t('rooms.noDevices')} .text=${t('rooms.noDevicesText')}>${signIn.mayManage ? html`<button type="button" class="button primary" @click=${() => (this.editing = true)}>${t('rooms.assign')}</button>` : ''}</k-empty>`
        : html`<ul class="tiles">${repeat(devices.filter((device) => !isHidden(device.id)), (device) => device.id, (device) => html`<li><k-tile .device=${device.id}></k-tile></li>`)}</ul>`}
      ${hidden > 0 ? html`<p class="hidden"><a href="#/arrange/${room.id}">${t('arrange.hiddenHere', { n: hidden })}</a></p>` : ''}
      ${this.editing ? this.editor(room) : ''}`;
  }

  private editor(room: Room) {
    const all = things().sort((a, b) => a.name.localeCompare(b.name));
    return html`<k-dialog open .heading=${room.name} @closed=${() => (this.editing = false)}><div class="stack">
      <form @submit=${(event: Event) => this.rename(event, room)}><label>${t('rooms.name')}<input name="name" type="text" required maxlength="64" .value=${room.name} autocomplete="off" /></label>
        <label>${t('rooms.floor')}<input name="floor" type="text" maxlength="64" .value=${room.floor ?? ''} autocomplete="off" /></label><button class="button primary wide">${t('do.save')}</button></form>
      <h3>${t('rooms.assign')}</h3>
      <div class="list devices">${all.map((device) => html`<label class="check"><input type="checkbox" .checked=${device.room === room.id} @change=${(event: Event) => this.assign(device, (event.target as HTMLInputElement).checked ? room.id : null)} />
        <span class="grow">${device.name}</span><span class="muted small">${store.room(device.room)?.name ?? ''}</span></label>`)}</div>
      <button type="button" class="button danger wide" @click=${() => this.delete(room)}>${t('rooms.delete')}</button></div></k-dialog>`;
  }

  private async rename(event: Event, room: Room): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    if (await tried(() => patch(homePath(`/rooms/${room.id}`), { name: String(form.get('name')).trim(), floor: String(form.get('floor') ?? '').trim() || null }))) this.editing = false;
  }

  private async assign(device: Device, to: string | null): Promise<void> {
    const before = device.room ?? null;
    const put = (room: string | null): Promise<boolean> => tried(() => patch(homePath(`/devices/${device.id}`), { room }));
    if (await put(to)) toast({ text: t('device.moved', { name: device.name, room: store.room(to ?? undefined)?.name ?? t('device.noRoom') }), action: t('do.undo'), run: () => void put(before) });
  }

  private async delete(room: Room): Promise<void> {
    if (!(await ask({ title: t('rooms.deleteAsk', { name: room.name }), text: t('rooms.deleteText'), yes: t('rooms.delete'), danger: true }))) return;
    if (await tried(() => remove(homePath(`/rooms/${room.id}`)))) go('rooms', true);
  }

  private dark(lights: Device[]): void {
    const wishes = lights.map((device) => ({ id: device.id, off: look(device, store.specOf(device)).tap! }));
    for (const { id, off } of wishes) void set(id, off);
    toast({ text: t('category.turnedOff', { n: lights.length }), action: t('do.undo'), run: () => { for (const { id, off } of wishes) void set(id, Object.fromEntries(Object.keys(off).map((address) => [address, true]))); } });
  }
}
