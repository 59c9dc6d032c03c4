import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { vars } from '../../ui/vars.ts';
import { PiecedControl } from '../pieces.ts';

/** A turn of the drawing at full and at least speed, in seconds. */
const [Fastest, Slowest] = [0.6, 3];
const shares: Record<string, number> = { low: 0.25, auto: 0.5, medium: 0.6, high: 1 };

/** Fans and hoods: how fast on a dial or in steps, whether they swing, how they blow, when they stop. */
@customElement('k-fan')
export class FanControl extends PiecedControl {
  static override styles = [...[PiecedControl.styles].flat(), css`
    .blades { display: grid; place-items: center; width: 112px; height: 112px; margin: 0 auto; border-radius: 50%; background: var(--surface-sunk); color: var(--text-2); font-size: 3rem; }
    .blades.on { background: var(--cool-soft); color: var(--cool-text); }
    .on k-icon { animation: turn var(--turn) linear infinite; }
    @keyframes turn { to { transform: rotate(1turn); } }
    @media (prefers-reduced-motion: reduce) { .on k-icon { animation: none; } }
  `];

  protected override body() {
    const on = this.find('on');
    const speed = this.find('fan-speed');
    const level = this.find('fan-level');
    const isOn = on ? this.value(on) === true : true;
    const share = (this.number(speed) ?? 0) / 100 || shares[this.keyOf(level)] || 0.5;
    return html`${this.power(on, isOn && level ? this.text(level) : '')}
      ${speed ? this.dial(speed, { tint: isOn ? 'var(--cool)' : 'var(--line-strong)' })
        : html`<div class="blades ${isOn ? 'on' : ''}" aria-hidden="true" ${vars({ '--turn': `${Slowest - share * (Slowest - Fastest)}s` })}><k-icon name="fan"></k-icon></div>`}
      ${this.choice(level)}${this.choice(this.find('mode'))}${this.choice(this.find('direction'))}
      ${this.flags(this.find('horizontal-swing'), this.find('vertical-swing'), this.find('anion'))}
      ${this.level(this.find('horizontal-angle'))}${this.level(this.find('off-delay-time'))}
      <div class="buttons">${this.press(this.action('turn-left'), 'back')}${this.press(this.action('turn-right'), 'next')}</div>`;
  }
}
