import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { ageText, valueText } from '../i18n/format.ts';
import { local, t } from '../i18n/text.ts';
import { set, shown, wishOf } from '../live/commands.ts';
import type { Property, Scalar } from '../live/contract.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { base } from '../ui/base.ts';
import { faultText } from '../ui/said.ts';
import { isMeant } from './care.ts';
import { heardAt } from './parts.ts';
import './value.ts';

/** One property of a device: its value with its age, or the control that sets it, and what became of a wish. */
@customElement('k-property')
export class PropertyRow extends LitElement {
  @property() device = '';
  @property({ attribute: false }) property!: Property;

  constructor() {
    super();
    new Watch(this, () => [`device:${this.device}`, 'connection', 'clock', 'preferences']);
  }

  static override styles = [base, css`
    :host { display: block; }
    .line { justify-content: space-between; flex-wrap: nowrap; min-height: 44px; }
    .name { min-width: 0; font-weight: 500; overflow-wrap: anywhere; }
    .name small { display: block; color: var(--stale-text); font-size: var(--size-small); font-weight: 400; }
    .value { text-align: end; font-weight: 600; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; min-width: 0; }
    .failed { color: var(--alert-text); font-size: var(--size-small); display: flex; align-items: center; gap: var(--s2); }
    .failed .button { padding: 0 var(--s3); font-size: var(--size-small); }
  `];

  override render() {
    const device = store.device(this.device);
    if (!device) return nothing;
    const { property } = this;
    const value = shown(this.device, property.address);
    const wish = wishOf(this.device, property.address);
    const age = !device.online && value !== undefined ? ageText(heardAt(device)) : '';
    return html`${property.access.includes('write') ? html`<k-value .property=${property} .value=${value} .label=${`${device.name}, ${local(property.title)}`} .note=${age || this.risk}
        ?pending=${wish?.phase === 'asked' || wish?.phase === 'waiting'} @change=${(event: CustomEvent<Scalar>) => void this.send(event.detail)}></k-value>`
      : html`<div class="line"><span class="name">${local(property.title)}${age ? html`<small>${age}</small>` : ''}</span><span class="value">${valueText(property, value)}</span></div>`}
      ${wish?.phase === 'failed' ? html`<div class="failed" role="alert"><span class="grow">${faultText(wish.fault)}</span><button type="button" class="button" @click=${() => wish.retry()}>${t('do.retry')}</button></div>` : ''}`;
  }

  private get risk(): string {
    const { risk } = this.property;
    return risk === 'safety' || risk === 'privacy' ? t(`risk.${risk}`) : '';
  }

  private async send(value: Scalar): Promise<void> {
    const device = store.device(this.device);
    if (device && (await isMeant(device, store.specOf(device), this.property.address))) await set(this.device, { [this.property.address]: value });
    else this.requestUpdate();
  }
}
