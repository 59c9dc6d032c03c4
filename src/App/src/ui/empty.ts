import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { base } from './base.ts';
import './icon.ts';

/** Nothing here yet, and what to do about it (the slot). */
@customElement('k-empty')
export class Empty extends LitElement {
  @property() icon = 'device';
  @property() heading = '';
  @property() text = '';

  static override styles = [base, css`
    :host { display: grid; justify-items: center; text-align: center; gap: var(--s3); padding: var(--s7) var(--s4); }
    k-icon { font-size: 2.25rem; color: var(--text-2); }
    p { max-width: 36ch; color: var(--text-2); }
  `];

  override render() {
    return html`<k-icon name=${this.icon}></k-icon><h2>${this.heading}</h2><p>${this.text}</p><slot></slot>`;
  }
}
