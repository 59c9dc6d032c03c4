import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { ageText } from '../i18n/format.ts';
import { t, withRareTexts } from '../i18n/text.ts';
import { isAlarm } from '../alarms/kind.ts';
import { isGroup } from '../groups/kind.ts';
import { patch, remove } from '../live/api.ts';
import type { Device } from '../live/contract.ts';
import { homePath } from '../live/session.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { isBridged } from '../pairing/bridged.ts';
import { go } from '../shell/route.ts';
import { base } from '../ui/base.ts';
import { toast } from '../ui/toasts.ts';
import { tried } from '../ui/tried.ts';
import { look } from './looks.ts';
import { mayGo } from './removal.ts';

/** It connects by itself: what comes through a hub has none of its own. */
const hasCredential = (device: Device): boolean => device.via === 'native' && !device.hub;
const loadCredential = withRareTexts(() => import('./credential.ts'));

/** Name, room, credential and removal of a device, for those who arrange the home. */
@customElement('k-device-details')
export class DeviceDetails extends LitElement {
  @property() device = '';
  @state() private busy = false;
  @state() private icons?: readonly string[];

  constructor() {
    super();
    new Watch(this, () => [`device:${this.device}`, 'rooms', 'clock', 'preferences']);
  }

  static override styles = [base, css`
    form { display: grid; gap: var(--s3); grid-template-columns: minmax(0, 1fr) auto; align-items: end; }
    dl { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: var(--s1) var(--s4); font-size: var(--size-small); }
    dt { color: var(--text-2); }
    dd { text-align: end; overflow-wrap: anywhere; }
    h2 { margin-bottom: var(--s4); }
    summary { display: flex; align-items: center; min-height: 44px; font-weight: 600; color: var(--accent-text); cursor: pointer; border-radius: var(--radius-s); }
    k-icon-picker { margin-top: var(--s2); }
  `];

  override willUpdate(): void {
    const device = store.device(this.device);
    if (device && hasCredential(device)) void loadCredential();
  }

  override render() {
    const device = store.device(this.device);
    if (!device) return html``;
    const facts: [string, string | undefined][] = [
      [t('device.id'), device.id], [t('device.via'), device.via], [t('device.model'), [device.maker, device.model].filter(Boolean).join(' ')], [t('device.spec'), device.spec],
      [t('device.seen'), device.seen ? ageText(device.seen) : undefined], [t('device.hub'), device.hub ? (store.device(device.hub)?.name ?? device.hub) : undefined],
    ];
    return html`<section class="card stack" aria-label=${t('device.about')}><h2>${t('device.about')}</h2>
      <form @submit=${this.rename}><label>${t('device.name')}<input name="name" type="text" required maxlength="64" .value=${device.name} autocomplete="off" /></label><button class="button" ?disabled=${this.busy}>${t('do.save')}</button></form>
      ${isAlarm(device) ? html`<a class="button" href="#/alarm/${device.id}">${t('alarm.edit')}</a>` : ''}
      ${isGroup(device) ? html`<a class="button" href="#/group/${device.id}">${t('groups.edit')}</a>` : html`<label>${t('device.room')}<select @change=${(event: Event) => this.move(device, (event.target as HTMLSelectElement).value)}>
        <option value="" ?selected=${!device.room}>${t('device.noRoom')}</option>${store.rooms.map((room) => html`<option value=${room.id} ?selected=${room.id === device.room}>${room.name}</option>`)}</select></label>`}
      <dl>${facts.filter(([, value]) => value).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
      ${hasCredential(device) ? html`<k-device-credential .device=${device.id}></k-device-credential>` : ''}
      <div class="line">${isBridged(device) || (device.via === 'native' && !device.hub) ? html`<a class="button" href="#/${isBridged(device) ? 'replace' : 'pair'}/${device.id}">${t('replace.do')}</a>` : ''}
        <button type="button" class="button danger" @click=${() => this.forget(device)}>${t('device.remove')}</button></div>
      <details @toggle=${(event: Event) => void this.draw(event)}><summary>${t('arrange.deviceIcon')}</summary>
        ${this.icons ? html`<k-icon-picker .label=${t('arrange.deviceIcon')} .names=${this.icons} .value=${look(device, store.specOf(device)).icon} @change=${(event: CustomEvent<string>) => this.picture(device, event.detail)}></k-icon-picker>` : ''}</details></section>`;
  }

  private async attempt(work: () => Promise<unknown>): Promise<boolean> {
    this.busy = true;
    const done = await tried(work);
    this.busy = false;
    return done;
  }

  private async rename(event: Event): Promise<void> {
    event.preventDefault();
    const name = String(new FormData(event.target as HTMLFormElement).get('name') ?? '').trim();
    const before = store.device(this.device)?.name;
    const put = (to: string): Promise<boolean> => this.attempt(() => patch(homePath(`/devices/${this.device}`), { name: to }));
    if (name && name !== before && (await put(name))) toast({ text: t('device.renamed', { name }), tone: 'safe', action: t('do.undo'), run: () => void put(before!) });
  }

  private async move(device: Device, room: string): Promise<void> {
    const before = device.room ?? null;
    const put = (to: string | null): Promise<boolean> => this.attempt(() => patch(homePath(`/devices/${device.id}`), { room: to }));
    if (await put(room || null)) toast({ text: t('device.moved', { name: device.name, room: store.room(room)?.name ?? t('device.noRoom') }), action: t('do.undo'), run: () => void put(before) });
  }

  private async draw(event: Event): Promise<void> {
    if (!(event.target as HTMLDetailsElement).open) return;
    this.icons = (await import('../arrange/icons.ts')).thingIconNames;
  }

  private async picture(device: Device, icon: string): Promise<void> {
    const before = device.icon ?? '';
    const put = (to: string): Promise<boolean> => this.attempt(() => patch(homePath(`/devices/${device.id}`), { icon: to }));
    if (await put(icon)) toast({ text: t('arrange.iconChanged', { name: device.name }), action: t('do.undo'), run: () => void put(before) });
  }

  private async forget(device: Device): Promise<void> {
    if (!(await mayGo(device, t('device.removeText'), t('device.remove')))) return;
    if (await this.attempt(() => remove(homePath(`/devices/${device.id}`)))) {
      toast({ text: t('device.removed', { name: device.name }) });
      go('', true);
    }
  }
}
