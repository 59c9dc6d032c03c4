import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { local } from '../../i18n/text.ts';
import { anyPart } from '../parts.ts';
import { PiecedControl } from '../pieces.ts';

/** Humidifiers and dehumidifiers: the wished humidity on a dial with the measured one on its rim, the tank below. */
@customElement('k-humidity')
export class HumidityControl extends PiecedControl {
  protected override body() {
    const on = this.find('on');
    const status = this.find('status');
    const tank = this.find('tank-full');
    const measured = this.spec && anyPart(this.spec, 'relative-humidity');
    const isOff = on !== undefined && this.value(on) !== true;
    return html`${this.power(on, this.value(status) === undefined ? '' : this.text(status))}
      ${this.value(tank) === true ? html`<p class="problem" role="status">${local(tank?.title)}</p>` : ''}
      ${this.dial(this.find('target-humidity'), { measured, tint: isOff ? 'var(--line-strong)' : 'var(--cool)' })}
      ${this.choice(this.find('mode'))}${this.choice(this.find('fan-level'))}${this.gauge(this.find('water-level'))}
      ${this.flags(this.find('overwet-protect'), this.find('dryer'))}`;
  }
}
