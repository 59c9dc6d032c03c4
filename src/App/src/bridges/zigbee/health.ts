import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { number } from '../../i18n/format.ts';
import { t } from '../../i18n/text.ts';
import type { Bridge } from '../../live/contract.ts';
import { Watch } from '../../live/watch.ts';
import { ask } from '../../ui/ask.ts';
import { base } from '../../ui/base.ts';
import '../../ui/busy.ts';
import { toast } from '../../ui/toasts.ts';
import { tried } from '../../ui/tried.ts';
import { doWith } from '../deeds.ts';
import type { Details } from './contract.ts';

/** How the program over there is: what it tells every ten minutes, asked at once, and its restart. */
@customElement('k-zigbee-health')
export class ZigbeeHealth extends LitElement {
  @property({ attribute: false }) bridge!: Bridge;
  @state() private busy = false;

  constructor() {
    super();
    new Watch(this, () => ['preferences']);
  }

  static override styles = [base, css`
    :host { display: grid; gap: var(--s4); }
    dl { display: grid; grid-template-columns: auto 1fr; gap: var(--s2) var(--s4); }
    dt { color: var(--text-2); }
  `];

  override render() {
    const details = this.bridge.details as unknown as Details | undefined;
    const facts: [string, string | undefined][] = [
      [t('zigbee.version.program'), this.bridge.version], [t('zigbee.coordinator'), details?.coordinator], [t('zigbee.channel'), details?.channel?.toString()],
      [t('zigbee.uptime'), details?.health?.uptimeSeconds === undefined ? undefined : t('zigbee.hours', { n: number(details.health.uptimeSeconds / 3600, 1) })],
      [t('zigbee.memory'), details?.health?.memoryMegabytes === undefined ? undefined : `${number(details.health.memoryMegabytes)} MB`],
    ];
    return html`<dl>${facts.filter(([, value]) => value).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
      ${details?.health ? '' : html`<p class="muted small">${t('zigbee.healthLater')}</p>`}
      <div class="line"><button type="button" class="button" ?disabled=${this.busy || this.bridge.state !== 'online'} @click=${this.check}>${t('zigbee.healthCheck')}</button>
        <button type="button" class="button ${details?.restartRequired ? 'primary' : ''}" ?disabled=${this.bridge.state !== 'online'} @click=${this.restart}>${t('zigbee.restart')}</button>${this.busy ? html`<k-busy></k-busy>` : ''}</div>`;
  }

  private readonly check = async (): Promise<void> => {
    this.busy = true;
    await tried(async () => {
      const { healthy } = await doWith<{ healthy?: boolean }>(this.bridge.id, 'health-check');
      toast({ text: t(healthy ? 'zigbee.healthy' : 'zigbee.unhealthy'), tone: healthy ? undefined : 'alert' });
    });
    this.busy = false;
  };

  private readonly restart = async (): Promise<void> => {
    if (await ask({ title: t('zigbee.restartAsk'), text: t('zigbee.restartText'), yes: t('zigbee.restart') })) await tried(() => doWith(this.bridge.id, 'restart'));
  };
}
