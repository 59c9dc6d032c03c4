import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { clockText } from '../../i18n/format.ts';
import { t } from '../../i18n/text.ts';
import { patch } from '../../live/api.ts';
import type { Bridge } from '../../live/contract.ts';
import { homePath } from '../../live/session.ts';
import { store } from '../../live/store.ts';
import { Watch } from '../../live/watch.ts';
import { base } from '../../ui/base.ts';
import '../../ui/busy.ts';
import '../../ui/icon.ts';
import { toast } from '../../ui/toasts.ts';
import { tried } from '../../ui/tried.ts';
import { doWith } from '../deeds.ts';
import type { Details, Joining } from './contract.ts';

/** zigbee2mqtt closes a longer window by itself (its own limit is 254 s). */
const PermitSeconds = 254;

/** Who came longer ago is no newcomer. */
const RecentMs = 15 * 60_000;

/** The door of the zigbee network: open it, watch each newcomer being asked what it is, name it and put it into a room. */
@customElement('k-zigbee-joining')
export class ZigbeeJoining extends LitElement {
  @property({ attribute: false }) bridge!: Bridge;
  /** Those that were named here already. */
  private readonly named = new Set<string>();
  private ticking?: ReturnType<typeof setInterval>;

  constructor() {
    super();
    new Watch(this, () => ['devices', 'rooms', 'preferences']);
  }

  static override styles = [base, css`
    .list { box-shadow: none; border: 1px solid var(--line); }
    .clock { font-variant-numeric: tabular-nums; font-size: var(--size-figure); order: 1; }
    .one { display: grid; gap: var(--s3); padding: var(--s4); }
    .steps { display: flex; gap: var(--s2); }
    .steps i { flex: 1; height: 6px; border-radius: 3px; background: var(--surface-sunk); }
    .steps i.done { background: var(--safe); }
    .steps i.wrong { background: var(--alert); }
    form { display: flex; flex-wrap: wrap; gap: var(--s3); align-items: end; }
    form label { flex: 1 1 160px; }
  `];

  override connectedCallback(): void {
    super.connectedCallback();
    this.ticking = setInterval(() => this.requestUpdate(), 1_000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.ticking);
  }

  override render() {
    const left = Math.round(((this.bridge.joiningUntil ? Date.parse(this.bridge.joiningUntil) : 0) - Date.now()) / 1000);
    const newcomers = ((this.bridge.details as unknown as Details | undefined)?.joining ?? []).filter((one) => !this.named.has(one.address) && (!one.device || Date.now() - one.since < RecentMs));
    return html`<section class="card stack"><div><h2>${t('zigbee.join')}</h2>
          <p class="muted" role="status">${left > 0 ? t('bridge.permitted') : t('zigbee.joinText')}</p></div>
        <div class="line">${left > 0 ? html`<b class="clock" aria-label=${t('zigbee.left', { time: clockText(left) })}>${clockText(left)}</b>` : ''}
        <button type="button" class="button ${left > 0 ? '' : 'primary'}" ?disabled=${this.bridge.state !== 'online'} @click=${() => this.permit(left <= 0)}>${t(left > 0 ? 'bridge.close' : 'bridge.permit')}</button></div>
      ${newcomers.length ? html`<ul class="list" aria-live="polite">${newcomers.map((one) => html`<li>${this.one(one)}</li>`)}</ul>` : ''}</section>`;
  }

  private one(one: Joining) {
    const device = one.device ? store.device(one.device) : undefined;
    const isWrong = one.stage === 'failed' || one.stage === 'unsupported';
    const step = device ? 3 : one.stage === 'successful' ? 2 : isWrong ? 2 : one.stage === 'started' ? 1.5 : 1;
    return html`<div class="one"><div class="line"><span class="grow"><b>${device?.name ?? one.what ?? t('zigbee.newcomer')}</b><br /><span class="muted small">${device ? t('zigbee.ready') : t(`zigbee.stage.${one.stage}`)} · ${one.address}</span></span>
        ${isWrong ? html`<button type="button" class="button" @click=${() => this.again(one)}>${t('zigbee.again')}</button>` : device ? html`<k-icon name="check"></k-icon>` : html`<k-busy .label=${t(`zigbee.stage.${one.stage}`)}></k-busy>`}</div>
      <div class="steps" aria-hidden="true">${[1, 2, 3].map((place) => html`<i class=${isWrong && place === 2 ? 'wrong' : step >= place ? 'done' : ''}></i>`)}</div>
      ${device ? html`<form @submit=${(event: Event) => this.name(event, one, device.id)}>
        <label>${t('device.name')}<input name="name" type="text" required maxlength="64" autocomplete="off" .value=${device.name} /></label>
        <label>${t('device.room')}<select name="room"><option value="">${t('device.noRoom')}</option>${store.rooms.map((room) => html`<option value=${room.id} ?selected=${room.id === device.room}>${room.name}</option>`)}</select></label>
        <button class="button primary">${t('do.save')}</button></form>` : ''}</div>`;
  }

  private async name(event: Event, one: Joining, device: string): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const name = String(form.get('name')).trim();
    if (!(await tried(() => patch(homePath(`/devices/${device}`), { name, room: String(form.get('room')) || null })))) return;
    this.named.add(one.address);
    toast({ text: t('bridge.adopted', { name }) });
    this.requestUpdate();
  }

  private async again(one: Joining): Promise<void> {
    await tried(() => doWith(this.bridge.id, 'interview', { address: one.address }, { limitMs: 130_000 }));
  }

  private async permit(open: boolean): Promise<void> {
    if (open) this.named.clear();
    await tried(() => doWith(this.bridge.id, 'permit-join', { seconds: open ? PermitSeconds : 0 }));
    this.dispatchEvent(new Event('bridge-changed', { bubbles: true, composed: true }));
  }
}
