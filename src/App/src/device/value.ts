import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { valueText } from '../i18n/format.ts';
import { local, t } from '../i18n/text.ts';
import type { Property, Scalar } from '../live/contract.ts';
import { Watch } from '../live/watch.ts';
import { base } from '../ui/base.ts';
import '../ui/busy.ts';
import { hex } from '../ui/rgb.ts';
import '../ui/segments.ts';
import '../ui/slider.ts';
import '../ui/toggle.ts';
import { isNumeric } from './parts.ts';

/** More steps than this are for a field, not for a thumb. */
const MostSliderSteps = 300;
/** White temperatures differ to the eye by about so much. */
const KelvinStep = 50;
/** More choices, or longer words, than this are a list. */
const MostSegments = 4;
const LongestSegments = 34;

/**
 * One value that a person sets, made from its property: a switch, a slider with its unit, a choice, a colour, a field. It sends nothing
 * itself; fires `change` with the wished value.
 */
@customElement('k-value')
export class ValueRow extends LitElement {
  @property({ attribute: false }) property!: Property;
  @property({ attribute: false }) value?: Scalar;
  /** The whole name for screen readers; the property's own without it. */
  @property() label = '';
  /** A small line under the name. */
  @property() note = '';
  @property({ type: Boolean }) pending = false;
  /** What is typed counts at once; without it a button sends it. */
  @property({ type: Boolean }) draft = false;
  @state() private typed?: string;

  constructor() {
    super();
    new Watch(this, () => ['preferences']);
  }

  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override styles = [base, css`
    :host { display: block; }
    .line { justify-content: space-between; flex-wrap: nowrap; min-height: 44px; }
    .name { min-width: 0; font-weight: 500; overflow-wrap: anywhere; }
    .name small { display: block; color: var(--text-2); font-size: var(--size-small); font-weight: 400; }
    .value { text-align: end; font-weight: 600; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; min-width: 0; }
    .wide { display: grid; gap: var(--s2); }
    k-slider { margin-bottom: var(--s1); }
    select { width: auto; max-width: 60%; }
    input[type='color'] { width: 64px; height: 44px; padding: 4px; border: 1px solid var(--line-strong); border-radius: var(--radius-s); background: var(--surface); }
    form { display: flex; gap: var(--s2); }
  `];

  override render() {
    const { property, value, pending } = this;
    const label = this.label || local(property.title);
    const name = html`<span class="name">${local(property.title)}${this.note ? html`<small>${this.note}</small>` : ''}</span>`;
    const busy = pending ? html`<k-busy></k-busy>` : '';
    if (property.format === 'bool') {
      return html`<div class="line">${name}<k-toggle .on=${value === true} ?unknown=${value === undefined} ?pending=${pending} .label=${label} @change=${(event: CustomEvent<boolean>) => this.send(event.detail)}></k-toggle></div>`;
    }
    if (property.choices?.length) {
      const items = property.choices.map((choice) => ({ value: choice.value, text: local(choice.name) }));
      if (items.length <= MostSegments && items.reduce((sum, item) => sum + item.text.length, 0) <= LongestSegments) {
        return html`<div class="wide"><div class="line">${name}</div><k-segments .label=${label} .items=${items} .value=${value} ?pending=${pending} @change=${(event: CustomEvent<Scalar>) => this.send(event.detail)}></k-segments></div>`;
      }
      return html`<div class="line">${name}${busy}<select aria-label=${label} @change=${(event: Event) => this.send(Number((event.target as HTMLSelectElement).value))}>
        ${items.some((item) => item.value === value) ? '' : html`<option selected disabled>${t('value.unknown')}</option>`}
        ${items.map((item) => html`<option value=${item.value} .selected=${item.value === value}>${item.text}</option>`)}</select></div>`;
    }
    if (property.unit === 'rgb') {
      return html`<div class="line">${name}${busy}<input type="color" aria-label=${label} .value=${hex(typeof value === 'number' ? value : 0xffffff)} @change=${(event: Event) => this.send(Number.parseInt((event.target as HTMLInputElement).value.slice(1), 16))} /></div>`;
    }
    if (isNumeric(property) && property.range) {
      const { min, max } = property.range;
      const step = property.unit === 'kelvin' ? Math.max(KelvinStep, property.range.step) : property.range.step;
      const now = typeof value === 'number' ? value : undefined;
      if ((max - min) / step <= MostSliderSteps) {
        return html`<div class="wide"><div class="line">${name}<span class="value">${valueText(property, value)}</span></div>
          <k-slider .label=${label} .value=${now} .min=${min} .max=${max} .step=${step} ?pending=${pending} .words=${(one: number) => valueText(property, one)} @change=${(event: CustomEvent<number>) => this.send(event.detail)}></k-slider></div>`;
      }
    }
    return this.field(property, value, name, label);
  }

  private field(property: Property, value: Scalar | undefined, name: unknown, label: string) {
    const numeric = property.format !== 'string';
    const shown = this.typed ?? (value === undefined ? '' : String(value));
    const field = html`<input type=${numeric ? 'number' : 'text'} aria-label=${label} .value=${shown} min=${property.range?.min ?? nothing} max=${property.range?.max ?? nothing} step=${numeric ? (property.range?.step ?? 'any') : nothing}
      maxlength=${property.maxLength ?? nothing} required @input=${this.typing} />`;
    return html`<div class="wide"><div class="line">${name}<span class="value">${this.pending ? html`<k-busy></k-busy>` : numeric ? valueText(property, value) : ''}</span></div>
      ${this.draft ? field : html`<form @submit=${this.submitted}>${field}<button class="button" ?disabled=${this.typed === undefined}>${t('do.save')}</button></form>`}</div>`;
  }

  private typing(event: Event): void {
    const { value } = event.target as HTMLInputElement;
    if (!this.draft) this.typed = value;
    else if (this.property.format === 'string' || value.trim() !== '') this.send(this.read(value));
  }

  private submitted(event: Event): void {
    event.preventDefault();
    this.send(this.read(this.typed ?? ''));
    this.typed = undefined;
  }

  private read(text: string): Scalar {
    return this.property.format === 'string' ? text : Number(text);
  }

  private send(value: Scalar): void {
    this.dispatchEvent(new CustomEvent<Scalar>('change', { detail: value }));
  }
}
