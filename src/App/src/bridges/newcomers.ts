import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t, textOf } from '../i18n/text.ts';
import type { Bridge, Newcomer } from '../live/contract.ts';
import { signIn } from '../live/session.ts';
import { base } from '../ui/base.ts';
import { toast } from '../ui/toasts.ts';
import { tried } from '../ui/tried.ts';
import { doWith } from './deeds.ts';

/** Devices that a bridge knows and that are not in the home yet: why, and those that may be adopted with a button. */
@customElement('k-newcomers')
export class Newcomers extends LitElement {
  @property({ attribute: false }) bridge!: Bridge;

  static override styles = [base, css`
    :host { display: contents; }
    form { display: flex; flex-wrap: wrap; align-items: end; gap: var(--s3); padding: var(--s3) var(--s4); }
    label { flex: 1 1 220px; }
  `];

  override render() {
    const all = this.bridge.newcomers ?? [];
    return all.length ? html`<section class="stack"><h2>${t('bridge.newcomers')}</h2><ul class="list">${all.map((one) => html`<li>${this.one(one)}</li>`)}</ul></section>` : '';
  }

  private one(one: Newcomer) {
    return html`<form @submit=${(event: Event) => this.adopt(event, one)}><div class="grow"><b>${one.name}</b><br /><span class="muted small">${one.address} · ${textOf(`bridge.standing.${one.standing}`) ?? one.standing}</span></div>
      ${one.standing === 'found' && signIn.mayManage ? html`${one.needs ? html`<label>${textOf(`bridge.needs.${one.needs}`) ?? one.needs}<input name="needed" required autocomplete="off" spellcheck="false" /></label>` : ''}
        <button class="button primary" aria-label=${`${t('bridge.adopt')} ${one.name}`}>${t('bridge.adopt')}</button>` : ''}</form>`;
  }

  private async adopt(event: Event, one: Newcomer): Promise<void> {
    event.preventDefault();
    const needed = new FormData(event.target as HTMLFormElement).get('needed');
    const done = await tried(() => doWith(this.bridge.id, 'adopt', { address: one.address, ...(one.needs ? { [one.needs]: String(needed ?? '').trim() } : {}) }));
    if (done) toast({ text: t('bridge.adopted', { name: one.name }) });
    this.dispatchEvent(new Event('bridge-changed', { bubbles: true, composed: true }));
  }
}
