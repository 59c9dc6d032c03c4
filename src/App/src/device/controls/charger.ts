import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { PiecedControl } from '../pieces.ts';

/** Car chargers: what the car gets now and has got so far, how much it may draw, and a start that must be held. */
@customElement('k-charger')
export class ChargerControl extends PiecedControl {
  static override styles = [...[PiecedControl.styles].flat(), css`.facts { text-align: center; } .facts .caption { justify-content: center; }`];

  protected override body() {
    const status = this.find('status');
    const key = this.keyOf(status);
    const on = this.find('on');
    const charges = key === 'charging' || (!key && this.value(on) === true);
    return html`${this.does('car', key === 'error' ? 'alert' : charges ? 'power' : key === 'finished' ? 'safe' : '', this.value(status) === undefined ? this.text(on) : this.text(status))}
      ${this.facts(this.find('electric-power'), this.find('session-energy'))}
      ${this.begins('power', charges, [this.action('start-charge'), this.action('stop-charge')])}
      ${this.level(this.find('current-limit'), 'var(--power)')}`;
  }
}
