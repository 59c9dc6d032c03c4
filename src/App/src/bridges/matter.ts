import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { t, textOf, type Key } from '../i18n/text.ts';
import { Fault, put } from '../live/api.ts';
import type { Bridge } from '../live/contract.ts';
import { homePath, signIn } from '../live/session.ts';
import type { Label } from '../pairing/label.ts';
import '../pairing/scan.ts';
import { base } from '../ui/base.ts';
import '../ui/busy.ts';
import '../ui/dialog.ts';
import '../ui/icon.ts';
import { faultText } from '../ui/said.ts';
import { toast } from '../ui/toasts.ts';
import { tried } from '../ui/tried.ts';
import { doWith } from './deeds.ts';
import './matter-code.ts';
import './matter-showing.ts';
import type { Showing } from './matter-showing.ts';

interface Details { stage: string; pairing?: 'searching' | 'found'; nodes: { device: string; name: string }[]; showing: Showing }
interface Window { manualCode: string; qrCode: string }

/** Longer than the controller tries (MatterLimits.Commissioning): it says why it gave up. */
const PairingMs = 150_000;

/** What its controller says of a pairing that failed, by docs/bridges/matter.md. */
const known: Record<string, Key> = {
  'the code is mistyped': 'matter.mistyped', 'no device answers to this code': 'matter.unanswered', 'the device does not accept this code': 'matter.unaccepted',
};

function why(error: unknown): string {
  const key = error instanceof Fault ? known[error.detail ?? ''] : undefined;
  return key ? textOf(key) ?? faultText(error) : faultText(error);
}

/** Matter: how its controller is, pairing by code, sharing with another app, and devices of the home in other ecosystems. */
@customElement('k-bridge-matter')
export class MatterPanel extends LitElement {
  @property({ attribute: false }) bridge!: Bridge;
  @state() private scanning = false;
  @state() private pairing = false;
  @state() private fault?: unknown;
  @state() private window?: Window;

  static override styles = [base, css`
    :host { display: grid; gap: var(--s4); }
    form { display: flex; flex-wrap: wrap; align-items: end; gap: var(--s3); }
    form label { flex: 1 1 220px; }
  `];

  private get details(): Details {
    return this.bridge.details as unknown as Details;
  }

  override render() {
    const { stage, nodes, showing } = this.details;
    const said = textOf(`matter.stage.${stage}`);
    return html`${said ? html`<p class="note" role="status">${said}</p>` : ''}
      ${signIn.mayManage ? html`${this.adding()}${nodes.length ? this.sharing(nodes) : ''}
        ${showing.possible ? html`<k-matter-showing .bridge=${this.bridge.id} .showing=${showing}></k-matter-showing>` : ''}${this.server()}` : ''}
      ${this.window ? html`<k-dialog open .heading=${t('matter.share')} @closed=${() => (this.window = undefined)}>
        <div class="stack"><p class="muted">${t('matter.shareCode')}</p><k-matter-code .qr=${this.window.qrCode} .code=${this.window.manualCode}></k-matter-code></div></k-dialog>` : ''}`;
  }

  private adding() {
    const stage = this.details.pairing;
    if (this.pairing) return html`<section class="card stack"><p role="status">${t(stage === 'found' ? 'matter.found' : 'matter.searching')}</p><k-busy></k-busy></section>`;
    if (this.scanning) return html`<k-scan matter @label=${(event: CustomEvent<Label>) => this.pair(event.detail.code)} @closed=${() => (this.scanning = false)}></k-scan>`;
    return html`<section class="card stack"><h2>${t('matter.add')}</h2><p class="muted">${t('matter.addText')}</p><p class="muted small">${t('matter.wifi')}</p>
      ${this.fault ? html`<p class="problem" role="alert">${why(this.fault)}</p>` : ''}
      <div class="line"><button type="button" class="button primary" ?disabled=${this.bridge.state !== 'online'} @click=${() => (this.scanning = true)}><k-icon name="plus"></k-icon>${t('matter.add')}</button></div></section>`;
  }

  private sharing(nodes: Details['nodes']) {
    return html`<section class="card stack"><h2>${t('matter.share')}</h2><p class="muted">${t('matter.shareText')}</p>
      <ul class="list">${nodes.map(({ device, name }) => html`<li class="row"><span class="grow">${name}</span>
        <button type="button" class="button" aria-label=${`${t('matter.share')}: ${name}`} ?disabled=${this.bridge.state !== 'online'} @click=${() => this.share(device)}>${t('matter.code')}</button></li>`)}</ul></section>`;
  }

  private server() {
    return html`<form class="card" @submit=${this.use}><label>${t('matter.server')}<input name="server" autocomplete="off" spellcheck="false" placeholder="ws://192.168.1.5:5580/ws" .value=${String(this.bridge.settings?.['server'] ?? '')} aria-describedby="server" /></label>
      <button class="button">${t('matter.serverSave')}</button><p id="server" class="muted small">${t('matter.serverText')}</p></form>`;
  }

  private async pair(code: string): Promise<void> {
    [this.scanning, this.pairing, this.fault] = [false, true, undefined];
    try {
      const { devices } = await doWith<{ devices: string[] }>(this.bridge.id, 'commission', { code }, { limitMs: PairingMs });
      toast({ text: t('matter.added', { n: devices.length }), tone: 'safe' });
    } catch (error) {
      this.fault = error;
    }
    this.pairing = false;
    this.changed();
  }

  private async share(device: string): Promise<void> {
    await tried(async () => { this.window = await doWith<Window>(this.bridge.id, 'share', { device }, { limitMs: PairingMs }); });
  }

  private async use(event: Event): Promise<void> {
    event.preventDefault();
    const server = String(new FormData(event.target as HTMLFormElement).get('server')).trim();
    await tried(() => put(homePath(`/bridges/${this.bridge.id}/settings`), server ? { server } : {}));
    this.changed();
  }

  private changed(): void {
    this.dispatchEvent(new Event('bridge-changed', { bubbles: true, composed: true }));
  }
}
