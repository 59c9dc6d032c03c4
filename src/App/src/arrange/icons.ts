import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t, textOf } from '../i18n/text.ts';
import { base } from '../ui/base.ts';
import '../ui/icon.ts';
import { icons } from '../ui/icons.ts';
import { roved } from '../ui/roving.ts';

/** Marks and arrows of the app itself are no pictures of a thing. */
const notThings = new Set(['home', 'rooms', 'activity', 'me', 'people', 'pause', 'skip', 'previous', 'plus', 'minus', 'close', 'check', 'next', 'back', 'down', 'up', 'more', 'retry', 'warning', 'offline', 'edit',
  'trash', 'key', 'link', 'settings', 'chart', 'table', 'devices', 'confirm', 'sort', 'grip', 'star', 'eye', 'copy', 'bridge', 'exit', 'bell', 'info', 'search']);

/** What a device may be given. */
export const thingIconNames = (): string[] => Object.keys(icons).filter((name) => !notThings.has(name));

/** One picture of many: a radio group in rows, moved in by the arrow keys. Fires `change` with the icon's name. */
@customElement('k-icon-picker')
export class IconPicker extends LitElement {
  @property({ attribute: false }) names: readonly string[] = [];
  @property() value = '';
  @property() label = '';

  static override styles = [base, css`
    div { display: flex; flex-wrap: wrap; gap: var(--s2); }
    button { display: grid; place-items: center; width: 48px; height: 48px; border: 0; border-radius: 16px; background: var(--surface); color: var(--text-2); box-shadow: var(--shadow-1); }
    [aria-checked='true'] { background: var(--accent-soft); color: var(--accent-text); box-shadow: inset 0 0 0 2px var(--accent); }
  `];

  override render() {
    const chosen = Math.max(0, this.names.indexOf(this.value));
    return html`<div role="radiogroup" aria-label=${this.label} @keydown=${this.keyed}>${this.names.map((name, at) => html`<button type="button" role="radio" tabindex=${at === chosen ? 0 : -1}
      aria-checked=${name === this.value ? 'true' : 'false'} aria-label=${textOf(`icon.${name}`) ?? t('icon.other', { n: at + 1 })} @click=${() => this.choose(name)}><k-icon name=${name}></k-icon></button>`)}</div>`;
  }

  private choose(name: string): void {
    if (name !== this.value) this.dispatchEvent(new CustomEvent('change', { detail: name }));
  }

  private keyed(event: KeyboardEvent): void {
    const next = roved(event, this.shadowRoot!);
    if (next !== undefined) this.choose(this.names[next]!);
  }
}
