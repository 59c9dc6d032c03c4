import { LitElement, css, html, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { icons } from './icons.ts';

/** A drawing beside words; it never carries a meaning that the words lack. */
@customElement('k-icon')
export class Icon extends LitElement {
  @property() name = 'device';

  static override styles = css`
    :host { display: inline-grid; width: 1.5em; height: 1.5em; flex: none; }
    svg { width: 100%; height: 100%; fill: none; stroke: currentColor; stroke-width: 1.6; stroke-linecap: round; stroke-linejoin: round; }
  `;

  override render() {
    return html`<svg viewBox="0 0 24 24" aria-hidden="true">${svg`<path d=${icons[this.name] ?? icons['device']!}></path>`}</svg>`;
  }
}
