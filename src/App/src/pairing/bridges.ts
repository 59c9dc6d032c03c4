import { LitElement, css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { t, textOf } from '../i18n/text.ts';
import { get, post, remove } from '../live/api.ts';
import type { Bridge } from '../live/contract.ts';
import { homePath, signIn } from '../live/session.ts';
import { Watch } from '../live/watch.ts';
import { ask } from '../ui/ask.ts';
import { back } from '../ui/back.ts';
import { base } from '../ui/base.ts';
import '../ui/dialog.ts';
import '../ui/empty.ts';
import '../ui/icon.ts';
import { faultText } from '../ui/said.ts';
import '../ui/secret.ts';
import { tried } from '../ui/tried.ts';

/** zigbee2mqtt closes a longer window by itself (its own limit is 254 s). */
const PermitSeconds = 254;
const RefreshMs = 4_000;

interface Made { bridge: Bridge; password: string }

/** Other people's devices: a bridge gets credentials of its own, shown once, and then brings what it knows. */
@customElement('k-bridges')
export class BridgesPage extends LitElement {
  @state() private bridges?: Bridge[];
  @state() private made?: Made;
  @state() private fault?: unknown;
  @state() private permitted = new Map<string, number>();
  private timer?: ReturnType<typeof setInterval>;

  constructor() {
    super();
    new Watch(this, () => ['preferences', 'connection', 'devices', 'clock']);
  }

  static override styles = [base, back, css`
    .bridge { display: grid; gap: var(--s3); padding: var(--s4); }
    pre { margin: 0; padding: var(--s3); border-radius: var(--radius-s); background: var(--surface-sunk); overflow: auto; font-size: var(--size-small); }
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

  private async fetch(): Promise<void> {
    try {
      this.bridges = (await get<{ items: Bridge[] }>(homePath('/bridges'))).items;
      this.fault = undefined;
    } catch (error) {
      if (!this.bridges) this.fault = error;
    }
  }

  override render() {
    return html`<div class="page"><a class="back" href="#/me"><k-icon name="back"></k-icon>${t('nav.me')}</a>
      <div class="title"><h1 class="grow">${t('bridge.title')}</h1>${signIn.mayManage ? html`<button type="button" class="button" @click=${this.add}><k-icon name="plus"></k-icon>${t('bridge.add')}</button>` : ''}</div>
      <p class="muted">${t('bridge.text')}</p>
      ${this.made ? html`<section class="card stack"><h2>${t('bridge.made')}</h2><p class="muted">${t('bridge.madeText')}</p>
        <k-secret .items=${[[t('bridge.server'), this.address(this.made.bridge)], [t('bridge.username'), this.made.bridge.mqtt?.username ?? ''], [t('bridge.password'), this.made.password]]} .note=${t('secret.once')}></k-secret>
        <pre tabindex="0" aria-label="configuration.yaml"><code>${this.yaml(this.made)}</code></pre></section>` : ''}
      ${this.fault ? html`<p class="problem" role="alert">${faultText(this.fault)}</p>` : ''}
      ${this.bridges?.length === 0 && !this.made ? html`<k-empty icon="bridge" .heading=${t('bridge.empty')} .text=${t('bridge.emptyText')}></k-empty>` : ''}
      ${this.bridges?.length ? html`<section><ul class="list">${this.bridges.map((bridge) => html`<li>${this.bridge(bridge)}</li>`)}</ul></section>` : ''}</div>`;
  }

  private bridge(bridge: Bridge) {
    const open = (bridge.joiningUntil ? Date.parse(bridge.joiningUntil) : (this.permitted.get(bridge.id) ?? 0)) > Date.now();
    return html`<div class="bridge"><div class="line"><div class="grow"><h3>${bridge.name}</h3><p class="muted small">Zigbee2MQTT ${bridge.version ?? ''} · ${t('rooms.devices', { n: bridge.devices })}</p></div>
        <span class="badge ${bridge.state === 'online' ? 'safe' : 'stale'}">${t(`bridge.${bridge.state}`)}</span></div>
      ${signIn.mayManage ? html`<div class="line"><button type="button" class="button ${open ? '' : 'primary'}" ?disabled=${bridge.state !== 'online'} @click=${() => this.permit(bridge, !open)}>${t(open ? 'bridge.close' : 'bridge.permit')}</button>
        <button type="button" class="button danger" @click=${() => this.delete(bridge)}>${t('bridge.remove')}</button></div>` : ''}
      ${bridge.newcomers?.length ? html`<ul class="small muted">${bridge.newcomers.map((one) => html`<li>${one.name} · ${textOf(`bridge.standing.${one.standing}`) ?? one.standing}</li>`)}</ul>` : ''}
      ${bridge.lastError ? html`<p class="problem">${bridge.lastError}</p>` : ''}
      ${open ? html`<p class="note" role="status">${t('bridge.permitted')}</p>` : ''}</div>`;
  }

  private address(bridge: Bridge): string {
    return `mqtt://${bridge.mqtt?.host ?? location.hostname}:${bridge.mqtt?.port ?? 1883}`;
  }

  private yaml({ bridge, password }: Made): string {
    return `mqtt:\n  base_topic: ${bridge.mqtt?.baseTopic ?? 'zigbee2mqtt'}\n  server: ${this.address(bridge)}\n  user: ${bridge.mqtt?.username ?? ''}\n  password: ${password}\n`;
  }

  private readonly add = async (): Promise<void> => {
    await tried(async () => { this.made = await post<Made>(homePath('/bridges'), { kind: 'zigbee2mqtt', name: 'Zigbee2MQTT' }); });
    await this.fetch();
  };

  private async permit(bridge: Bridge, open: boolean): Promise<void> {
    const path = homePath(`/bridges/${bridge.id}/permit-join`);
    const done = await tried(() => (open ? post(path, { seconds: PermitSeconds }) : remove(path)));
    if (done) this.permitted = new Map(this.permitted).set(bridge.id, open ? Date.now() + PermitSeconds * 1000 : 0);
    await this.fetch();
  }

  private async delete(bridge: Bridge): Promise<void> {
    if (!(await ask({ title: t('bridge.removeAsk', { name: bridge.name }), text: t('bridge.removeText'), yes: t('bridge.remove'), danger: true }))) return;
    await tried(() => remove(homePath(`/bridges/${bridge.id}`)));
    await this.fetch();
  }
}
