import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';

/** A switch: a real button with role=switch and its whole name. Fires `change` with the wished state. */
@customElement('k-toggle')
export class Toggle extends LitElement {
  @property({ type: Boolean }) on = false;
  @property({ type: Boolean }) unknown = false;
  @property({ type: Boolean }) pending = false;
  @property({ type: Boolean }) disabled = false;
  @property() label = '';

  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override styles = css`
    :host { display: inline-block; }
    button { position: relative; width: 60px; height: 44px; padding: 0; border: 0; background: none; cursor: pointer; border-radius: 22px; -webkit-tap-highlight-color: transparent; }
    button:focus-visible { outline: 3px solid var(--accent); outline-offset: 0; }
    i { position: absolute; inset: 6px 2px; border-radius: 16px; background: var(--line-strong); transition: background var(--calm) var(--ease); }
    i::after { content: ''; position: absolute; inset: 3px auto 3px 3px; width: 26px; border-radius: 13px; background: var(--knob); box-shadow: 0 1px 3px rgb(0 0 0 / 25%); transition: transform var(--calm) var(--ease); }
    [aria-checked='true'] i { background: var(--safe); }
    [aria-checked='true'] i::after { transform: translateX(24px); }
    .unknown i { background: repeating-linear-gradient(45deg, var(--line-strong) 0 4px, var(--line) 4px 8px); }
    .unknown i::after { transform: translateX(12px); }
    .pending i::after { animation: breathe 1s infinite alternate; }
    button:disabled { opacity: 0.5; cursor: default; }
    @keyframes breathe { to { opacity: 0.45; } }
    @media (prefers-reduced-motion: reduce) { .pending i::after { animation: none; opacity: 0.6; } }
  `;

  override render() {
    return html`<button type="button" role="switch" aria-checked=${this.on ? 'true' : 'false'} aria-label=${this.label} ?disabled=${this.disabled}
      aria-busy=${this.pending ? 'true' : 'false'} class="${this.unknown ? 'unknown' : ''} ${this.pending ? 'pending' : ''}" @click=${this.flip}><i></i></button>`;
  }

  private flip(): void {
    this.dispatchEvent(new CustomEvent('change', { detail: !this.on }));
  }
}
