import { LitElement, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../i18n/text.ts';
import type { Bridge } from '../live/contract.ts';
import { base } from '../ui/base.ts';
import '../ui/secret.ts';
import { addressOf } from './address.ts';

/** What a bridge's program connects with. Its password is there just after the bridge was added, and never again. */
@customElement('k-bridge-access')
export class BridgeAccess extends LitElement {
  @property({ attribute: false }) bridge!: Bridge;
  @property() password = '';
  @property() text = '';

  static override styles = base;

  override render() {
    const mqtt = this.bridge.mqtt;
    if (!mqtt) return '';
    const items: [string, string][] = [[t('bridge.server'), addressOf(this.bridge)], [t('bridge.username'), mqtt.username]];
    if (this.password) items.push([t('bridge.password'), this.password]);
    items.push([t('bridge.topic'), mqtt.baseTopic ?? '']);
    return html`<section class="card stack"><h2>${this.password ? t('bridge.made') : t('bridge.access')}</h2><p class="muted">${this.text}</p>
      <k-secret .items=${items} .note=${this.password ? t('secret.once') : t('bridge.passwordGone')}></k-secret></section>`;
  }
}
