import { css, html } from 'lit';
import { valueText } from '../i18n/format.ts';
import { local, t } from '../i18n/text.ts';
import type { Property, Scalar, SpecAction } from '../live/contract.ts';
import '../ui/dial.ts';
import '../ui/icon.ts';
import '../ui/segments.ts';
import '../ui/slider.ts';
import '../ui/toggle.ts';
import { vars } from '../ui/vars.ts';
import { Control } from './control.ts';
import { canWrite, wantsHold } from './parts.ts';

export interface DialLook { measured?: Property; tint?: string; words?: (value: number) => string }

/** Controls that are put together of the usual pieces. A piece whose property a product lacks is not there. */
export abstract class PiecedControl extends Control {
  static override styles = [...[Control.styles].flat(), css`
    .steps { display: flex; justify-content: center; gap: var(--s5); margin-top: calc(-1 * var(--s5)); position: relative; }
    .steps button { width: 56px; height: 56px; background: var(--surface-sunk); font-size: 1.1rem; }
    .flag { display: flex; align-items: center; justify-content: space-between; gap: var(--s3); min-height: 44px; font-weight: 500; }
    .facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(104px, 1fr)); gap: var(--s4); }
    .fact b { display: block; font-size: 1.25rem; font-weight: 650; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
    .fact .caption { margin-bottom: 2px; }
    .gauge { height: 10px; border-radius: 5px; overflow: hidden; background: var(--surface-sunk); }
    .gauge i { display: block; height: 100%; width: var(--share); border-radius: 5px; background: var(--accent); transition: width var(--calm) var(--ease); }
    .gauge.low i { background: var(--alert); }
    .button[aria-busy='true'] { opacity: 0.65; }
    .does { text-align: center; display: grid; gap: var(--s1); justify-items: center; }
    .does > i { display: grid; place-items: center; width: 104px; height: 104px; border-radius: 50%; background: var(--surface-sunk); color: var(--text-2); font-size: 2.6rem; }
    .does.busy > i { background: var(--accent-soft); color: var(--accent-text); }
    .does.safe > i { background: var(--safe-soft); color: var(--safe-text); }
    .does.power > i { background: var(--power-soft); color: var(--power-text); }
    .does.alert > i { background: var(--alert-soft); color: var(--alert-text); }
  `];

  /** What it is doing, in large words below a drawing that is lit while it works. */
  protected does(icon: string, tone: '' | 'busy' | 'safe' | 'power' | 'alert', words: string, note: unknown = '') {
    return html`<div class="does ${tone}" role="status"><i aria-hidden="true"><k-icon name=${icon}></k-icon></i><div class="figure">${words}</div>${note ? html`<span class="muted">${note}</span>` : ''}</div>`;
  }

  /** On or off in large words, with the switch beside it. */
  protected power(on: Property | undefined, detail = '') {
    if (!on) return '';
    const isOn = this.value(on);
    return html`<div class="head"><div><div class="figure">${isOn === undefined ? t('value.unknown') : t(isOn ? 'value.on' : 'value.off')}</div>${detail ? html`<span class="muted">${detail}</span>` : ''}</div>
      ${canWrite(on) ? html`<k-toggle .on=${isOn === true} ?unknown=${isOn === undefined} ?pending=${this.pending(on)} .label=${this.name} @change=${(event: CustomEvent<boolean>) => this.set(on, event.detail)}></k-toggle>` : ''}</div>`;
  }

  protected choice(property: Property | undefined) {
    if (!property?.choices?.length || !canWrite(property)) return '';
    return html`<div><p class="caption" aria-hidden="true">${local(property.title)}</p>
      <k-segments .label=${local(property.title)} .value=${this.value(property)} ?pending=${this.pending(property)} .items=${property.choices.map((choice) => ({ value: choice.value, text: local(choice.name) }))}
        @change=${(event: CustomEvent<Scalar>) => this.set(property, event.detail)}></k-segments></div>`;
  }

  protected level(property: Property | undefined, tint = 'var(--accent)') {
    if (!property || !canWrite(property)) return '';
    const { min = 0, max = 100, step = 1 } = property.range ?? {};
    return html`<div><p class="caption" aria-hidden="true"><span>${local(property.title)}</span><span>${this.text(property)}</span></p>
      <k-slider .label=${`${this.name}, ${local(property.title)}`} .value=${this.number(property)} .min=${min} .max=${max} .step=${step} .tint=${tint} ?pending=${this.pending(property)}
        .words=${(value: number) => valueText(property, value)} @change=${(event: CustomEvent<number>) => this.set(property, event.detail)}></k-slider></div>`;
  }

  /** A few lengths of time to choose among, where a slider would have hours on a thumb's breadth; the one that is true is always among them. */
  protected lengths(property: Property | undefined, ...usual: number[]) {
    if (!property || !canWrite(property)) return '';
    const { min = 0, max = Infinity } = property.range ?? {};
    const now = this.number(property);
    const list = [...new Set([...usual.filter((one) => one >= min && one <= max), ...(now === undefined ? [] : [now])])].sort((a, b) => a - b);
    return html`<div><p class="caption" aria-hidden="true">${local(property.title)}</p><k-segments .label=${local(property.title)} .value=${now} ?pending=${this.pending(property)}
      .items=${list.map((value) => ({ value, text: valueText(property, value) }))} @change=${(event: CustomEvent<Scalar>) => this.set(property, event.detail)}></k-segments></div>`;
  }

