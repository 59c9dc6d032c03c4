import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { valueText } from '../../i18n/format.ts';
import { PiecedControl } from '../pieces.ts';

/** Sprinklers: whether water runs and for how long yet, for how long it shall, and a start that must be held. */
@customElement('k-watering')
export class WateringControl extends PiecedControl {
  protected override body() {
    const status = this.find('status');
    const on = this.find('on');
    const left = this.find('left-time');
    const runs = this.keyOf(status) === 'watering' || (!this.keyOf(status) && this.value(on) === true);
    return html`${this.does('sprinkler', runs ? 'busy' : '', this.value(status) === undefined ? this.text(on) : this.text(status), runs && this.number(left) ? valueText(left, this.number(left)) : '')}
      ${this.begins('sprinkler', runs, [this.action('start-watering'), this.action('stop-watering')])}
      ${this.lengths(this.find('watering-time'), 5, 10, 20, 40)}${this.flags(this.find('rain-delay'))}${this.facts(this.find('water-used'))}`;
  }
}
