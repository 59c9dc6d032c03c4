// The small fields of the editor: a length of time, a value that fits a property. Each fires `change` with its new value.
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { boolText, unitText } from '../i18n/format.ts';
import { local, t } from '../i18n/text.ts';
import type { Property, Scalar } from '../live/contract.ts';
import { base } from '../ui/base.ts';
import { hex } from '../ui/rgb.ts';
import '../ui/segments.ts';
import { isExpression } from './document.ts';
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

/** More choices than this are a list. */
const MostSegments = 3;

/** A value as its property has it: a truth in its own words, one of its choices, a number with its unit and range, a text; an expression as it is. */
@customElement('k-value-field')
export class ValueField extends LitElement {
  @property({ attribute: false }) property?: Property;
  @property({ attribute: false }) value?: Scalar;
  @property() label = '';
  @property({ type: Boolean }) optional = false;

  static override styles = [base, formed, css`
    input[type='color'] { width: 72px; height: 48px; padding: 4px; border: 1px solid var(--line-strong); border-radius: var(--radius-s); background: var(--surface); }
    .range { font-size: var(--size-small); color: var(--text-2); font-weight: 400; }
  `];

  override render() {
    const { property, value, label } = this;
    if (isExpression(value) || !property) return this.text(String(value ?? ''), property?.maxLength);
    if (property.format === 'bool') {
      return html`<fieldset><legend aria-hidden="true">${label}</legend><k-segments .label=${label} .value=${value} .items=${[true, false].map((one) => ({ value: one, text: boolText(property, one) }))} @change=${(event: CustomEvent<Scalar>) => send(this, event.detail)}></k-segments></fieldset>`;
    }
    if (property.choices?.length) return this.choice(property);
    if (property.unit === 'rgb') {
      return html`<label>${label}<input type="color" .value=${hex(typeof value === 'number' ? value : 0xffffff)} @change=${(event: Event) => send(this, Number.parseInt((event.target as HTMLInputElement).value.slice(1), 16))} /></label>`;
    }
    if (property.format === 'string') return this.text(String(value ?? ''), property.maxLength);
    const { min, max, step } = property.range ?? {};
    return html`<label>${label}<span class="with-unit"><input type="number" inputmode="decimal" .value=${value === undefined ? '' : String(value)} min=${min ?? nothing} max=${max ?? nothing} step=${step ?? 'any'} ?required=${!this.optional}
      @change=${(event: Event) => this.number((event.target as HTMLInputElement).value)} /><span class="range">${unitText(property.unit)}</span></span>
      ${min !== undefined && max !== undefined ? html`<span class="range">${t('rules.range', { min: min.toLocaleString(), max: max.toLocaleString() })}</span>` : ''}</label>`;
  }

  private choice(property: Property) {
    const chosen = property.choices!.find(({ key, value }) => key === this.value || value === this.value);
    if (property.choices!.length <= MostSegments) {
      return html`<fieldset><legend aria-hidden="true">${this.label}</legend><k-segments .label=${this.label} .value=${chosen?.key} .items=${property.choices!.map(({ key, name }) => ({ value: key, text: local(name) }))} @change=${(event: CustomEvent<Scalar>) => send(this, event.detail)}></k-segments></fieldset>`;
    }
    return html`<label>${this.label}<select @change=${(event: Event) => send(this, (event.target as HTMLSelectElement).value)}>${chosen ? '' : html`<option selected disabled>${t('rules.choose.one')}</option>`}
      ${property.choices!.map(({ key, name }) => html`<option value=${key} .selected=${key === chosen?.key}>${local(name)}</option>`)}</select></label>`;
  }

  private text(value: string, longest?: number) {
    return html`<label>${this.label}<input type="text" maxlength=${longest ?? nothing} autocomplete="off" spellcheck="false" .value=${value} @change=${(event: Event) => send(this, (event.target as HTMLInputElement).value)} /></label>`;
  }

  private number(text: string): void {
    if (text !== '') send(this, Number(text));
    else if (this.optional) send(this, undefined);
  }
}
