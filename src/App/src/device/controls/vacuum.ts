import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import '../action.ts';
import { anyPart } from '../parts.ts';
import { PiecedControl } from '../pieces.ts';

/** Robots that clean or mow: what it does now, go, wait and home, how strongly, and what it has done. */
@customElement('k-robot')
export class RobotControl extends PiecedControl {
  static override styles = [...[PiecedControl.styles].flat(), css`
    .buttons { grid-template-columns: repeat(auto-fit, minmax(116px, 1fr)); }
    .rooms { display: flex; flex-wrap: wrap; gap: var(--s2); }
  `];

  protected override body() {
    const { spec, parts } = this;
    if (!spec || !parts) return '';
    const status = this.find('status');
    const key = this.keyOf(status);
    const busy = /^(sweeping|mopping|mowing)/.test(key);
    const begin = this.action(...(key === 'paused' ? ['continue-sweep'] : []), 'start-sweep', 'start-mow');
    const room = this.action('start-room-sweep');
    return html`${this.does(spec.type === 'mower' ? 'mower' : 'vacuum', busy ? 'busy' : '', this.text(status))}
      <div class="buttons">${busy ? this.press(this.action('pause-sweeping', 'pause'), 'pause', { primary: true }) : this.press(begin, 'media', { primary: true })}
        ${this.press(this.action('stop-and-gocharge', 'dock'), 'home')}${busy ? this.press(this.action('stop-sweeping'), 'stop') : ''}</div>
      ${this.gauge(anyPart(spec, 'battery-level'))}${this.choice(this.find('mode'))}${this.choice(this.find('sweep-type'))}${this.choice(this.find('target-water-level'))}
      ${this.level(this.find('cutting-height'))}${this.flags(this.find('rain-delay'))}${this.facts(this.find('cleaned-area'), this.find('cleaning-time'))}
      <div class="rooms">${room ? html`<k-action .device=${this.device} .action=${room} .service=${parts}></k-action>` : ''}${this.press(this.action('locate'), 'volume')}</div>`;
  }
}
