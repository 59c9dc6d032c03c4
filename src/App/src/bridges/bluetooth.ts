import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../i18n/text.ts';
import { put } from '../live/api.ts';
import type { Bridge } from '../live/contract.ts';
import { homePath, signIn } from '../live/session.ts';
import { base } from '../ui/base.ts';
import { tried } from '../ui/tried.ts';
import './access.ts';

interface Source { name: string; online: boolean }
interface Sensor { address: string; name: string; source: string; rssi?: number; wrongKey: boolean; replayed: number }

/** Bluetooth: who listens, ESPHome's proxies, and what the sensors' seals say. */
@customElement('k-bridge-bluetooth')
export class BluetoothPanel extends LitElement {
  @property({ attribute: false }) bridge!: Bridge;
  @property() password = '';

  static override styles = [base, css`:host { display: grid; gap: var(--s4); }`];

  override render() {
    const { sources = [], sensors = [] } = (this.bridge.details ?? {}) as { sources?: Source[]; sensors?: Sensor[] };
    return html`<k-bridge-access .bridge=${this.bridge} .password=${this.password} .text=${t('bluetooth.gateway')}></k-bridge-access>
      <section class="stack"><h2>${t('bluetooth.sources')}</h2>
        ${sources.length ? html`<ul class="list">${sources.map((one) => html`<li class="row"><span class="grow">${one.name}</span><span class="badge ${one.online ? 'safe' : 'stale'}">${t(one.online ? 'bridge.online' : 'bridge.offline')}</span></li>`)}</ul>`
        : html`<p class="note">${t('bluetooth.noSources')}</p>`}
        ${signIn.mayManage ? html`<form class="stack" @submit=${this.save}><label>${t('bluetooth.proxies')}<textarea name="proxies" rows="3" spellcheck="false" .value=${((this.bridge.settings?.['proxies'] as string[] | undefined) ?? []).join('\n')}></textarea></label>
          <p class="muted small">${t('bluetooth.proxiesText')}</p><div><button class="button">${t('do.save')}</button></div></form>` : ''}</section>
      ${sensors.length ? html`<section class="stack"><h2>${t('bluetooth.sensors')}</h2><ul class="list">${sensors.map((one) => html`<li class="row"><span class="grow"><b>${one.name}</b><br /><span class="muted small">${[one.address, one.source, one.rssi && `${one.rssi} dBm`].filter(Boolean).join(' · ')}</span>
        ${one.wrongKey ? html`<br /><span class="problem">${t('bluetooth.wrongKey')}</span>` : ''}${one.replayed ? html`<br /><span class="muted small">${t('bluetooth.replayed', { n: one.replayed })}</span>` : ''}</span></li>`)}</ul></section>` : ''}`;
  }

  private readonly save = async (event: Event): Promise<void> => {
    event.preventDefault();
    const text = String(new FormData(event.target as HTMLFormElement).get('proxies') ?? '');
    await tried(() => put(homePath(`/bridges/${this.bridge.id}/settings`), { proxies: text.split(/\s+/).filter(Boolean) }));
    this.dispatchEvent(new Event('bridge-changed', { bubbles: true, composed: true }));
  };
}