  protected flags(...list: (Property | undefined)[]) {
    const shown = list.filter((property) => property !== undefined && canWrite(property)) as Property[];
    if (shown.length === 0) return '';
    return html`<div>${shown.map((property) => html`<div class="flag"><span aria-hidden="true">${local(property.title)}</span><k-toggle .on=${this.value(property) === true} ?unknown=${this.value(property) === undefined}
      ?pending=${this.pending(property)} .label=${`${this.name}, ${local(property.title)}`} @change=${(event: CustomEvent<boolean>) => this.set(property, event.detail)}></k-toggle></div>`)}</div>`;
  }

  /** The wish on a ring with what is measured marked on its rim, and less and more below it. */
  protected dial(target: Property | undefined, { measured, tint = 'var(--accent)', words }: DialLook = {}) {
    if (!target || !canWrite(target)) return '';
    const { min = 0, max = 100, step = 1 } = target.range ?? {};
    const now = this.number(measured);
    const say = words ?? ((value: number): string => valueText(target, value));
    const nudge = (by: number): void => this.set(target, Number(Math.min(max, Math.max(min, (this.number(target) ?? min) + by * step)).toFixed(3)));
    const title = local(target.title);
    return html`<div><k-dial .label=${`${this.name}, ${title}`} .value=${this.number(target)} .measured=${now} .min=${min} .max=${max} .step=${step} .tint=${tint} ?pending=${this.pending(target)}
        .words=${say} .caption=${title} .note=${now === undefined ? '' : t('climate.now', { value: words ? say(now) : valueText(measured, now) })} @change=${(event: CustomEvent<number>) => this.set(target, event.detail)}></k-dial>
      <div class="steps"><button type="button" class="icon-button" aria-label=${t('step.less', { name: title })} @click=${() => nudge(-1)}><k-icon name="minus"></k-icon></button>
        <button type="button" class="icon-button" aria-label=${t('step.more', { name: title })} @click=${() => nudge(1)}><k-icon name="plus"></k-icon></button></div></div>`;
  }

  /** Readings beside each other; what was never reported is left out. */
  protected facts(...list: (Property | undefined)[]) {
    const known = list.filter((property) => property !== undefined && this.value(property) !== undefined) as Property[];
    return known.length === 0 ? '' : html`<div class="facts">${known.map((property) => html`<div class="fact"><p class="caption">${local(property.title)}</p><b>${this.text(property)}</b></div>`)}</div>`;
  }

  /** What is left of something, as a bar. */
  protected gauge(property: Property | undefined, low = 15) {
    const now = this.number(property);
    if (!property || now === undefined) return '';
    const { min = 0, max = 100 } = property.range ?? {};
    return html`<div><p class="caption"><span>${local(property.title)}</span><span>${this.text(property)}</span></p>
      <div class="gauge ${now <= low ? 'low' : ''}" aria-hidden="true"><i ${vars({ '--share': `${((now - min) / (max - min)) * 100}%` })}></i></div></div>`;
  }

  /** What is begun by its action or its switch, held where that wants to be meant, and always ended by one tap. */
  protected begins(icon: string, running: boolean, [start, stop]: [SpecAction | undefined, SpecAction | undefined], { input = {}, words = ['', ''], tone = 'safe' }: { input?: Record<string, Scalar>; words?: [string, string]; tone?: 'safe' | 'alert' } = {}) {
    const on = this.find('on');
    const action = running ? stop : start;
    const member = action ?? (on && canWrite(on) ? on : undefined);
    if (!member) return '';
    const title = words[running ? 1 : 0] || (action ? local(action.title) : t(running ? 'control.stop' : 'control.start'));
    const send = (): void => { if (action) this.act(action.address, running ? {} : input, true); else if (on) this.set(on, !running, true); };
    if (!running && wantsHold(this.spec, member)) return this.hold(title, icon, tone, send, this.pending(member));
    return html`<button type="button" class="button primary wide" aria-busy=${this.pending(member) ? 'true' : 'false'} @click=${send}><k-icon name=${running ? 'stop' : icon}></k-icon>${title}</button>`;
  }

  /** An action as a button; as a bar to be held when it wants to be meant. */
  protected press(action: SpecAction | undefined, icon: string, { primary = false, input = {} }: { primary?: boolean; input?: Record<string, Scalar> } = {}) {
    if (!action) return '';
    const title = local(action.title);
    if (wantsHold(this.spec, action)) return this.hold(title, icon, action.risk === 'cost' ? 'safe' : 'alert', () => this.act(action.address, input, true), this.pending(action));
    return html`<button type="button" class="button ${primary ? 'primary' : ''}" aria-busy=${this.pending(action) ? 'true' : 'false'} @click=${() => this.act(action.address, input)}><k-icon name=${icon}></k-icon>${title}</button>`;
  }
}
