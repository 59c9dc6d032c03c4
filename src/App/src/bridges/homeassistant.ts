import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../i18n/text.ts';
import type { Bridge } from '../live/contract.ts';
import { base } from '../ui/base.ts';
import './access.ts';

interface Details { prefix?: string; entities?: number; typed?: number; open?: number; emitters?: string[]; refused?: { entity: string; why: string }[]; refusedMore?: number }

/** Devices that describe themselves by Home Assistant's discovery: where they connect, who describes what, and what is not used. */
@customElement('k-bridge-homeassistant')
export class HomeAssistantPanel extends LitElement {
  @property({ attribute: false }) bridge!: Bridge;
  @property() password = '';

  static override styles = [base, css`
    :host { display: grid; gap: var(--s4); }
    dl { margin: 0; }
    dd { margin: 0 0 var(--s3); overflow-wrap: anywhere; color: var(--text-2); }
    li code { overflow-wrap: anywhere; }
  `];

  override render() {
    const { prefix = 'homeassistant', entities = 0, typed = 0, open = 0, emitters = [], refused = [], refusedMore = 0 } = (this.bridge.details ?? {}) as Details;
    return html`<k-bridge-access .bridge=${this.bridge} .password=${this.password} .text=${t('homeassistant.connect', { prefix })}></k-bridge-access>
      <section class="card stack"><h2>${t('homeassistant.how')}</h2><dl>
        <dt>Tasmota</dt><dd><code>SetOption19 1</code></dd>
        <dt>ESPHome</dt><dd><code>mqtt: discovery_prefix: ${prefix}</code></dd>
        <dt>Zigbee2MQTT, Z-Wave JS UI, OpenMQTTGateway</dt><dd>${t('homeassistant.switchOn', { prefix })}</dd></dl></section>
      ${entities ? html`<section class="stack"><h2>${t('homeassistant.described')}</h2>
        <p class="muted">${t('homeassistant.counts', { entities, typed, open })}</p>
        ${emitters.length ? html`<p class="muted">${t('homeassistant.emitters', { names: emitters.join(', ') })}</p>` : ''}</section>` : html`<p class="note">${t('homeassistant.waiting')}</p>`}
      ${refused.length ? html`<section class="stack"><h2>${t('homeassistant.refused')}</h2><p class="muted small">${t('homeassistant.refusedText')}</p>
        <ul class="list">${refused.map((one) => html`<li class="row"><span class="grow"><code>${one.entity}</code><br /><span class="muted small">${one.why}</span></span></li>`)}</ul>
        ${refusedMore ? html`<p class="muted small">${t('homeassistant.more', { n: refusedMore })}</p>` : ''}</section>` : ''}`;
  }
}
