import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../i18n/text.ts';

/** A ring that turns while something is under way. */
@customElement('k-busy')
export class Busy extends LitElement {
  @property() label = '';

  static override styles = css`
    :host { display: inline-grid; width: 1.125em; height: 1.125em; }
    i { border-radius: 50%; border: 2px solid color-mix(in srgb, currentColor 25%, transparent); border-top-color: currentColor; animation: turn 0.8s linear infinite; }
    @keyframes turn { to { transform: rotate(1turn); } }
    @media (prefers-reduced-motion: reduce) { i { animation-duration: 4s; } }
  `;

  override render() {
    return html`<i role="img" aria-label=${this.label || t('state.pending')}></i>`;
  }
}
