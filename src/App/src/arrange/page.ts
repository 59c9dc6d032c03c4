import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { look } from '../device/looks.ts';
import { local, t } from '../i18n/text.ts';
import { patch } from '../live/api.ts';
import { arrange, favourites, inOrder, isFavourite, isHidden, roomsInOrder, toggled } from '../live/arrangement.ts';
import type { Arrangement, Device, Room } from '../live/contract.ts';
import { homePath, signIn } from '../live/session.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { back } from '../ui/back.ts';
import { scenesOf, things } from '../scenes/kind.ts';
import { base } from '../ui/base.ts';
import '../ui/dialog.ts';
import '../ui/empty.ts';
import '../ui/icon.ts';
import { roomIcon, roomIconNames } from '../ui/room-icons.ts';
import { toast } from '../ui/toasts.ts';
import { tried } from '../ui/tried.ts';
import './icons.ts';
import './sort.ts';
import type { Sortable } from './sort.ts';

/** One's own order: favourites and rooms of the home, or the devices of one room. Whoever arranges the home gives icons, too. */
@customElement('k-arrange')
export class ArrangePage extends LitElement {
  @property() room = '';
  @state() private choosing = false;

  constructor() {
    super();
    new Watch(this, () => ['arrangement', 'rooms', 'devices', 'preferences', 'session', 'home', 'connection']);
  }

  static override styles = [base, back, css`
    .head { display: flex; align-items: center; gap: var(--s3); }
    .page section > .head { margin-bottom: var(--s3); }
    .chip { min-height: 44px; padding: 0 var(--s3); font-size: var(--size-small); }
    .chip[aria-pressed='true'] { background: var(--accent-soft); color: var(--accent-text); }
    .choices { max-height: 55dvh; overflow: auto; padding: 0 var(--s3); }
    .choices label + label { border-top: 1px solid var(--line); }
  `];

  override render() {
    if (!store.home) return html``;
    if (!this.room) return this.whole();
    const room = store.room(this.room);
    return room ? this.inRoom(room) : html`<k-empty icon="rooms" .heading=${t('rooms.gone')} .text=${t('rooms.goneText')}><a class="button primary" href="#/arrange">${t('arrange.title')}</a></k-empty>`;
  }

  private whole() {
    const [chosen, scenes] = [favourites(), scenesOf()];
    const rooms = roomsInOrder();
    return html`<div class="page"><a class="back" href="#/"><k-icon name="back"></k-icon>${t('nav.home')}</a>
      <div class="title"><div><h1>${t('arrange.title')}</h1><p class="muted">${t('arrange.text')}</p></div></div>
      <section><div class="head"><h2 class="grow">${t('home.favourites')}</h2><button type="button" class="button" @click=${() => (this.choosing = true)}><k-icon name="star"></k-icon>${t('arrange.choose')}</button></div>
        ${chosen.length === 0 ? html`<p class="note">${t('arrange.noFavourites')}</p>` : html`<k-sort .label=${t('home.favourites')} .items=${chosen.map((device) => row(device, true))}
          @sorted=${(event: CustomEvent<string[]>) => this.keep({ favourites: event.detail })}></k-sort>`}</section>
      ${scenes.length > 1 ? html`<section><h2>${t('scenes.title')}</h2><k-sort .label=${t('scenes.title')} .items=${scenes.map((scene) => row(scene, true))}
        @sorted=${(event: CustomEvent<string[]>) => this.put(event.detail)}></k-sort></section>` : ''}
      ${rooms.length > 0 ? html`<section><h2>${t('nav.rooms')}</h2><k-sort .label=${t('nav.rooms')} .items=${rooms.map((room): Sortable => ({ id: room.id, name: room.name, icon: roomIcon(room), href: `#/arrange/${room.id}`, note: room.floor }))}
        @sorted=${(event: CustomEvent<string[]>) => this.keep({ rooms: event.detail })}></k-sort></section>` : ''}</div>
      ${this.choosing ? this.chooser() : ''}`;
  }

  private chooser() {
    const devices = [...store.devices.values()].sort((a, b) => a.name.localeCompare(b.name));
    return html`<k-dialog open .heading=${t('arrange.choose')} @closed=${() => (this.choosing = false)}><div class="list choices">${devices.map((device) => html`
      <label class="check"><input type="checkbox" .checked=${isFavourite(device.id)} @change=${() => this.keep({ favourites: toggled(store.arrangement.favourites, device.id) })} />
        <span class="grow">${device.name}</span><span class="muted small">${store.room(device.room)?.name ?? ''}</span></label>`)}</div></k-dialog>`;
  }

  private inRoom(room: Room) {
    const devices = inOrder(things().filter((device) => device.room === room.id));
    return html`<div class="page"><a class="back" href="#/room/${room.id}"><k-icon name="back"></k-icon>${room.name}</a>
      <div class="title"><h1>${t('arrange.room', { name: room.name })}</h1></div>
      ${signIn.mayManage ? html`<section><h2>${t('arrange.icon')}</h2><k-icon-picker .label=${t('arrange.icon')} .names=${roomIconNames} .value=${roomIcon(room)}
        @change=${(event: CustomEvent<string>) => tried(() => patch(homePath(`/rooms/${room.id}`), { icon: event.detail }))}></k-icon-picker></section>` : ''}
      <section><h2>${t('nav.devices')}</h2><k-sort .label=${t('nav.devices')} .items=${devices.map((device) => row(device, false))} .tools=${(item: Sortable) => this.tools(item)}
        @sorted=${(event: CustomEvent<string[]>) => this.put(event.detail)}></k-sort></section></div>`;
  }

  private put(ids: string[]): Promise<boolean> {
    return this.keep({ devices: [...ids, ...store.arrangement.devices.filter((id) => !ids.includes(id))] });
  }

  private tools({ id, name }: Sortable) {
    return html`<button type="button" class="button chip" aria-pressed=${isFavourite(id) ? 'true' : 'false'} aria-label=${t('arrange.favouriteOf', { name })} @click=${() => this.keep({ favourites: toggled(store.arrangement.favourites, id) })}><k-icon name="star"></k-icon>${t('arrange.favourite')}</button>
      <button type="button" class="button chip" aria-pressed=${isHidden(id) ? 'true' : 'false'} aria-label=${t('arrange.hideOf', { name })} @click=${() => this.hide(id, name)}><k-icon name="eye"></k-icon>${t(isHidden(id) ? 'arrange.hidden' : 'arrange.hide')}</button>`;
  }

  private async hide(id: string, name: string): Promise<void> {
    const before = store.arrangement;
    const hides = !isHidden(id);
    await this.keep({ hidden: toggled(before.hidden, id), favourites: before.favourites.filter((one) => !hides || one !== id) });
    if (hides && isHidden(id)) toast({ text: t('arrange.hid', { name }), action: t('do.undo'), run: () => void this.keep({ hidden: before.hidden, favourites: before.favourites }) });
  }

  private keep(change: Partial<Arrangement>): Promise<boolean> {
    return tried(() => arrange(change));
  }
}

function row(device: Device, placed: boolean): Sortable {
  const spec = store.specOf(device);
  const kind = local(spec?.name);
  return { id: device.id, name: device.name, icon: look(device, spec).icon, note: placed ? store.room(device.room)?.name : kind === device.name ? undefined : kind, faded: isHidden(device.id) };
}
