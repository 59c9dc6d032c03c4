import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { t } from '../i18n/text.ts';
import { get, post } from '../live/api.ts';
import type { Bridge, Device } from '../live/contract.ts';
import { homePath, signIn } from '../live/session.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { doWith } from '../bridges/deeds.ts';
import { look } from '../device/looks.ts';
import { ask } from '../ui/ask.ts';
import { back } from '../ui/back.ts';
import { base } from '../ui/base.ts';
import '../ui/busy.ts';
import '../ui/empty.ts';
import '../ui/icon.ts';
import { faultText } from '../ui/said.ts';
import { isBridged } from './bridged.ts';

/** zigbee2mqtt closes a longer window by itself (its own limit is 254 s). */
const PermitSeconds = 254;

/** The device that takes another's place is in the home already, or joins its bridge while this page is open. */
@customElement('k-replace')
export class ReplacePage extends LitElement {
  @property() device = '';
  @state() private open = false;
  @state() private done = false;
  @state() private fault?: unknown;
  private bridge?: Bridge;
  /** Those that were here before; what comes later is most likely the one. */
  private known?: Set<string>;

  constructor() {
    super();
    new Watch(this, () => ['devices', 'values', 'rooms', 'connection', 'preferences']);
  }

  static override styles = [base, back, css`
    .page { max-width: 560px; }
    .done { display: grid; justify-items: center; gap: var(--s3); text-align: center; }
    .done i { display: grid; place-items: center; width: 72px; height: 72px; border-radius: 50%; background: var(--safe-soft); color: var(--safe-text); font-size: 1.8rem; }
    .wait { display: flex; align-items: center; gap: var(--s3); color: var(--text-2); }
    .wait k-busy { flex: none; }
  `];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.open && this.bridge) void doWith(this.bridge.id, 'permit-join', { seconds: 0 }).catch(() => undefined);
  }

  override render() {
    const old = store.device(this.device);
    return html`<div class="page"><a class="back" href="#/device/${this.device}"><k-icon name="back"></k-icon>${old?.name ?? t('nav.home')}</a>
      <div class="title"><h1>${t('replace.title', { name: old?.name ?? '' })}</h1></div>${old ? this.content(old) : ''}</div>`;
  }

  private content(old: Device) {
    if (!signIn.mayManage) return html`<k-empty icon="lock" .heading=${t('pair.forbidden')} .text=${t('pair.forbiddenText')}></k-empty>`;
    if (this.done) return html`<div class="card stack"><div class="done" role="status"><i><k-icon name="check"></k-icon></i><h2>${t('replace.done', { name: old.name })}</h2></div>
      <a class="button primary wide" href="#/device/${old.id}">${t('replace.show')}</a></div>`;
    const heirs = this.heirs(old);
    return html`<div class="stack"><div class="card stack"><p class="muted">${t('replace.bridgedText')}</p>
        ${this.fault ? html`<p class="problem" role="alert">${faultText(this.fault)}</p>` : ''}
        ${!isBridged(old) ? '' : this.open ? html`<div class="wait" role="status"><k-busy></k-busy>${t('replace.joining')}</div>`
          : html`<button type="button" class="button primary wide" @click=${() => this.permit(old)}>${t('replace.permit')}</button>`}</div>
      <section class="stack"><h2>${t('replace.which')}</h2>
        ${heirs.length ? html`<ul class="list">${heirs.map((heir) => html`<li>${this.heir(old, heir)}</li>`)}</ul>` : html`<p class="note">${t('replace.none')}</p>`}</section></div>`;
  }

  private heir(old: Device, heir: Device) {
    const isNew = !this.known!.has(heir.id);
    return html`<button type="button" class="row" @click=${() => this.replace(old, heir)}><k-icon name=${look(heir, store.specOf(heir)).icon}></k-icon>
      <span class="grow"><b>${heir.name}</b><br /><span class="muted small">${[store.room(heir.room ?? '')?.name ?? t('device.noRoom'), [heir.maker, heir.model].filter(Boolean).join(' ')].filter(Boolean).join(' · ')}</span></span>
      ${isNew ? html`<span class="badge safe">${t('replace.new')}</span>` : ''}<k-icon name="next"></k-icon></button>`;
  }

  /** What could take its place, the newest first: new ones come at the end of the home's order. */
  private heirs(old: Device): Device[] {
    const all = [...store.devices.values()].filter((device) => device.id !== old.id && device.type === old.type && isBridged(device));
    this.known ??= new Set(all.map((device) => device.id));
    const age = (device: Device): number => (this.known!.has(device.id) ? 1 : 0);
    return all.sort((one, two) => age(one) - age(two) || (two.order ?? 0) - (one.order ?? 0));
  }

  private async permit(old: Device): Promise<void> {
    await this.attempt(async () => {
      const { items } = await get<{ items: Bridge[] }>(homePath('/bridges'));
      this.bridge = items.find((bridge) => old.via === bridge.kind || old.via === `${bridge.kind}/${bridge.id}`);
      await doWith(this.bridge?.id ?? old.via, 'permit-join', { seconds: PermitSeconds });
      this.open = true;
    });
  }

  private async replace(old: Device, heir: Device): Promise<void> {
    if (!(await ask({ title: t('replace.ask', { heir: heir.name, name: old.name }), text: t('replace.askText', { heir: heir.name, name: old.name }), yes: t('replace.yes') }))) return;
    await this.attempt(async () => {
      await post(homePath(`/devices/${old.id}/replacement`), { by: heir.id });
      this.done = true;
    });
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    this.fault = undefined;
    try {
      await work();
    } catch (error) {
      this.fault = error;
    }
  }
}
