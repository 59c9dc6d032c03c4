import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../i18n/text.ts';
import { base } from './base.ts';
import './icon.ts';

/** A number with less and more beside it. Fires `change` with the wished number. */
@customElement('k-stepper')
export class Stepper extends LitElement {
  @property({ type: Number }) value?: number;
  @property({ type: Number }) min = -Infinity;
  @property({ type: Number }) max = Infinity;
  @property({ type: Number }) step = 1;
  @property() label = '';
  @property() text = '';
  @property({ type: Boolean }) pending = false;

  static override styles = [base, css`
    :host { display: block; }
    div { display: inline-flex; align-items: center; gap: var(--s2); background: var(--surface-sunk); border-radius: 999px; }
    .icon-button { font-size: 0.8em; color: var(--accent-text); }
    .icon-button:disabled { opacity: 0.4; cursor: default; }
    output { min-width: 4em; text-align: center; font-weight: 650; font-variant-numeric: tabular-nums; }
    .pending { opacity: 0.6; }
  `];

  override render() {
    const value = this.value ?? (Number.isFinite(this.min) ? this.min : 0);
    return html`<div role="group" aria-label=${this.label}>
      <button type="button" class="icon-button" aria-label=${t('step.less', { name: this.label })} ?disabled=${value <= this.min} @click=${() => this.send(value - this.step)}><k-icon name="minus"></k-icon></button>
      <output class=${this.pending ? 'pending' : ''}>${this.text}</output>
      <button type="button" class="icon-button" aria-label=${t('step.more', { name: this.label })} ?disabled=${value >= this.max} @click=${() => this.send(value + this.step)}><k-icon name="plus"></k-icon></button>
    </div>`;
  }

  private send(value: number): void {
    const kept = Number(Math.min(this.max, Math.max(this.min, value)).toFixed(6));
    this.dispatchEvent(new CustomEvent('change', { detail: kept }));
  }
}
