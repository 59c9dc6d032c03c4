import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { t } from '../../i18n/text.ts';
import type { Bridge } from '../../live/contract.ts';
import { base } from '../../ui/base.ts';
import '../../ui/busy.ts';
import { faultText } from '../../ui/said.ts';
import { toast } from '../../ui/toasts.ts';
import { tried } from '../../ui/tried.ts';
import { doWith } from '../deeds.ts';
import type { Option, Options } from './contract.ts';

/** A device's options in zigbee2mqtt itself, as a form of its definition: transition times, calibrations, an inverted cover. Its labels are its own. */
@customElement('k-zigbee-options')
export class ZigbeeOptions extends LitElement {
  @property({ attribute: false }) bridge!: Bridge;
  @property() address = '';
  @state() private options?: Options;
  @state() private fault = '';

  static override styles = [base, css`
    form { display: grid; gap: var(--s4); }
    label span { font-weight: 400; }
  `];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.fetch();
  }

  private async fetch(): Promise<void> {
    try {
      this.options = await doWith<Options>(this.bridge.id, 'options', { address: this.address });
    } catch (error) {
      this.fault = faultText(error);
    }
  }

  override render() {
    if (!this.options) return this.fault ? html`<p class="problem" role="alert">${this.fault}</p>` : html`<k-busy></k-busy>`;
    const known = this.options.schema.filter((option) => ['numeric', 'binary', 'enum', 'text'].includes(option.type));
    return known.length ? html`<form @submit=${this.save}>${known.map((option) => this.field(option, this.options!.values[option.property]))}<button class="button">${t('do.save')}</button></form>` : html`<p class="muted small">${t('zigbee.noOptions')}</p>`;
  }

  private field(option: Option, value: unknown) {
    const label = html`${option.label ?? option.name}${option.unit ? ` (${option.unit})` : ''}`;
    const choices = option.type === 'binary' ? [option.value_on ?? true, option.value_off ?? false] : option.type === 'enum' ? (option.values ?? []) : undefined;
    const said = (choice: unknown): string => (choice === true ? t('zigbee.yes') : choice === false ? t('zigbee.no') : String(choice));
    return html`<label>${label}
      ${choices ? html`<select name=${option.property}><option value="">${t('zigbee.asUsual')}</option>${choices.map((choice) => html`<option value=${JSON.stringify(choice)} ?selected=${choice === value}>${said(choice)}</option>`)}</select>`
        : option.type === 'numeric' ? html`<input name=${option.property} type="number" inputmode="decimal" min=${option.value_min ?? ''} max=${option.value_max ?? ''} step=${option.value_step ?? 'any'} placeholder=${t('zigbee.asUsual')} .value=${value === undefined || value === null ? '' : String(value)} />`
          : html`<input name=${option.property} placeholder=${t('zigbee.asUsual')} autocomplete="off" .value=${String(value ?? '')} />`}
      ${option.description ? html`<span class="muted small" lang="en">${option.description}</span>` : ''}</label>`;
  }

  private readonly save = async (event: Event): Promise<void> => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const options: Record<string, unknown> = {};
    for (const option of this.options?.schema ?? []) {
      const said = form.get(option.property);
      if (said === null) continue;
      const text = String(said);
      const value = text === '' ? null : option.type === 'numeric' ? Number(text) : option.type === 'text' ? text : (JSON.parse(text) as unknown);
      // null takes an option back; one that was never set is not spoken of.
      if (value !== (this.options?.values[option.property] ?? null)) options[option.property] = value;
    }
    if (Object.keys(options).length === 0) return;
    if (await tried(() => doWith(this.bridge.id, 'change-options', { address: this.address, options }))) toast({ text: t('zigbee.done') });
    await this.fetch();
  };
}
