import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../i18n/text.ts';
import type { Bridge } from '../live/contract.ts';
import { base } from '../ui/base.ts';
import '../ui/secret.ts';
import { tried } from '../ui/tried.ts';
import { addressOf } from './address.ts';
import { doWith } from './deeds.ts';

/** zigbee2mqtt closes a longer window by itself (its own limit is 254 s). */
const PermitSeconds = 254;

/** zigbee2mqtt: what to put into its configuration, and the door of its network. */
@customElement('k-bridge-zigbee2mqtt')
export class ZigbeePanel extends LitElement {
  @property({ attribute: false }) bridge!: Bridge;
  @property() password = '';

  static override styles = [base, css`
    :host { display: grid; gap: var(--s4); }
    pre { margin: 0; padding: var(--s3); border-radius: var(--radius-s); background: var(--surface-sunk); overflow: auto; font-size: var(--size-small); }
  `];

  override render() {
    const open = (this.bridge.joiningUntil ? Date.parse(this.bridge.joiningUntil) : 0) > Date.now();
    return html`${this.password ? html`<section class="card stack"><h2>${t('bridge.made')}</h2><p class="muted">${t('bridge.zigbee2mqtt.config')}</p>
        <k-secret .items=${[[t('bridge.server'), addressOf(this.bridge)], [t('bridge.username'), this.bridge.mqtt?.username ?? ''], [t('bridge.password'), this.password]]} .note=${t('secret.once')}></k-secret>
        <pre tabindex="0" aria-label="configuration.yaml"><code>${this.yaml()}</code></pre></section>` : ''}
      <div class="line"><button type="button" class="button ${open ? '' : 'primary'}" ?disabled=${this.bridge.state !== 'online'} @click=${() => this.permit(!open)}>${t(open ? 'bridge.close' : 'bridge.permit')}</button></div>
      ${open ? html`<p class="note" role="status">${t('bridge.permitted')}</p>` : ''}`;
  }

  private yaml(): string {
    return `mqtt:\n  base_topic: ${this.bridge.mqtt?.baseTopic ?? 'zigbee2mqtt'}\n  server: ${addressOf(this.bridge)}\n  user: ${this.bridge.mqtt?.username ?? ''}\n  password: ${this.password}\navailability:\n  enabled: true\n`;
  }

  private async permit(open: boolean): Promise<void> {
    await tried(() => doWith(this.bridge.id, 'permit-join', { seconds: open ? PermitSeconds : 0 }));
    this.dispatchEvent(new Event('bridge-changed', { bubbles: true, composed: true }));
  }
}
