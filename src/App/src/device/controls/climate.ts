import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { t } from '../../i18n/text.ts';
import { degrees } from '../paint.ts';
import { anyPart } from '../parts.ts';
import { PiecedControl } from '../pieces.ts';

/** Thermostats, air conditioners, heaters: the wished temperature on a dial, the measured one on its rim, modes and fan below. */
@customElement('k-climate')
export class ClimateControl extends PiecedControl {
  protected override body() {
    const { spec } = this;
    if (!spec) return '';
    const on = this.find('on');
    const mode = this.find('mode');
    const isOff = (on && this.value(on) === false) || this.keyOf(mode) === 'off';
    const key = this.keyOf(mode);
    const cools = /cool|dry|fan/.test(key) || (spec.type === 'air-conditioner' && !/heat/.test(key));
    const measured = this.find('temperature') ?? anyPart(spec, 'temperature', 'indoor-temperature');
    const status = this.find('status');
    const detail = isOff ? '' : [mode, status].filter((one) => this.value(one) !== undefined).map((one) => this.text(one)).join(' · ');
    return html`${on ? this.power(on, detail) : mode ? html`<div class="figure">${this.value(mode) === undefined ? t('value.unknown') : this.text(mode)}</div>` : ''}
      ${this.dial(this.find('target-temperature'), { measured, words: degrees, tint: isOff ? 'var(--line-strong)' : cools ? 'var(--cool)' : 'var(--warm)' })}
      ${this.choice(mode)}${this.choice(this.find('fan-level') ?? anyPart(spec, 'fan-level'))}${this.choice(this.find('heat-level'))}
      ${this.gauge(this.find('hot-water-left'))}`;
  }
}
