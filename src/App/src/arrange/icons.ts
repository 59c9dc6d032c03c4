import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { local, t } from '../i18n/text.ts';
import { base } from '../ui/base.ts';
import '../ui/icon.ts';
import { roved } from '../ui/roving.ts';
import { iconNames } from './icon-names.ts';

/** What a device may be given. */
export const thingIconNames: readonly string[] = Object.keys(iconNames);

/** More pictures than fit a look are searched by name. */
const MostWithoutSearch = 24;

/** One picture of many, each with its name: a radio group in rows, moved in by the arrow keys, searched by a word of either language. Fires `change` with the icon's name. */
@customElement('k-icon-picker')
export class IconPicker extends LitElement {
  @property({ attribute: false }) names: readonly string[] = [];
  @property() value = '';
  @property() label = '';
  @state() private words = '';

  static override styles = [base, css`
    :host { display: grid; gap: var(--s3); }
    .all { display: grid; gap: var(--s2); grid-template-columns: repeat(auto-fill, minmax(84px, 1fr)); max-height: 44dvh; overflow: auto; padding: 4px; }
    button { display: grid; justify-items: center; align-content: center; gap: 4px; min-height: 76px; padding: var(--s2) 4px; border: 0; border-radius: 16px; background: var(--surface-sunk); color: var(--text-2); }
    button span { font-size: 0.75rem; line-height: 1.2; text-align: center; overflow-wrap: anywhere; }
    [aria-checked='true'] { background: var(--accent-soft); color: var(--accent-text); box-shadow: inset 0 0 0 2px var(--accent); }
    button:focus-visible { outline-offset: -3px; }
  `];

  private get found(): readonly string[] {
    const words = this.words.trim().toLocaleLowerCase();
    return words ? this.names.filter((name) => [name, iconNames[name]?.en, iconNames[name]?.zh].some((text) => text?.toLocaleLowerCase().includes(words))) : this.names;
  }

  override render() {
    const { found } = this;
    const chosen = Math.max(0, found.indexOf(this.value));
    return html`${this.names.length > MostWithoutSearch ? html`<input type="text" inputmode="search" aria-label=${t('arrange.searchIcon')} placeholder=${t('arrange.searchIcon')} autocomplete="off" .value=${this.words}
        @input=${(event: Event) => (this.words = (event.target as HTMLInputElement).value)} />` : ''}
      ${found.length === 0 ? html`<p class="muted" role="status">${t('arrange.noIcon')}</p>` : html`<div class="all" role="radiogroup" aria-label=${this.label} @keydown=${this.keyed}>${found.map((name, at) => html`<button type="button" role="radio" tabindex=${at === chosen ? 0 : -1}
        aria-checked=${name === this.value ? 'true' : 'false'} @click=${() => this.choose(name)}><k-icon name=${name}></k-icon><span>${local(iconNames[name]) || name}</span></button>`)}</div>`}`;
  }

  private choose(name: string): void {
    if (name !== this.value) this.dispatchEvent(new CustomEvent('change', { detail: name }));
  }

  private keyed(event: KeyboardEvent): void {
    const next = roved(event, this.shadowRoot!);
    if (next !== undefined) this.choose(this.found[next]!);
  }
}
