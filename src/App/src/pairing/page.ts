import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { local, t, textOf } from '../i18n/text.ts';
import { Fault, get, patch, post, remove } from '../live/api.ts';
import type { Pairing } from '../live/contract.ts';
import { homePath, signIn } from '../live/session.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { go } from '../shell/route.ts';
import { back } from '../ui/back.ts';
import { base } from '../ui/base.ts';
import '../ui/busy.ts';
import '../ui/empty.ts';
import '../ui/icon.ts';
import { faultText } from '../ui/said.ts';
import { isBridged } from './bridged.ts';
import type { Label } from './label.ts';
import './scan.ts';

/** The feed says at once when a device comes; asking is for the moments without a feed. */
const AskEveryMs = 2_000;

/** Adding a device: a code and its picture, what happens while it comes, and then its name and room. */
@customElement('k-pair')
export class PairPage extends LitElement {
  /** The device whose place the new one takes. */
  @property() replaces = '';
  @state() private pairing?: Pairing;
  @state() private fault?: unknown;
  @state() private room = '';
  @state() private scanning = false;
  /** What stands on the device, where the code is its own. */
  @state() private label?: Label;
  private timer?: ReturnType<typeof setInterval>;

  constructor() {
    super();
    new Watch(this, () => ['pairings', 'devices', 'rooms', 'preferences', 'connection', 'clock']);
  }

