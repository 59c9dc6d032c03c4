import { LitElement, css, html } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { t } from '../i18n/text.ts';
import { base } from './base.ts';
import './icon.ts';

/** A sheet from below on a phone, a window in the middle on a desktop. It is the browser's own dialog: focus is held and Escape closes. */
@customElement('k-dialog')
export class Dialog extends LitElement {
  @property() heading = '';
  @property({ type: Boolean, reflect: true }) open = false;
  @query('dialog') private window!: HTMLDialogElement;

  static override styles = [base, css`
    dialog {
      width: min(100vw, 460px); max-width: 100vw; max-height: 90dvh; margin: auto; padding: 0; border: 0; border-radius: var(--radius-l); overflow: auto;
      background: var(--surface); color: var(--text); box-shadow: var(--shadow-2);
    }
    dialog::backdrop { background: var(--scrim); }
    dialog[open] { animation: rise var(--calm) var(--ease); }
    header { display: flex; align-items: center; justify-content: space-between; gap: var(--s3); padding: var(--s4) var(--s3) 0 var(--s5); position: sticky; top: 0; background: var(--surface); }
    .body { padding: var(--s3) var(--s5) var(--s5); }
    @keyframes rise { from { transform: translateY(24px); opacity: 0; } }
    @media (max-width: 600px) {
      dialog { margin: auto 0 0; width: 100vw; border-radius: var(--radius-l) var(--radius-l) 0 0; }
      .body { padding-bottom: max(var(--s5), env(safe-area-inset-bottom)); }
    }
  `];

  override render() {
    return html`<dialog aria-labelledby="heading" @close=${this.closed} @click=${this.outside}>
      <header><h2 id="heading">${this.heading}</h2>
        <button type="button" class="icon-button" aria-label=${t('do.close')} @click=${() => this.window.close()}><k-icon name="close"></k-icon></button></header>
      <div class="body"><slot></slot></div></dialog>`;
  }

  override updated(): void {
    if (this.open && !this.window.open) this.window.showModal();
    if (!this.open && this.window.open) this.window.close();
  }

  private closed(): void {
    this.open = false;
    this.dispatchEvent(new CustomEvent('closed'));
  }

  private outside(event: Event): void {
    if (event.target === this.window) this.window.close();
  }
}
