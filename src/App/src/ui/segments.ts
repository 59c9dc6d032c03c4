import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Scalar } from '../live/contract.ts';
import { roved } from './roving.ts';

export interface Segment { value: Scalar; text: string; icon?: string }

/** One of a few: a radio group that moves with the arrow keys. Fires `change` with the chosen value. */
@customElement('k-segments')
export class Segments extends LitElement {
  @property({ attribute: false }) items: Segment[] = [];
  @property({ attribute: false }) value?: Scalar;
  @property() label = '';
  @property({ type: Boolean }) pending = false;
  @property({ type: Boolean }) disabled = false;

  static override styles = css`
    :host { display: block; }
    div { display: flex; flex-wrap: wrap; gap: 4px; padding: 4px; border-radius: 18px; background: var(--surface-sunk); }
    button {
      flex: 1 1 auto; min-width: 52px; min-height: var(--target); padding: 6px 8px; border: 0; border-radius: 14px; background: transparent; color: var(--text-2);
      font: inherit; font-size: 0.875rem; font-weight: 600; cursor: pointer; display: inline-flex; gap: 6px; align-items: center; justify-content: center;
      transition: background var(--calm) var(--ease), color var(--quick);
    }
    button[aria-checked='true'] { background: var(--surface); color: var(--text); box-shadow: var(--shadow-1); }
    :host-context([data-theme='dark']) button[aria-checked='true'] { background: var(--line); }
    .pending[aria-checked='true'] { animation: breathe 0.9s infinite alternate; }
    button:focus-visible { outline: 3px solid var(--accent); outline-offset: 1px; }
    button:disabled { opacity: 0.5; cursor: default; }
    @keyframes breathe { to { color: var(--text-2); } }
    @media (prefers-reduced-motion: reduce) { .pending { animation: none; } }
  `;

  override render() {
    const chosen = this.items.findIndex((item) => item.value === this.value);
    return html`<div role="radiogroup" aria-label=${this.label} @keydown=${this.keyed}>${this.items.map((item, at) => html`
      <button type="button" role="radio" aria-checked=${at === chosen ? 'true' : 'false'} tabindex=${at === Math.max(chosen, 0) ? 0 : -1}
        class=${this.pending ? 'pending' : ''} ?disabled=${this.disabled} @click=${() => this.choose(at)}>
        ${item.icon ? html`<k-icon name=${item.icon}></k-icon>` : ''}${item.text}</button>`)}</div>`;
  }

  private choose(at: number): void {
    const item = this.items[at];
    if (item) this.dispatchEvent(new CustomEvent('change', { detail: item.value }));
  }

  private keyed(event: KeyboardEvent): void {
    const next = roved(event, this.shadowRoot!);
    if (next !== undefined) this.choose(next);
  }
}
