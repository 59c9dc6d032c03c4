import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { valueText } from '../../i18n/format.ts';
import { local, t } from '../../i18n/text.ts';
import type { Property } from '../../live/contract.ts';
import '../../ui/dial.ts';
import '../../ui/icon.ts';
import '../../ui/segments.ts';
import '../../ui/toggle.ts';
import { Control } from '../control.ts';
import { degrees } from '../paint.ts';
import { anyPart, canWrite } from '../parts.ts';

/** Thermostats, air conditioners, heaters: the wished temperature on a dial, the measured one on its rim, modes and fan below. */
@customElement('k-climate')
export class ClimateControl extends Control {
  static override styles = [...[Control.styles].flat(), css`
    .steps { display: flex; justify-content: center; gap: var(--s5); margin-top: calc(-1 * var(--s5)); position: relative; }
    .steps button { width: 56px; height: 56px; background: var(--surface-sunk); font-size: 1.1rem; }
  `];

  override render() {
    const spec = this.spec;
    const target = this.find('target-temperature');
    if (!spec || !target) return '';
    const on = this.find('on');
    const mode = this.find('mode');
    const fan = this.find('fan-level') ?? anyPart(spec, 'fan-level');
    const measured = this.find('temperature') ?? anyPart(spec, 'temperature', 'indoor-temperature');
    const wished = this.number(target);
    const isOn = on ? this.value(on) : true;
    const key = mode?.choices?.find((choice) => choice.value === this.value(mode))?.key ?? '';
    const { min = 5, max = 35, step = 0.5 } = target.range ?? {};
    const now = this.number(measured);
    const name = this.subject?.name ?? '';
    const tint = isOn === false ? 'var(--line-strong)' : /cool|dry|fan/.test(key) || (this.spec?.type === 'air-conditioner' && !/heat/.test(key)) ? 'var(--cool)' : 'var(--warm)';
    const nudge = (by: number): void => {
      const value = (wished ?? min) + by * step;
      this.set(target, Number(Math.min(max, Math.max(min, value)).toFixed(3)));
    };
    return html`${on && canWrite(on) ? html`<div class="head"><h3>${isOn === undefined ? t('value.unknown') : isOn ? (mode && this.value(mode) !== undefined ? valueText(mode, this.value(mode)) : t('value.on')) : t('value.off')}</h3>
        <k-toggle .on=${isOn === true} ?unknown=${isOn === undefined} ?pending=${this.pending(on)} .label=${name} @change=${(event: CustomEvent<boolean>) => this.set(on, event.detail)}></k-toggle></div>` : ''}
      <div><k-dial .label=${`${name}, ${local(target.title)}`} .value=${wished} .measured=${now} .min=${min} .max=${max} .step=${step} .tint=${tint} ?pending=${this.pending(target)}
          .words=${degrees} .caption=${local(target.title)} .note=${now === undefined ? '' : t('climate.now', { value: degrees(now) })} @change=${(event: CustomEvent<number>) => this.set(target, event.detail)}></k-dial>
        <div class="steps"><button type="button" class="icon-button" aria-label=${t('step.less', { name: local(target.title) })} @click=${() => nudge(-1)}><k-icon name="minus"></k-icon></button>
          <button type="button" class="icon-button" aria-label=${t('step.more', { name: local(target.title) })} @click=${() => nudge(1)}><k-icon name="plus"></k-icon></button></div></div>
      ${this.choice(mode)}${this.choice(fan)}`;
  }

  private choice(property: Property | undefined) {
    if (!property?.choices?.length || !canWrite(property)) return '';
    return html`<div><p class="caption" aria-hidden="true">${local(property.title)}</p>
      <k-segments .label=${local(property.title)} .value=${this.value(property)} ?pending=${this.pending(property)} .items=${property.choices.map((choice) => ({ value: choice.value, text: local(choice.name) }))}
        @change=${(event: CustomEvent<number>) => this.set(property, event.detail)}></k-segments></div>`;
  }
}
