import { LitElement, css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { t } from '../i18n/text.ts';
import { patch } from '../live/api.ts';
import { signIn } from '../live/session.ts';
import { Watch } from '../live/watch.ts';
import { base } from '../ui/base.ts';
import '../ui/strength.ts';
import { saved } from './saved.ts';

/** Name and password of the account. */
@customElement('k-account')
export class Account extends LitElement {
  @state() private drafted = '';

  constructor() {
    super();
    new Watch(this, () => ['preferences', 'session']);
  }

  static override styles = [base, css`:host { display: block; margin-top: var(--s5); } form { display: grid; gap: var(--s3); }`];

  override render() {
    return html`<section class="card stack"><h2>${t('settings.account')}</h2>
      <form @submit=${this.saveName}><label>${t('setup.name')}<input name="name" type="text" required maxlength="64" .value=${signIn.current?.account.name ?? ''} autocomplete="name" /></label><button class="button">${t('do.save')}</button></form>
      <form @submit=${this.savePassword}><input type="text" autocomplete="username" .value=${signIn.current?.account.user ?? ''} hidden />
        ${signIn.current?.forgotPassword ? html`<p class="note">${t('settings.forgotPassword')}</p>` : html`<label>${t('settings.oldPassword')}<input name="old" type="password" required autocomplete="current-password" /></label>`}
        <label>${t('settings.newPassword')}<input name="new" type="password" required minlength="10" autocomplete="new-password" @input=${(event: Event) => (this.drafted = (event.target as HTMLInputElement).value)} /></label>
        <k-strength .password=${this.drafted} .user=${signIn.current?.account.user ?? ''}></k-strength><button class="button">${t('settings.changePassword')}</button></form></section>`;
  }

  private saveName(event: Event): void {
    event.preventDefault();
    const name = String(new FormData(event.target as HTMLFormElement).get('name')).trim();
    void saved(async () => { await patch('/account', { name }); await signIn.refresh(); });
  }

  private savePassword(event: Event): void {
    event.preventDefault();
    const target = event.target as HTMLFormElement;
    const form = new FormData(target);
    void saved(() => patch('/account', { password: { old: form.get('old') ?? undefined, new: form.get('new') } }).then(async () => { this.drafted = ''; await signIn.refresh(); }), target);
  }
}
