import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { ageText, valueText } from '../i18n/format.ts';
import { local, t } from '../i18n/text.ts';
import { set, shown, wishOf } from '../live/commands.ts';
import type { Property, Scalar } from '../live/contract.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { base } from '../ui/base.ts';
import '../ui/busy.ts';
import { hex } from '../ui/rgb.ts';
import { faultText } from '../ui/said.ts';
import '../ui/segments.ts';
import '../ui/slider.ts';
import '../ui/stepper.ts';
import '../ui/toggle.ts';
import { isMeant } from './care.ts';
import { heardAt, isNumeric } from './parts.ts';

/** More steps than this are for a stepper, not for a thumb. */
const MostSliderSteps = 300;
/** More choices, or longer words, than this are a list. */
const MostSegments = 4;
const LongestSegments = 34;

/** One property made from its spec: access decides read or write; format, range, choices and unit decide with what. */
@customElement('k-property')
export class PropertyRow extends LitElement {
  @property() device = '';
  @property({ attribute: false }) property!: Property;
  @state() private typed?: string;

  constructor() {
    super();
    new Watch(this, () => [`device:${this.device}`, 'connection', 'clock', 'preferences']);
  }

  static override styles = [base, css`
    :host { display: block; }
    .line { justify-content: space-between; flex-wrap: nowrap; min-height: 44px; }
    .name { min-width: 0; font-weight: 500; overflow-wrap: anywhere; }
    .name small { display: block; color: var(--text-2); font-size: var(--size-small); font-weight: 400; }
    .name .age { color: var(--stale-text); }
    .value { text-align: end; font-weight: 600; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; min-width: 0; }
    .wide { display: grid; gap: var(--s2); }
    k-slider { margin-bottom: var(--s1); }
    .failed { color: var(--alert-text); font-size: var(--size-small); display: flex; align-items: center; gap: var(--s2); }
    .failed .button { padding: 0 var(--s3); font-size: var(--size-small); }
    select { width: auto; max-width: 60%; }
    input[type='color'] { width: 64px; height: 44px; padding: 4px; border: 1px solid var(--line-strong); border-radius: var(--radius-s); background: var(--surface); }
    form { display: flex; gap: var(--s2); }
  `];

  override render() {
    const device = store.device(this.device);
    if (!device) return nothing;
    const { property } = this;
    const value = shown(this.device, property.address);
    const wish = wishOf(this.device, property.address);
    const pending = wish?.phase === 'asked' || wish?.phase === 'waiting';
    const stale = !device.online && value !== undefined;
    const risk = property.access.includes('write') && (property.risk === 'safety' || property.risk === 'privacy') ? t(`risk.${property.risk}`) : '';
    const name = html`<span class="name">${local(property.title)}${stale ? html`<small class="age">${ageText(heardAt(device))}</small>` : risk ? html`<small>${risk}</small>` : ''}</span>`;
    return html`${property.access.includes('write') ? this.control(property, value, pending, name) : html`<div class="line">${name}<span class="value">${valueText(property, value)}</span></div>`}
      ${wish?.phase === 'failed' ? html`<div class="failed" role="alert"><span class="grow">${faultText(wish.fault)}</span><button type="button" class="button" @click=${() => wish.retry()}>${t('do.retry')}</button></div>` : ''}`;
  }

  private control(property: Property, value: Scalar | undefined, pending: boolean, name: unknown) {
    const label = `${store.device(this.device)?.name ?? ''}, ${local(property.title)}`;
    const busy = pending ? html`<k-busy></k-busy>` : '';
    if (property.format === 'bool') {
      return html`<div class="line">${name}<k-toggle .on=${value === true} ?unknown=${value === undefined} ?pending=${pending} .label=${label} @change=${(event: CustomEvent<boolean>) => void this.send(event.detail)}></k-toggle></div>`;
    }
    if (property.choices?.length) {
      const items = property.choices.map((choice) => ({ value: choice.value, text: local(choice.name) }));
      if (items.length <= MostSegments && items.reduce((sum, item) => sum + item.text.length, 0) <= LongestSegments) {
        return html`<div class="wide"><div class="line">${name}</div><k-segments .label=${label} .items=${items} .value=${value} ?pending=${pending} @change=${(event: CustomEvent<Scalar>) => void this.send(event.detail)}></k-segments></div>`;
      }
      return html`<div class="line">${name}${busy}<select aria-label=${label} @change=${(event: Event) => void this.send(Number((event.target as HTMLSelectElement).value))}>
        ${items.some((item) => item.value === value) ? '' : html`<option selected disabled>${t('value.unknown')}</option>`}
        ${items.map((item) => html`<option value=${item.value} .selected=${item.value === value}>${item.text}</option>`)}</select></div>`;
    }
    if (property.unit === 'rgb') {
      return html`<div class="line">${name}${busy}<input type="color" aria-label=${label} .value=${hex(typeof value === 'number' ? value : 0xffffff)} @change=${(event: Event) => void this.send(Number.parseInt((event.target as HTMLInputElement).value.slice(1), 16))} /></div>`;
    }
    if (isNumeric(property) && property.range) {
      const { min, max, step } = property.range;
      const now = typeof value === 'number' ? value : undefined;
      if ((max - min) / step <= MostSliderSteps) {
        return html`<div class="wide"><div class="line">${name}<span class="value">${valueText(property, value)}</span></div>
          <k-slider .label=${label} .value=${now} .min=${min} .max=${max} .step=${step} ?pending=${pending} .words=${(one: number) => valueText(property, one)} @change=${(event: CustomEvent<number>) => void this.send(event.detail)}></k-slider></div>`;
      }
    }
    return this.field(property, value, pending, name, label);
  }

  private field(property: Property, value: Scalar | undefined, pending: boolean, name: unknown, label: string) {
    const numeric = property.format !== 'string';
    const shownText = this.typed ?? (value === undefined ? '' : String(value));
    return html`<div class="wide"><div class="line">${name}<span class="value">${pending ? html`<k-busy></k-busy>` : numeric ? valueText(property, value) : ''}</span></div>
      <form @submit=${(event: Event) => { event.preventDefault(); void this.send(numeric ? Number(shownText) : shownText); this.typed = undefined; }}>
        <input type=${numeric ? 'number' : 'text'} aria-label=${label} .value=${shownText} min=${property.range?.min ?? nothing} max=${property.range?.max ?? nothing} step=${numeric ? (property.range?.step ?? 'any') : nothing}
          maxlength=${property.maxLength ?? nothing} required @input=${(event: Event) => (this.typed = (event.target as HTMLInputElement).value)} />
        <button class="button" ?disabled=${this.typed === undefined}>${t('do.save')}</button></form></div>`;
  }

  private async send(value: Scalar): Promise<void> {
    const device = store.device(this.device);
    if (device && (await isMeant(device, store.specOf(device), this.property.address))) await set(this.device, { [this.property.address]: value });
    else this.requestUpdate();
  }
}
