import { LitElement, css, html, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { t, textOf } from '../i18n/text.ts';
import { get, post, remove } from '../live/api.ts';
import type { Bridge } from '../live/contract.ts';
import { homePath, signIn } from '../live/session.ts';
import { Watch } from '../live/watch.ts';
import { ask } from '../ui/ask.ts';
import { back } from '../ui/back.ts';
import { base } from '../ui/base.ts';
import '../device/traffic.ts';
import '../ui/busy.ts';
import '../ui/dialog.ts';
import '../ui/empty.ts';
import '../ui/icon.ts';
import { faultText } from '../ui/said.ts';
import { tried } from '../ui/tried.ts';
import { kinds } from './kinds.ts';
import './newcomers.ts';

const RefreshMs = 2_000;

interface Made { bridge: Bridge; password?: string }

/** Other people's devices: the bridges of the home, a chooser of kinds, and one bridge with the panel of its kind. */
@customElement('k-bridges')
export class BridgesPage extends LitElement {
  /** The one that is open; empty for the list. */
  @property() bridge = '';
  @state() private bridges?: Bridge[];
  @state() private made?: Made;
  @state() private fault?: unknown;
  @state() private choosing = false;
  @state() private loaded = new Set<string>();
  private timer?: ReturnType<typeof setInterval>;

  constructor() {
    super();
    new Watch(this, () => ['preferences', 'connection', 'devices', 'clock']);
    this.addEventListener('bridge-changed', () => void this.fetch());
  }

  static override styles = [base, back, css`
    .kind { align-items: flex-start; padding-block: var(--s3); }
  `];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.fetch();
    this.timer = setInterval(() => void this.fetch(), RefreshMs);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  protected override updated(changed: PropertyValues): void {
    // The password is shown while its page is open and never again.
    if (changed.has('bridge') && this.made && this.bridge !== this.made.bridge.id) this.made = undefined;
  }

  private async fetch(): Promise<void> {
    try {
      this.bridges = (await get<{ items: Bridge[] }>(homePath('/bridges'))).items;
      this.fault = undefined;
    } catch (error) {
      if (!this.bridges) this.fault = error;
    }
  }

  override render() {
    return this.bridge ? this.one() : this.list();
  }

  private list() {
    return html`<div class="page"><a class="back" href="#/me"><k-icon name="back"></k-icon>${t('nav.me')}</a>
      <div class="title"><h1 class="grow">${t('bridge.title')}</h1>${signIn.mayManage ? html`<button type="button" class="button" @click=${() => (this.choosing = true)}><k-icon name="plus"></k-icon>${t('bridge.add')}</button>` : ''}</div>
      <p class="muted">${t('bridge.text')}</p>
      ${this.fault ? html`<p class="problem" role="alert">${faultText(this.fault)}</p>` : ''}
      ${this.bridges?.length === 0 ? html`<k-empty icon="bridge" .heading=${t('bridge.empty')} .text=${t('bridge.emptyText')}></k-empty>` : ''}
      ${this.bridges?.length ? html`<section><ul class="list">${this.bridges.map((bridge) => html`<li><a class="row" href="#/bridges/${bridge.id}"><k-icon name="bridge"></k-icon>
        <span class="grow"><b>${bridge.name}</b><br /><span class="muted small">${this.said(bridge)}</span></span>${this.badge(bridge)}<k-icon name="next"></k-icon></a></li>`)}</ul></section>` : ''}
      <k-dialog .open=${this.choosing} .heading=${t('bridge.addAsk')} @closed=${() => (this.choosing = false)}><ul class="list">${Object.entries(kinds).map(([kind, { title, text }]) => html`<li>
        <button type="button" class="row kind" @click=${() => this.add(kind, title)}><k-icon name="bridge"></k-icon><span class="grow"><b>${title}</b><br /><span class="muted small">${textOf(text)}</span></span><k-icon name="next"></k-icon></button></li>`)}</ul></k-dialog></div>`;
  }

  private one() {
    const bridge = this.bridges?.find((its) => its.id === this.bridge);
    return html`<div class="page"><a class="back" href="#/bridges"><k-icon name="back"></k-icon>${t('bridge.title')}</a>
      ${bridge ? html`<div class="title"><h1 class="grow">${bridge.name}</h1>${this.badge(bridge)}</div>
        <div class="stack"><p class="muted">${this.said(bridge)}</p>${bridge.lastError ? html`<p class="problem">${bridge.lastError}</p>` : ''}
          ${bridge.malformed ? html`<p class="muted small">${t('bridge.malformed', { n: bridge.malformed })}</p>` : ''}
          ${this.panel(bridge)}<k-newcomers .bridge=${bridge}></k-newcomers>
          ${bridge.mqtt && signIn.mayManage ? html`<k-traffic of="bridge" .path=${`/bridges/${bridge.id}/traffic`}></k-traffic>` : ''}
          ${signIn.mayManage ? html`<div><button type="button" class="button danger" @click=${() => this.delete(bridge)}>${t('bridge.remove')}</button></div>` : ''}</div>`
      : this.bridges ? html`<k-empty icon="bridge" .heading=${t('bridge.gone')}></k-empty>`
      : this.fault ? html`<p class="problem" role="alert">${faultText(this.fault)}</p>` : html`<k-busy></k-busy>`}</div>`;
  }

  private panel(bridge: Bridge) {
    const kind = kinds[bridge.kind];
    if (!kind) return '';
    if (!this.loaded.has(bridge.kind)) {
      void kind.load().then(() => (this.loaded = new Set(this.loaded).add(bridge.kind)), (error: unknown) => (this.fault = error));
      return html`<k-busy></k-busy>`;
    }
    return kind.panel(bridge, this.made?.bridge.id === bridge.id ? this.made.password : undefined);
  }

  private said(bridge: Bridge): string {
    return [[kinds[bridge.kind]?.title ?? bridge.kind, bridge.version].filter(Boolean).join(' '), t('rooms.devices', { n: bridge.devices })].join(' · ');
  }

  private badge(bridge: Bridge) {
    return html`<span class="badge ${bridge.state === 'online' ? 'safe' : 'stale'}">${t(`bridge.${bridge.state}`)}</span>`;
  }

  private async add(kind: string, name: string): Promise<void> {
    this.choosing = false;
    await tried(async () => { this.made = await post<Made>(homePath('/bridges'), { kind, name }); });
    await this.fetch();
    if (this.made) location.hash = `#/bridges/${this.made.bridge.id}`;
  }

  private async delete(bridge: Bridge): Promise<void> {
    if (!(await ask({ title: t('bridge.removeAsk', { name: bridge.name }), text: t('bridge.removeText'), yes: t('bridge.remove'), danger: true }))) return;
    if (await tried(() => remove(homePath(`/bridges/${bridge.id}`)))) location.hash = '#/bridges';
    await this.fetch();
  }
}