  static override styles = [base, back, css`
    .page { max-width: 560px; }
    .code { display: grid; justify-items: center; gap: var(--s4); text-align: center; }
    .digits { font: 650 2.25rem/1.1 ui-monospace, "SF Mono", "Cascadia Mono", "Noto Sans Mono", monospace; letter-spacing: 0.04em; user-select: all; }
    .digits.own { font-size: 1.5rem; }
    .code img { width: min(220px, 60vw); aspect-ratio: 1; background: #fff; padding: 12px; border-radius: 20px; box-shadow: var(--shadow-1); }
    .wait { display: flex; align-items: center; gap: var(--s3); color: var(--text-2); }
    .wait k-busy { flex: none; }
    .done { display: grid; justify-items: center; gap: var(--s3); text-align: center; }
    .done i { display: grid; place-items: center; width: 72px; height: 72px; border-radius: 50%; background: var(--safe-soft); color: var(--safe-text); font-size: 1.8rem; }
    ol { padding-left: 1.4em; list-style: decimal; display: grid; gap: var(--s2); color: var(--text-2); }
  `];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
    if (this.pairing?.state === 'waiting') void remove(homePath(`/pairings/${this.pairing.id}`)).catch(() => undefined);
  }

  override willUpdate(): void {
    const told = this.pairing && store.pairings.get(this.pairing.id);
    if (told && told.state !== this.pairing!.state) this.take(told);
    if (this.pairing?.state === 'waiting' && Date.parse(this.pairing.expires) < Date.now()) this.pairing = { ...this.pairing, state: 'expired' };
  }

  override render() {
    return html`<div class="page"><a class="back" href="#/"><k-icon name="back"></k-icon>${t('nav.home')}</a><div class="title"><h1>${this.replaces ? t('replace.title', { name: this.old?.name ?? '' }) : t('pair.title')}</h1></div>${this.content()}</div>`;
  }

  private content() {
    if (!signIn.mayManage) return html`<k-empty icon="lock" .heading=${t('pair.forbidden')} .text=${t('pair.forbiddenText')}></k-empty>`;
    const { pairing } = this;
    if (this.scanning) return html`<k-scan @label=${(event: CustomEvent<Label>) => this.claim(event.detail)} @closed=${() => (this.scanning = false)}></k-scan>`;
    if (this.fault) return html`<div class="card stack"><p class="problem" role="alert">${this.label && this.fault instanceof Fault && this.fault.code === 'conflict' ? t('scan.claimed') : faultText(this.fault)}</p>
      <button type="button" class="button primary" @click=${this.again}>${t(this.label ? 'scan.again' : 'do.retry')}</button></div>`;
    if (!pairing) return this.choice();
    const device = pairing.device ? store.device(pairing.device) : undefined;
    if (pairing.state === 'done' || (pairing.state === 'claimed' && device)) return this.finish(pairing);
    if (pairing.state === 'expired' || pairing.state === 'cancelled') return html`<div class="card stack"><p class="problem" role="alert">${t(this.label ? 'scan.expired' : 'pair.expired')}</p>
      <button type="button" class="button primary" @click=${this.again}>${t(this.label ? 'scan.again' : 'pair.again')}</button></div>`;
    if (this.label) return html`<div class="card code"><div class="wait" role="status"><k-busy></k-busy>${t('scan.waiting')}</div>
        <p class="digits own">${pairing.code}</p><p class="muted">${t('scan.power')}</p>${this.complaint(pairing)}
        <button type="button" class="button" @click=${this.cancel}>${t('do.cancel')}</button></div>`;
    const minutes = Math.max(1, Math.round((Date.parse(pairing.expires) - Date.now()) / 60_000));
    return html`<div class="card code">${pairing.qr ? html`<img src=${`data:image/svg+xml;utf8,${encodeURIComponent(pairing.qr)}`} alt=${t('pair.qr')} />` : ''}
        <div><p class="small muted">${t('pair.code')}</p><p class="digits" aria-label=${t('pair.codeIs', { code: pairing.code ?? '' })}>${pairing.code}</p><p class="small muted">${t('pair.valid', { n: minutes })}</p></div>
        <div class="wait" role="status"><k-busy></k-busy>${t(pairing.state === 'claimed' ? 'pair.claimed' : 'pair.waiting')}</div>
        ${this.complaint(pairing)}
        <button type="button" class="button" @click=${this.cancel}>${t('do.cancel')}</button></div>
      <section class="stack"><h2>${t('pair.how')}</h2><ol><li>${t('pair.step1')}</li><li>${t('pair.step2')}</li><li>${t('pair.step3')}</li></ol></section>`;
  }

  /** What was wrong with the device that came last. */
  private complaint({ fault }: Pairing) {
    if (!fault) return '';
    const conflict = fault.code === 'conflict' && (this.replaces ? t('replace.otherKind') : this.label ? t('scan.rivals') : undefined);
    return html`<p class="problem" role="alert">${conflict || (textOf(`error.${fault.code}`) ?? fault.detail ?? fault.code)}</p>`;
  }

  private get old() {
    return store.device(this.replaces);
  }

  private choice() {
    if (this.replaces) return html`<div class="card stack"><p class="muted">${t('replace.text', { kind: local(this.old && store.specOf(this.old)?.name) })}</p>
      ${this.ways()}</div>
      ${[...store.devices.values()].some((device) => isBridged(device) && device.type === this.old?.type) ? html`<section><div class="list"><a class="row" href="#/replace/${this.replaces}"><k-icon name="bridge"></k-icon><span class="grow">${t('replace.bridged')}</span><k-icon name="next"></k-icon></a></div></section>` : ''}`;
    return html`<div class="card stack"><p class="muted">${t('pair.text')}</p>
      <label>${t('device.room')}<select @change=${(event: Event) => (this.room = (event.target as HTMLSelectElement).value)}><option value="">${t('pair.later')}</option>${store.rooms.map((room) => html`<option value=${room.id}>${room.name}</option>`)}</select></label>
      ${this.ways()}</div>
      <section><div class="list"><a class="row" href="#/bridges"><k-icon name="bridge"></k-icon><span class="grow"><b>${t('bridge.title')}</b><br /><span class="muted small">${t('bridge.short')}</span></span><k-icon name="next"></k-icon></a></div></section>`;
  }

  private ways() {
    return html`<button type="button" class="button primary wide" @click=${this.scan}><k-icon name="camera"></k-icon>${t('scan.begin')}</button>
      <p class="muted small">${t('scan.or')}</p><button type="button" class="button wide" @click=${this.begin}>${t('pair.begin')}</button>`;
  }

  private finish(pairing: Pairing) {
    const device = pairing.device ? store.device(pairing.device) : undefined;
    if (this.replaces) return html`<div class="card stack"><div class="done" role="status"><i><k-icon name="check"></k-icon></i><h2>${t('replace.done', { name: this.old?.name ?? '' })}</h2></div>
      <a class="button primary wide" href="#/device/${this.replaces}">${t('replace.show')}</a></div>`;
    return html`<div class="card stack"><div class="done" role="status"><i><k-icon name="check"></k-icon></i><h2>${t('pair.done')}</h2></div>
      ${device ? html`<form class="stack" @submit=${(event: Event) => this.name(event, device.id)}><label>${t('device.name')}<input name="name" type="text" required maxlength="64" .value=${device.name} autocomplete="off" /></label>
        <label>${t('device.room')}<select name="room"><option value="">${t('device.noRoom')}</option>${store.rooms.map((room) => html`<option value=${room.id} ?selected=${room.id === (device.room ?? this.room)}>${room.name}</option>`)}</select></label>
        <button class="button primary wide">${t('pair.keep')}</button></form>` : html`<k-busy></k-busy>`}</div>`;
  }

  private readonly scan = (): void => {
    [this.fault, this.pairing, this.scanning] = [undefined, undefined, true];
  };

  private readonly again = (): void => (this.label ? this.scan() : this.begin());

  private readonly begin = (): void => {
    this.label = undefined;
    void this.offer({ room: this.room || undefined });
  };

  private claim(label: Label): void {
    [this.label, this.scanning] = [label, false];
    void this.offer({ label, room: this.room || undefined });
  }

  private async offer(form: object): Promise<void> {
    this.fault = undefined;
    try {
      this.pairing = await post<Pairing>(homePath('/pairings'), this.replaces ? { ...form, replaces: this.replaces, room: undefined } : form);
      clearInterval(this.timer);
      this.timer = setInterval(() => void this.askState(), AskEveryMs);
    } catch (error) {
      this.fault = error;
    }
  }

  private async askState(): Promise<void> {
    if (!this.pairing || this.pairing.state === 'done') return clearInterval(this.timer);
    try {
      this.take(await get<Pairing>(homePath(`/pairings/${this.pairing.id}`)));
    } catch {
      // The next question, or the feed, will tell.
    }
  }

  /** The code and its picture are told only once, to who made them. */
  private take(told: Pairing): void {
    if (!this.pairing || told.id !== this.pairing.id) return;
    this.pairing = { ...told, code: this.pairing.code, qr: this.pairing.qr };
    if (told.state === 'done' || told.state === 'expired' || told.state === 'cancelled') clearInterval(this.timer);
  }

  private readonly cancel = async (): Promise<void> => {
    const { pairing } = this;
    clearInterval(this.timer);
    this.pairing = undefined;
    if (pairing) await remove(homePath(`/pairings/${pairing.id}`)).catch(() => undefined);
  };

  private async name(event: Event, device: string): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    try {
      await patch(homePath(`/devices/${device}`), { name: String(form.get('name')).trim(), room: String(form.get('room')) || null });
      go(`device/${device}`, true);
    } catch (error) {
      this.fault = error;
    }
  }
}
