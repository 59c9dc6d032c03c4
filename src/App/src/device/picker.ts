import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { local, t } from '../i18n/text.ts';
import { inOrder, roomsInOrder } from '../live/arrangement.ts';
import type { Device } from '../live/contract.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { base } from '../ui/base.ts';
import '../ui/icon.ts';
import { look } from './looks.ts';

/** More than fit a look are searched. */
const MostWithoutSearch = 8;

/** Devices to choose among: by room, searched by name, kind or room. Fires `change` with the ids chosen, in the order in which they were. */
@customElement('k-device-picker')
export class DevicePicker extends LitElement {
  @property({ attribute: false }) chosen: readonly string[] = [];
  /** Which may be chosen. */
  @property({ attribute: false }) allows: (device: Device) => boolean = () => true;
  @property() label = '';
  @state() private words = '';

  constructor() {
    super();
    new Watch(this, () => ['devices', 'rooms', 'arrangement', 'preferences']);
  }

  static override styles = [base, css`
    :host { display: grid; gap: var(--s3); }
    .all { max-height: 52dvh; overflow: auto; display: grid; gap: var(--s3); padding: 3px; }
    h3 { font-size: var(--size-small); color: var(--text-2); margin-bottom: 2px; }
    .check { padding: 0 var(--s2); min-height: 48px; border-radius: var(--radius-s); }
    .check k-icon { color: var(--text-2); }
    @media (hover: hover) { .check:hover { background: var(--surface-hover); } }
  `];

  override render() {
    const words = this.words.trim().toLocaleLowerCase();
    const all = [...store.devices.values()].filter(this.allows);
    const found = all.filter((device) => [device.name, store.room(device.room)?.name, local(store.specOf(device)?.name)].some((text) => text?.toLocaleLowerCase().includes(words)));
    const places = [...roomsInOrder().map(({ id, name }) => ({ id, name, devices: found.filter((device) => device.room === id) })),
      { id: '', name: t('device.noRoom'), devices: found.filter((device) => !store.room(device.room)) }].filter(({ devices }) => devices.length > 0);
    return html`${all.length > MostWithoutSearch ? html`<input type="text" inputmode="search" autocomplete="off" aria-label=${t('devices.search')} placeholder=${t('devices.search')} .value=${this.words}
        @input=${(event: Event) => (this.words = (event.target as HTMLInputElement).value)} />` : ''}
      <div class="all" role="group" aria-label=${this.label}>${places.length === 0 ? html`<p class="muted" role="status">${t('devices.none')}</p>` : repeat(places, ({ id }) => id, ({ name, devices }) => html`<section aria-label=${name}><h3>${name}</h3>
        ${repeat(inOrder(devices), ({ id }) => id, (device) => this.row(device))}</section>`)}</div>`;
  }

  private row(device: Device) {
    return html`<label class="check"><input type="checkbox" .checked=${this.chosen.includes(device.id)} @change=${() => this.toggle(device.id)} />
      <k-icon name=${look(device, store.specOf(device)).icon}></k-icon><span class="grow">${device.name}</span></label>`;
  }

  private toggle(id: string): void {
    this.chosen = this.chosen.includes(id) ? this.chosen.filter((one) => one !== id) : [...this.chosen, id];
    this.dispatchEvent(new CustomEvent<string[]>('change', { detail: [...this.chosen] }));
  }
}
