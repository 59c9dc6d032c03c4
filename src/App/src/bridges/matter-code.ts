import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { t } from '../i18n/text.ts';
import { base } from '../ui/base.ts';

/** A Matter pairing code, as a picture for another app's camera and as digits. */
@customElement('k-matter-code')
export class MatterCode extends LitElement {
  @property() qr = '';
  @property() code = '';
  @state() private picture = '';

  static override styles = [base, css`
    :host { display: grid; gap: var(--s3); justify-items: center; text-align: center; }
    img { width: min(220px, 60vw); aspect-ratio: 1; background: #fff; padding: 12px; border-radius: var(--radius); }
    code { font-size: 1.25rem; user-select: all; }
  `];

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('qr') && this.qr) void this.draw(this.qr);
  }

  override render() {
    return html`${this.picture ? html`<img src=${this.picture} alt=${this.qr} />` : ''}
      <p><span class="small muted">${t('matter.code')}</span><br /><code>${this.code.replace(/^(\d{4})(\d{3})(\d{4})/, '$1-$2-$3')}</code></p>`;
  }

  private async draw(text: string): Promise<void> {
    const { default: encode } = await import('qr');
    this.picture = `data:image/svg+xml;utf8,${encodeURIComponent(encode(text, 'svg'))}`;
  }
}
