import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { t } from '../../i18n/text.ts';
import { local } from '../../i18n/text.ts';
import type { Property } from '../../live/contract.ts';
import '../../ui/busy.ts';
import '../../ui/icon.ts';
import { Control } from '../control.ts';
import { part, switches } from '../parts.ts';

/** Switches: one large key, or the keys of a wall switch beside each other as they are on the wall. */
@customElement('k-keys')
export class KeysControl extends Control {
  static override styles = [...[Control.styles].flat(), css`
    .keys { display: grid; grid-auto-flow: column; grid-auto-columns: minmax(0, 1fr); gap: var(--s3); max-width: 420px; width: 100%; margin: 0 auto; }
    .keys.one { max-width: 200px; }
    button { display: grid; align-content: space-between; justify-items: center; gap: var(--s3); min-height: 220px; padding: var(--s5) var(--s3); border: 0; border-radius: 26px; background: var(--surface-sunk); color: var(--text-2);
      font: inherit; font-weight: 650; transition: background var(--calm) var(--ease), color var(--calm); }
    button i { width: 12px; height: 12px; border-radius: 50%; box-shadow: inset 0 0 0 2px var(--line-strong); }
    [aria-checked='true'] { background: var(--light-soft); color: var(--light-text); }
    [aria-checked='true'] i { background: var(--light); box-shadow: 0 0 12px var(--light); }
    .pending { animation: breathe 0.9s infinite alternate; }
    button span { display: grid; gap: 2px; }
    small { font-weight: 500; font-size: var(--size-small); }
    k-icon { font-size: 1.6rem; }
    @keyframes breathe { to { opacity: 0.6; } }
    @media (prefers-reduced-motion: reduce) { .pending { animation: none; opacity: 0.7; } }
  `];

  protected override body() {
    const spec = this.spec;
    if (!spec) return '';
    const all = switches(spec);
    return html`<div class="keys ${all.length === 1 ? 'one' : ''}">${all.map((service) => {
      const on = part(service, 'on')!;
      return this.key(on, all.length === 1 ? '' : local(service.name));
    })}</div>`;
  }

  private key(on: Property, title: string) {
    const value = this.value(on);
    const words = value === undefined ? t('value.unknown') : t(value ? 'value.on' : 'value.off');
    const name = this.subject?.name ?? '';
    return html`<button type="button" role="switch" aria-checked=${value === true ? 'true' : 'false'} aria-label=${[name, title, words].filter(Boolean).join(', ')}
      aria-busy=${this.pending(on) ? 'true' : 'false'} class=${this.pending(on) ? 'pending' : ''} ?disabled=${!on.access.includes('write')} @click=${() => this.set(on, value !== true)}>
      <i></i><k-icon name=${this.spec?.type === 'outlet' ? 'outlet' : 'power'}></k-icon><span>${title}<small>${words}</small></span></button>`;
  }
}
