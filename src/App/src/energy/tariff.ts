import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { local, t } from '../i18n/text.ts';
import { put } from '../live/api.ts';
import { homePath } from '../live/session.ts';
import { base } from '../ui/base.ts';
import '../ui/dialog.ts';
import { faultText } from '../ui/said.ts';
import type { Tariff, TariffChoice } from './reckon.ts';

const Own = 'own', None = 'none';

/** What the home reckons with: a tariff of the list, a price of its own, or nothing. Fires `changed` when it is kept. */
@customElement('k-tariff')
export class TariffDialog extends LitElement {
  @property({ attribute: false }) chosen?: TariffChoice;
  @property({ attribute: false }) all: Tariff[] = [];
  @state() private pick?: string;
  @state() private fault?: unknown;

  static override styles = [base, css`
    .own { display: grid; gap: var(--s3); grid-template-columns: minmax(0, 2fr) minmax(0, 1fr); }
  `];

  private get picked(): string {
    return this.pick ?? (this.chosen?.price !== undefined ? Own : (this.chosen?.id ?? None));
  }

  override render() {
    const tariff = this.all.find((one) => one.id === this.picked);
    return html`<k-dialog open .heading=${t('energy.tariff')} @closed=${() => this.dispatchEvent(new CustomEvent('closed'))}><form class="stack" @submit=${this.keep}>
      <label>${t('energy.tariff')}<select @change=${(event: Event) => (this.pick = (event.target as HTMLSelectElement).value)}>
        <option value=${None} ?selected=${this.picked === None}>${t('energy.noTariff')}</option><option value=${Own} ?selected=${this.picked === Own}>${t('energy.ownPrice')}</option>
        ${this.all.map((one) => html`<option value=${one.id} ?selected=${this.picked === one.id}>${local(one.name)}</option>`)}</select></label>
      ${tariff ? html`<p class="note small">${local(tariff.source)}</p>` : ''}
      ${this.picked === Own ? html`<div class="own"><label>${t('energy.price')}<input name="price" type="number" min="0" step="0.0001" required .value=${String(this.chosen?.price ?? '')} /></label>
        <label>${t('energy.currency')}<select name="currency">${['CNY', 'EUR', 'USD', 'GBP', 'CHF', 'JPY', 'SEK', 'NOK', 'DKK', 'PLN', 'CAD', 'AUD', 'HKD', 'SGD'].map((one) => html`<option ?selected=${one === (this.chosen?.currency ?? 'EUR')}>${one}</option>`)}</select></label></div>` : ''}
      ${this.fault ? html`<p class="problem" role="alert">${faultText(this.fault)}</p>` : ''}<button class="button primary wide">${t('do.save')}</button></form></k-dialog>`;
  }

  private async keep(event: Event): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const choice: TariffChoice = this.picked === Own ? { price: Number(form.get('price')), currency: String(form.get('currency')) } : this.picked === None ? {} : { id: this.picked };
    try {
      await put(homePath('/energy/tariff'), choice);
      this.dispatchEvent(new CustomEvent('changed'));
    } catch (error) {
      this.fault = error;
    }
  }
}
