import { LitElement, css, html, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { t, textOf, type Key } from '../i18n/text.ts';
import type { Bridge } from '../live/contract.ts';
import { signIn } from '../live/session.ts';
import { base } from '../ui/base.ts';
import '../ui/icon.ts';
import '../ui/secret.ts';
import { addressOf } from './address.ts';
import type { Details } from './zigbee/contract.ts';
import './zigbee/joining.ts';

/** What of it is opened when it is asked for; each part is a file of its own, loaded then. */
const parts: [name: string, title: Key, icon: string, load: () => Promise<unknown>, part: (bridge: Bridge) => TemplateResult][] = [
  ['devices', 'zigbee.devices', 'devices', () => import('./zigbee/devices.ts'), (bridge) => html`<k-zigbee-devices .bridge=${bridge}></k-zigbee-devices>`],
  ['groups', 'zigbee.groups', 'bulb', () => import('./zigbee/groups.ts'), (bridge) => html`<k-zigbee-groups .bridge=${bridge}></k-zigbee-groups>`],
  ['map', 'zigbee.map', 'router', () => import('./zigbee/map.ts'), (bridge) => html`<k-zigbee-map .bridge=${bridge}></k-zigbee-map>`],
  ['health', 'zigbee.health', 'activity', () => import('./zigbee/health.ts'), (bridge) => html`<k-zigbee-health .bridge=${bridge}></k-zigbee-health>`],
];

/** zigbee2mqtt: what to put into its configuration, the door of its network, and what it can do besides. */
@customElement('k-bridge-zigbee2mqtt')
export class ZigbeePanel extends LitElement {
  @property({ attribute: false }) bridge!: Bridge;
  @property() password = '';
  @state() private opened = new Set<string>();

  static override styles = [base, css`
    :host { display: grid; gap: var(--s4); }
    pre { margin: 0; padding: var(--s3); border-radius: var(--radius-s); background: var(--surface-sunk); overflow: auto; font-size: var(--size-small); }
    details.card { padding: 0; }
    summary { display: flex; align-items: center; gap: var(--s3); min-height: 56px; padding: 0 var(--s4); cursor: pointer; font-weight: 600; list-style: none; border-radius: var(--radius-l); }
    summary::-webkit-details-marker { display: none; }
    summary k-icon { color: var(--text-2); }
    summary k-icon.turn { transition: transform var(--quick); }
    details[open] > summary k-icon.turn { transform: rotate(90deg); }
    .within { padding: 0 var(--s4) var(--s4); }
  `];

  override render() {
    const details = this.bridge.details as unknown as Details | undefined;
    return html`${this.password ? html`<section class="card stack"><h2>${t('bridge.made')}</h2><p class="muted">${t('bridge.zigbee2mqtt.config')}</p>
        <k-secret .items=${[[t('bridge.server'), addressOf(this.bridge)], [t('bridge.username'), this.bridge.mqtt?.username ?? ''], [t('bridge.password'), this.password]]} .note=${t('secret.once')}></k-secret>
        <pre tabindex="0" aria-label="configuration.yaml"><code>${this.yaml()}</code></pre></section>` : ''}
      ${details?.restartRequired ? html`<p class="note" role="status">${t('zigbee.restartNeeded')}</p>` : ''}
      ${signIn.mayManage ? html`<k-zigbee-joining .bridge=${this.bridge}></k-zigbee-joining>
        ${parts.map(([name, title, icon, load, part]) => html`<details class="card" @toggle=${(event: Event) => this.toggle(event, name, load)}>
          <summary><k-icon name=${icon}></k-icon><span class="grow">${textOf(title)}</span><k-icon class="turn" name="next"></k-icon></summary>
          ${this.opened.has(name) ? html`<div class="within">${part(this.bridge)}</div>` : ''}</details>`)}` : ''}`;
  }

  private async toggle(event: Event, name: string, load: () => Promise<unknown>): Promise<void> {
    if (!(event.target as HTMLDetailsElement).open || this.opened.has(name)) return;
    await load();
    this.opened = new Set(this.opened).add(name);
  }

  private yaml(): string {
    return `mqtt:\n  base_topic: ${this.bridge.mqtt?.baseTopic ?? 'zigbee2mqtt'}\n  server: ${addressOf(this.bridge)}\n  user: ${this.bridge.mqtt?.username ?? ''}\n  password: ${this.password}\navailability:\n  enabled: true\n`;
  }
}
