import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { boolText, unitText, valueText } from '../i18n/format.ts';
import { local, t } from '../i18n/text.ts';
import type { Property, Scalar } from '../live/contract.ts';
import { Watch } from '../live/watch.ts';
import { base } from '../ui/base.ts';
import '../ui/busy.ts';
import { hex } from '../ui/rgb.ts';
import type { Segment } from '../ui/segments.ts';
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

/** A text where none belongs: an expression of a rule. */
const isFormula = (property: Property, value: Scalar | undefined): boolean =>
  typeof value === 'string' && property.format !== 'string' && !property.choices?.some(({ key }) => key === value);

/**
 * One value that a person sets, made from its property: a switch, a slider with its unit, a choice, a colour, a field. It sends nothing
 * itself; fires `change` with the wished value.
 */
@customElement('k-value')
export class ValueRow extends LitElement {
  /** Without one it is a text. */
  @property({ attribute: false }) property?: Property;
  @property({ attribute: false }) value?: Scalar;
  /** The whole name for screen readers; the property's own without it. */
  @property() label = '';
  /** A small line under the name. */
  @property() note = '';
  @property({ type: Boolean }) pending = false;
  /** What is typed counts at once; without it a button sends it. */
  @property({ type: Boolean }) draft = false;
  /** In a form: its label above it, a truth in its own words, choices by their keys, any number typed, expressions as they are. */
  @property({ type: Boolean }) field = false;
  /** In a form: an emptied number is none. */
  @property({ type: Boolean }) optional = false;
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
    .caption { font-size: var(--size-small); font-weight: 600; color: var(--text-2); margin-bottom: -2px; }
    .value { text-align: end; font-weight: 600; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; min-width: 0; }
    .wide { display: grid; gap: var(--s2); }
    .with-unit { display: flex; align-items: center; gap: var(--s2); }
    .with-unit input { flex: 1; min-width: 0; }
    .range { font-size: var(--size-small); color: var(--text-2); }
    k-slider { margin-bottom: var(--s1); }
    .line select { width: auto; max-width: 60%; }
    input[type='color'] { width: 64px; height: 48px; padding: 4px; border: 1px solid var(--line-strong); border-radius: var(--radius-s); background: var(--surface); }
    form { display: flex; gap: var(--s2); }
  `];

  override render() {
    const { property, value, pending, said } = this;
    if (!property || isFormula(property, value)) return this.above(this.input('text', property));
    if (property.format === 'bool') {
      return this.field ? this.above(this.segments([true, false].map((one) => ({ value: one, text: boolText(property, one) })), value))
        : this.beside(html`<k-toggle .on=${value === true} ?unknown=${value === undefined} ?pending=${pending} .label=${said} @change=${(event: CustomEvent<boolean>) => this.send(event.detail)}></k-toggle>`);
    }
    if (property.choices?.length) return this.choice(property);
    if (property.unit === 'rgb') return this.beside(html`<input type="color" aria-label=${said} .value=${hex(typeof value === 'number' ? value : 0xffffff)} @change=${(event: Event) => this.send(Number.parseInt((event.target as HTMLInputElement).value.slice(1), 16))} />`, pending);
    if (this.field) return this.above(property.format === 'string' ? this.input('text', property) : this.number(property));
    if (isNumeric(property) && property.range) {
      const { min, max } = property.range;
      const step = property.unit === 'kelvin' ? Math.max(KelvinStep, property.range.step) : property.range.step;
      if ((max - min) / step <= MostSliderSteps) {
        return this.above(html`<k-slider .label=${said} .value=${typeof value === 'number' ? value : undefined} .min=${min} .max=${max} .step=${step} ?pending=${pending} .words=${(one: number) => valueText(property, one)}
          @change=${(event: CustomEvent<number>) => this.send(event.detail)}></k-slider>`, valueText(property, value));
      }
    }
    const input = this.input(property.format === 'string' ? 'text' : 'number', property);
    return this.above(this.draft ? input : html`<form @submit=${this.submitted}>${input}<button class="button" ?disabled=${this.typed === undefined}>${t('do.save')}</button></form>`,
      pending ? html`<k-busy></k-busy>` : property.format === 'string' ? '' : valueText(property, value));
  }

  private get said(): string {
    return this.label || local(this.property?.title);
  }

  private name() {
    return html`<span class="name">${local(this.property?.title)}${this.note ? html`<small>${this.note}</small>` : ''}</span>`;
  }

  private above(control: unknown, value: unknown = '') {
    return html`<div class="wide">${this.field ? html`<span class="caption" aria-hidden="true">${this.said}</span>` : html`<div class="line">${this.name()}${value ? html`<span class="value">${value}</span>` : ''}</div>`}${control}</div>`;
  }

  private beside(control: unknown, busy = false) {
    return this.field ? this.above(control) : html`<div class="line">${this.name()}${busy ? html`<k-busy></k-busy>` : ''}${control}</div>`;
  }

  private segments(items: Segment[], value: Scalar | undefined) {
    return html`<k-segments .label=${this.said} .items=${items} .value=${value} ?pending=${this.pending} @change=${(event: CustomEvent<Scalar>) => this.send(event.detail)}></k-segments>`;
  }

  private choice(property: Property) {
    const items = property.choices!.map(({ key, value, name }) => ({ value: this.field ? key : value, text: local(name) }));
    const at = property.choices!.findIndex(({ key, value }) => key === this.value || value === this.value);
    if (items.length <= MostSegments && items.reduce((sum, item) => sum + item.text.length, 0) <= LongestSegments) return this.above(this.segments(items, items[at]?.value));
    return this.beside(html`<select aria-label=${this.said} @change=${(event: Event) => this.send(items[Number((event.target as HTMLSelectElement).value)]!.value)}>
      ${at >= 0 ? '' : html`<option selected disabled>${this.field ? t('rules.choose.one') : t('value.unknown')}</option>`}
      ${items.map((item, place) => html`<option value=${place} .selected=${place === at}>${item.text}</option>`)}</select>`, this.pending);
  }

  private number(property: Property) {
    const { min, max } = property.range ?? {};
    return html`<span class="with-unit">${this.input('number', property)}<span class="range">${unitText(property.unit)}</span></span>
      ${min !== undefined && max !== undefined ? html`<span class="range">${t('rules.range', { min: min.toLocaleString(), max: max.toLocaleString() })}</span>` : ''}`;
  }

  private input(type: 'text' | 'number', property: Property | undefined) {
    const { min, max, step } = (type === 'number' && property?.range) || {};
    return html`<input type=${type} inputmode=${type === 'number' ? 'decimal' : nothing} aria-label=${this.said} .value=${this.typed ?? String(this.value ?? '')} min=${min ?? nothing} max=${max ?? nothing} step=${type === 'number' ? (step ?? 'any') : nothing}
      maxlength=${property?.maxLength ?? nothing} autocomplete="off" spellcheck=${this.field ? 'false' : nothing} ?required=${!this.optional} @input=${this.typing} @change=${this.left} />`;
  }

  private readonly typing = (event: Event): void => {
    const { value } = event.target as HTMLInputElement;
    if (this.field) return;
    if (!this.draft) this.typed = value;
    else if (this.isText || value.trim() !== '') this.send(this.read(value));
  };

  /** A field of a form counts when it is left. */
  private readonly left = (event: Event): void => {
    const { value } = event.target as HTMLInputElement;
    if (!this.field) return;
    if (this.isText || value !== '') this.send(this.read(value));
    else if (this.optional) this.send(undefined);
  };

  private readonly submitted = (event: Event): void => {
    event.preventDefault();
    this.send(this.read(this.typed ?? ''));
    this.typed = undefined;
  };

  private get isText(): boolean {
    const { property, value } = this;
    return !property || property.format === 'string' || isFormula(property, value);
  }

  private read(text: string): Scalar {
    return this.isText ? text : Number(text);
  }

  private send(value: Scalar | undefined): void {
    this.dispatchEvent(new CustomEvent<Scalar | undefined>('change', { detail: value }));
  }
}
