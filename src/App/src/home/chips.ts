import { LitElement, css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { Watch } from '../live/watch.ts';
import { base } from '../ui/base.ts';
import '../ui/icon.ts';
import { chips } from './summary.ts';

/** The home in a few figures; each opens the page of its kind. */
@customElement('k-chips')
export class Chips extends LitElement {
  constructor() {
    super();
    new Watch(this, () => ['values', 'devices', 'preferences']);
  }

  static override styles = [base, css`
    :host { display: block; overflow-x: auto; scrollbar-width: none; }
    ul { display: flex; gap: var(--s2); width: max-content; padding: 4px var(--s4); }
    a { display: flex; align-items: center; gap: 10px; min-height: 48px; padding: 5px 18px 5px 6px; border-radius: 999px; background: var(--surface); box-shadow: var(--shadow-1); color: var(--text); line-height: 1.2; }
    i { display: grid; place-items: center; width: 38px; height: 38px; border-radius: 50%; font-size: 0.85rem; background: var(--surface-sunk); color: var(--text-2); font-style: normal; }
    .light i { background: var(--light-soft); color: var(--light-text); }
    .warm i { background: var(--warm-soft); color: var(--warm-text); }
    .cool i { background: var(--cool-soft); color: var(--cool-text); }
    .safe i { background: var(--safe-soft); color: var(--safe-text); }
    .alert i { background: var(--alert-soft); color: var(--alert-text); }
    .power i { background: var(--power-soft); color: var(--power-text); }
    .alert b { color: var(--alert-text); }
    span { display: grid; }
    small { font-size: 0.75rem; color: var(--text-2); font-weight: 500; }
    b { font-size: 0.9375rem; font-weight: 650; font-variant-numeric: tabular-nums; white-space: nowrap; }
    @media (min-width: 900px) { ul { padding-inline: 2px; } }
  `];

  override render() {
    return html`<ul>${chips().map((chip) => html`<li><a class=${chip.active ? chip.tone : ''} href=${chip.name === 'energy' ? '#/energy' : `#/category/${chip.name}`}>
      <i><k-icon name=${chip.icon}></k-icon></i><span><small>${chip.title}</small><b>${chip.words}</b></span></a></li>`)}</ul>`;
  }
}
