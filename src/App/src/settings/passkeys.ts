import { LitElement, css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { ageText, dateText } from '../i18n/format.ts';
import { t } from '../i18n/text.ts';
import { get, patch, remove } from '../live/api.ts';
import type { Passkey } from '../live/contract.ts';
import { Watch } from '../live/watch.ts';
import { canPasskey } from '../signin/page.ts';
import { makePasskey } from '../signin/passkey.ts';
import { base } from '../ui/base.ts';
import '../ui/dialog.ts';
import '../ui/icon.ts';
import { heading, passwordField, protection, step, typed } from './protection.ts';

/** The account's passkeys: made with a name, listed with their last use, renamed, removed. */
@customElement('k-passkeys')
export class Passkeys extends LitElement {
  @state() private passkeys: Passkey[] = [];
  @state() private adding = false;
  @state() private renaming?: Passkey;
  @state() private removing?: Passkey;
  @state() private fault?: unknown;

  constructor() {
    super();
    new Watch(this, () => ['preferences', 'clock']);
  }

  static override styles = [base, protection, css`li { display: flex; align-items: center; gap: var(--s3); min-height: 52px; } li + li { border-top: 1px solid var(--line); }`];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.fetch();
  }

  private async fetch(): Promise<void> {
    this.passkeys = await get<{ items: Passkey[] }>('/account/passkeys').then((page) => page.items, () => this.passkeys);
  }

  override render() {
    return html`<section class="card stack">${heading('me', t('passkey.title'), this.passkeys.length > 0 ? t('security.on') : t('security.off'), this.passkeys.length > 0)}
        <p class="muted">${t('passkey.text')}</p>
        ${this.passkeys.length > 0 ? html`<ul>${this.passkeys.map((one) => html`<li><span class="grow"><b>${one.name}</b><br /><span class="muted small">${one.lastUsed ? t('access.used', { age: ageText(one.lastUsed) }) : t('passkey.made', { date: dateText(one.created) })}</span></span>
          <button type="button" class="icon-button" aria-label=${t('passkey.rename', { name: one.name })} @click=${() => { this.fault = undefined; this.renaming = one; }}><k-icon name="edit"></k-icon></button>
          <button type="button" class="button" @click=${() => { this.fault = undefined; this.removing = one; }}>${t('passkey.remove')}</button></li>`)}</ul>` : ''}
        ${canPasskey ? html`<div class="actions"><button type="button" class="button primary" @click=${() => { this.fault = undefined; this.adding = true; }}>${t('passkey.add')}</button></div>` : html`<p class="small muted">${t('passkey.none')}</p>`}</section>
      ${this.adding ? html`<k-dialog open .heading=${t('passkey.add')} @closed=${this.closed}>${step(this.add, html`${passwordField()}
        <label>${t('passkey.name')}<input name="name" type="text" required maxlength="64" autocomplete="off" .value=${t('passkey.preset')} /></label>`, t('passkey.add'), this.fault)}</k-dialog>` : ''}
      ${this.renaming ? html`<k-dialog open .heading=${t('passkey.rename', { name: this.renaming.name })} @closed=${this.closed}>${step(this.rename, html`
        <label>${t('passkey.name')}<input name="name" type="text" required maxlength="64" autocomplete="off" .value=${this.renaming.name} /></label>`, t('do.save'), this.fault)}</k-dialog>` : ''}
      ${this.removing ? html`<k-dialog open .heading=${t('passkey.removeAsk', { name: this.removing.name })} @closed=${this.closed}>${step(this.drop, html`<p class="muted">${t('passkey.removeText')}</p>${passwordField()}`, t('passkey.remove'), this.fault, true)}</k-dialog>` : ''}`;
  }

  private readonly closed = (): void => {
    this.adding = false;
    this.renaming = undefined;
    this.removing = undefined;
  };

  private readonly add = (event: Event): void => {
    const field = typed(event);
    void this.attempt(() => makePasskey(field('password'), field('name').trim()));
  };

  private readonly rename = (event: Event): void => {
    const name = typed(event)('name').trim();
    void this.attempt(() => patch(`/account/passkeys/${this.renaming!.id}`, { name }));
  };

  private readonly drop = (event: Event): void => {
    const password = typed(event)('password');
    void this.attempt(() => remove(`/account/passkeys/${this.removing!.id}`, { password }));
  };

  private async attempt(work: () => Promise<unknown>): Promise<void> {
    this.fault = undefined;
    try {
      await work();
      this.closed();
      await this.fetch();
    } catch (error) {
      this.fault = error;
    }
  }
}
