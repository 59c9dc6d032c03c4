import { LitElement, css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { look } from '../device/looks.ts';
import { heardAt } from '../device/parts.ts';
import { ageText } from '../i18n/format.ts';
import { local, t } from '../i18n/text.ts';
import { signIn } from '../live/session.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { things } from '../scenes/kind.ts';
import { back } from '../ui/back.ts';
import { base } from '../ui/base.ts';
import '../ui/empty.ts';
import '../ui/icon.ts';

/** Every device of the home in one list that can be searched: those in trouble first. */
@customElement('k-devices')
export class DevicesPage extends LitElement {
  @state() private search = '';

  constructor() {
    super();
    new Watch(this, () => ['devices', 'values', 'rooms', 'clock', 'preferences', 'session']);
  }

  static override styles = [base, back, css`
    .offline { color: var(--stale-text); }
    input { margin-bottom: var(--s4); }
  `];

  override render() {
    const wanted = this.search.trim().toLocaleLowerCase();
    const devices = things()
      .filter((device) => [device.name, store.room(device.room)?.name, local(store.specOf(device)?.name)].some((text) => text?.toLocaleLowerCase().includes(wanted)))
      .sort((a, b) => Number(a.online) - Number(b.online) || a.name.localeCompare(b.name));
    return html`<div class="page"><a class="back" href="#/me"><k-icon name="back"></k-icon>${t('nav.me')}</a>
      <div class="title"><h1 class="grow">${t('devices.title')}</h1>${signIn.mayManage ? html`<a class="button" href="#/pair"><k-icon name="plus"></k-icon>${t('home.add')}</a>` : ''}</div>
      <input type="text" inputmode="search" aria-label=${t('devices.search')} placeholder=${t('devices.search')} .value=${this.search} @input=${(event: Event) => (this.search = (event.target as HTMLInputElement).value)} />
      ${devices.length === 0 ? html`<k-empty icon="devices" .heading=${t('devices.none')} .text=${t('devices.noneText')}></k-empty>` : html`<ul class="list">${repeat(devices, (device) => device.id, (device) => {
        const spec = store.specOf(device);
        return html`<li><a class="row" href="#/device/${device.id}"><k-icon name=${look(device, spec).icon}></k-icon><span class="grow"><b>${device.name}</b><br /><span class="muted small">${[store.room(device.room)?.name, local(spec?.name)].filter(Boolean).join(' · ')}</span></span>
          ${device.online ? '' : html`<span class="small offline">${t('device.offline')} · ${ageText(heardAt(device))}</span>`}<k-icon name="next"></k-icon></a></li>`;
      })}</ul>`}</div>`;
  }
}
