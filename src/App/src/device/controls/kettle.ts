import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { degrees } from '../paint.ts';
import { PiecedControl } from '../pieces.ts';

/** Kettles: how hot it is and shall be; heating is held, stopping is a tap. */
@customElement('k-kettle')
export class KettleControl extends PiecedControl {
  protected override body() {
    const on = this.find('on');
    const status = this.find('status');
    const measured = this.find('temperature');
    const target = this.find('target-temperature');
    const busy = /^(heating|boiling|keeping|cooling)/.test(this.keyOf(status)) || this.value(on) === true;
    return html`${this.power(on, this.value(status) === undefined ? '' : this.text(status))}
      ${this.dial(target, { measured, words: degrees, tint: busy ? 'var(--warm)' : 'var(--line-strong)' })}${target ? '' : this.facts(measured)}
      ${busy ? this.press(this.action('stop-working'), 'stop', { primary: true }) : this.press(this.action('start-boil'), 'kettle')}
      ${this.choice(this.find('mode'))}${this.flags(this.find('auto-keep-warm'))}`;
  }
}
