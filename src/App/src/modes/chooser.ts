import { LitElement, css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { t } from '../i18n/text.ts';
import type { Mode } from '../live/contract.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { base } from '../ui/base.ts';
import '../ui/dialog.ts';
import '../ui/icon.ts';
import { modeIcon, modes, setMode } from './mode.ts';

/** The modes in a sheet, each with what it means; a tap chooses and closes. */
@customElement('k-modes')
export class Modes extends LitElement {
  constructor() {
    super();
    new Watch(this, () => ['home', 'preferences']);
  }

  static override styles = [base, css`
    .row { min-height: 68px; }
    .row[aria-pressed='true'] { background: var(--accent-soft); }
    .row[aria-pressed='true'] k-icon { color: var(--accent-text); }
    k-icon { font-size: 1.1rem; }
  `];

  override render() {
    const now = store.home?.mode?.now;
    return html`<k-dialog open .heading=${t('mode.title')} @closed=${() => this.remove()}>
      <ul class="list">${modes.map((mode) => html`<li><button type="button" class="row" aria-pressed=${mode === now ? 'true' : 'false'} @click=${() => this.choose(mode)}>
        <k-icon name=${modeIcon[mode]}></k-icon><span class="grow"><b>${t(`mode.${mode}`)}</b><br /><span class="muted small">${t(`mode.${mode}.means`)}</span></span>
        ${mode === now ? html`<k-icon name="check"></k-icon>` : ''}</button></li>`)}</ul></k-dialog>`;
  }

  private choose(mode: Mode): void {
    this.remove();
    void setMode(mode);
  }
}

/** Shows the modes above the page. */
export function showModes(): void {
  document.body.append(document.createElement('k-modes'));
}
