import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../i18n/text.ts';
import { base } from '../ui/base.ts';
import { secondsOf, spanOf } from './spans.ts';
import { formed } from './styles.ts';

const lengths = { second: 1, minute: 60, hour: 3_600, day: 86_400 } as const;
type Length = keyof typeof lengths;
const names: Length[] = ['second', 'minute', 'hour', 'day'];
export const send = (from: LitElement, detail: unknown): boolean => from.dispatchEvent(new CustomEvent('change', { detail }));

/** A number and its unit. An empty number is none, where none is allowed. */
@customElement('k-span-field')
export class SpanField extends LitElement {
  @property() value?: string;
  @property() label = '';
  @property({ type: Boolean }) optional = false;
  private unit?: Length;

  static override styles = [base, formed, css`.row { padding: 0; min-height: 0; } select { width: auto; }`];

  override render() {
    const seconds = secondsOf(this.value);
    this.unit ??= seconds ? [...names].reverse().find((name) => seconds % lengths[name] === 0) : undefined;
    const unit = this.unit ?? 'minute';
    return html`<fieldset><legend>${this.label}</legend><div class="with-unit">
      <input type="number" min="0" step="any" inputmode="decimal" aria-label=${this.label} .value=${seconds === undefined ? '' : String(seconds / lengths[unit])} ?required=${!this.optional}
        @change=${(event: Event) => this.tell((event.target as HTMLInputElement).value, unit)} />
      <select aria-label=${t('rules.unit')} @change=${(event: Event) => { this.unit = (event.target as HTMLSelectElement).value as Length; this.tell(this.renderRoot.querySelector('input')!.value, this.unit); this.requestUpdate(); }}>
        ${names.map((name) => html`<option value=${name} .selected=${name === unit}>${t(`rules.unit.${name}`)}</option>`)}</select></div></fieldset>`;
  }

  private tell(text: string, unit: Length): void {
    const number = Number(text);
    if (text === '' || !Number.isFinite(number)) send(this, this.optional ? undefined : this.value);
    else send(this, spanOf(number * lengths[unit]));
  }
}
