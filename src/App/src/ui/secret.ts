import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../i18n/text.ts';
import { base } from './base.ts';
import './icon.ts';
import { toast } from './toasts.ts';

/** What is shown once and never again, with a button to copy each. */
@customElement('k-secret')
export class Secret extends LitElement {
  @property({ attribute: false }) items: [string, string][] = [];
  @property() note = '';

  static override styles = [base, css`
    :host { display: grid; gap: var(--s3); padding: var(--s4); border-radius: var(--radius); background: var(--accent-soft); }
    .item { display: flex; align-items: center; gap: var(--s2); }
    .item > div { min-width: 0; }
    code { user-select: all; font-size: 1rem; white-space: pre-line; }
    .icon-button { background: var(--surface); font-size: 0.85rem; }
  `];

  override render() {
    return html`${this.items.map(([name, value]) => html`<div class="item"><div class="grow"><div class="small muted">${name}</div><code>${value}</code></div>
      <button type="button" class="icon-button" aria-label=${t('do.copyName', { name })} @click=${() => this.copy(name, value)}><k-icon name="copy"></k-icon></button></div>`)}
      <p class="small">${this.note}</p>`;
  }

  private async copy(name: string, value: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(value);
      toast({ text: t('do.copied', { name }), tone: 'safe' });
    } catch {
      toast({ text: t('do.copyFailed'), tone: 'alert' });
    }
  }
}
