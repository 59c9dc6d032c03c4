import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { number, valueText } from '../../i18n/format.ts';
import { t } from '../../i18n/text.ts';
import type { Property } from '../../live/contract.ts';
import { set } from '../../live/commands.ts';
import '../../ui/colour.ts';
import '../../ui/slider.ts';
import '../../ui/toggle.ts';
import { Control } from '../control.ts';
import { canWrite } from '../parts.ts';

/** Warm on the left, as lamps are sold: 2,200 K candle to 6,500 K daylight. */
const whites = 'linear-gradient(to right, #ff9a3c, #ffd9a0 35%, #fff4e2 60%, #d6e6ff)';

/** Lamps: on and off, brightness, white temperature, colour; whatever of it the lamp has. */
@customElement('k-light')
export class LightControl extends Control {
  static override styles = [...[Control.styles].flat(), css`
    .colours { display: grid; gap: var(--s5); }
  `];

  protected override body() {
    const on = this.find('on');
    const brightness = this.find('brightness');
    const white = this.find('color-temperature');
    const colour = this.find('color');
    const isOn = this.value(on);
    const level = this.number(brightness);
    const name = this.subject?.name ?? '';
    return html`<div class="head"><div class="figure">${isOn === undefined ? t('value.unknown') : isOn ? (level === undefined ? t('value.on') : valueText(brightness, level)) : t('value.off')}</div>
        ${on && canWrite(on) ? html`<k-toggle .on=${isOn === true} ?unknown=${isOn === undefined} ?pending=${this.pending(on)} .label=${name} @change=${(event: CustomEvent<boolean>) => this.set(on, event.detail)}></k-toggle>` : ''}</div>
      ${brightness && canWrite(brightness) ? html`<div><p class="caption" aria-hidden="true">${t('light.brightness')}</p>
        <k-slider .label=${`${name}, ${t('light.brightness')}`} .value=${level} .min=${brightness.range?.min ?? 1} .max=${brightness.range?.max ?? 100} .step=${brightness.range?.step ?? 1}
          .tint=${isOn === false ? 'var(--line-strong)' : 'var(--light)'} ?pending=${this.pending(brightness)} .words=${(value: number) => valueText(brightness, value)}
          @change=${(event: CustomEvent<number>) => this.dim(on, brightness, event.detail)}></k-slider></div>` : ''}
      <div class="colours">
      ${white && canWrite(white) ? html`<div><p class="caption" aria-hidden="true"><span>${t('light.white')}</span><span>${this.number(white) === undefined ? '' : valueText(white, this.number(white))}</span></p>
        <k-slider .label=${`${name}, ${t('light.white')}`} .value=${this.number(white)} .min=${white.range?.min ?? 2000} .max=${white.range?.max ?? 6500} .step=${50} .track=${whites}
          ?pending=${this.pending(white)} .words=${(value: number) => `${number(value)} K`} @change=${(event: CustomEvent<number>) => this.set(white, event.detail)}></k-slider></div>` : ''}
      ${colour && canWrite(colour) ? html`<div><p class="caption" aria-hidden="true">${t('light.colour')}</p>
        <k-colour .label=${`${name}, ${t('light.colour')}`} .value=${this.number(colour)} ?pending=${this.pending(colour)} @change=${(event: CustomEvent<number>) => this.set(colour, event.detail)}></k-colour></div>` : ''}
      </div>`;
  }

  /** Who moves the brightness of a dark lamp wants light. */
  private dim(on: Property | undefined, brightness: Property, level: number): void {
    const wake = on && canWrite(on) && this.value(on) !== true ? { [on.address]: true } : {};
    void set(this.device, { ...wake, [brightness.address]: level });
  }
}
