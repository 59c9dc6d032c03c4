import { css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { valueText } from '../../i18n/format.ts';
import { local } from '../../i18n/text.ts';
import type { Property, Scalar } from '../../live/contract.ts';
import '../../ui/stepper.ts';
import { degrees } from '../paint.ts';
import { PiecedControl } from '../pieces.ts';

/** Minutes that an unspoken cooking time begins with. */
const UsualMinutes = 10;

/** What works through a job: cookers, ovens, washers. Its state and what is left, what it shall do, start, pause and stop. */
@customElement('k-job')
export class JobControl extends PiecedControl {
  @state() private inputs: Record<string, Scalar> = {};

  static override styles = [...[PiecedControl.styles].flat(), css`
    .left { text-align: center; display: grid; gap: var(--s1); }
    .asked { display: flex; align-items: center; justify-content: space-between; gap: var(--s3); }
  `];

  protected override body() {
    const status = this.find('status');
    const busy = /^(cooking|running|heating|brewing|paused|delayed|keeping)/.test(this.keyOf(status));
    const start = this.parts?.actions.find(({ name }) => /^(start-|brew$)/.test(name));
    const takes = (start?.in ?? []).map((name) => this.find(name)).filter((property) => property !== undefined);
    const input = Object.fromEntries(takes.map((property) => [property.name, this.inputOf(property)]));
    return html`<div class="left"><div class="figure">${this.text(status)}</div></div>
      ${this.facts(...(busy ? [this.find('left-time'), this.find('phase')] : []), this.find('temperature'))}
      ${this.power(this.find('on'))}${this.dial(this.find('target-temperature'), { measured: this.find('temperature'), words: degrees, tint: busy ? 'var(--warm)' : 'var(--line-strong)' })}
      ${this.choice(this.find('mode'))}${this.choice(this.find('heat-level'))}${takes.includes(this.find('cook-time')!) ? '' : this.level(this.find('cook-time'))}${this.level(this.find('target-time'))}${this.level(this.find('spin-speed'))}
      ${busy ? '' : takes.map((property) => this.asked(property))}
      ${busy ? '' : this.press(start, 'media', { primary: true, input })}
      <div class="buttons">${busy ? html`${this.press(this.action('pause'), 'pause')}${this.press(this.action('cancel-cooking', 'stop-working'), 'stop', { primary: true })}` : ''}</div>
      ${this.flags(this.find('auto-keep-warm'), this.find('light'))}`;
  }

  private inputOf(property: Property): Scalar {
    return this.inputs[property.name] ?? property.choices?.[0]?.value ?? Math.max(UsualMinutes, property.range?.min ?? 0);
  }

  /** What the job is to be told when it starts. */
  private asked(property: Property) {
    const label = local(property.title);
    const value = this.inputOf(property);
    const choose = (event: CustomEvent<Scalar>): void => { this.inputs = { ...this.inputs, [property.name]: event.detail }; };
    if (property.choices?.length) {
      return html`<div><p class="caption" aria-hidden="true">${label}</p><k-segments .label=${label} .value=${value} .items=${property.choices.map((choice) => ({ value: choice.value, text: local(choice.name) }))} @change=${choose}></k-segments></div>`;
    }
    return html`<div class="asked"><span>${label}</span><k-stepper .label=${label} .value=${Number(value)} .min=${property.range?.min ?? 0} .max=${property.range?.max ?? Infinity} .step=${property.range?.step ?? 1} .text=${valueText(property, value)} @change=${choose}></k-stepper></div>`;
  }
}
