import { LitElement, css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { language, languages, t, useLanguage } from '../i18n/text.ts';
import { patch, post } from '../live/api.ts';
import type { Home, Language } from '../live/contract.ts';
import { homePath, signIn } from '../live/session.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { languageNames } from '../signin/page.ts';
import { back } from '../ui/back.ts';
import { base } from '../ui/base.ts';
import '../ui/icon.ts';
import { faultText } from '../ui/said.ts';
import '../ui/segments.ts';
import '../ui/strength.ts';
import { toast } from '../ui/toasts.ts';
import { chooseTheme, theme, themes } from './theme.ts';

/** Language and theme of this device; name and password of the account; name and time zone of the home; another home. */
@customElement('k-settings')
export class SettingsPage extends LitElement {
  @state() private version = '';
  @state() private drafted = '';

  constructor() {
    super();
    new Watch(this, () => ['preferences', 'session', 'home']);
  }

  static override styles = [base, back, css`
    form { display: grid; gap: var(--s3); }
    .label { font-size: var(--size-small); font-weight: 600; color: var(--text-2); }
  `];

  override connectedCallback(): void {
    super.connectedCallback();
    fetch('/health').then(async (answer) => (this.version = ((await answer.json()) as { version?: string }).version ?? ''), () => undefined);
  }

  override render() {
    const zones = Intl.supportedValuesOf('timeZone');
    return html`<div class="page"><a class="back" href="#/me"><k-icon name="back"></k-icon>${t('nav.me')}</a><div class="title"><h1>${t('settings.title')}</h1></div>
      <div class="card stack"><p class="label" aria-hidden="true">${t('settings.language')}</p>
        <k-segments .label=${t('settings.language')} .value=${language} .items=${languages.map((one) => ({ value: one, text: languageNames[one] }))} @change=${(event: CustomEvent<Language>) => this.speak(event.detail)}></k-segments>
        <p class="label" aria-hidden="true">${t('settings.theme')}</p>
        <k-segments .label=${t('settings.theme')} .value=${theme()} .items=${themes.map((one) => ({ value: one, text: t(`theme.${one}`) }))} @change=${(event: CustomEvent<string>) => { chooseTheme(event.detail); this.requestUpdate(); }}></k-segments></div>
      <section class="card stack"><h2>${t('settings.account')}</h2>
        <form @submit=${this.saveName}><label>${t('setup.name')}<input name="name" type="text" required maxlength="64" .value=${signIn.current?.account.name ?? ''} autocomplete="name" /></label><button class="button">${t('do.save')}</button></form>
        <form @submit=${this.savePassword}><input type="text" autocomplete="username" .value=${signIn.current?.account.user ?? ''} hidden />
          ${signIn.current?.forgotPassword ? html`<p class="note">${t('settings.forgotPassword')}</p>` : html`<label>${t('settings.oldPassword')}<input name="old" type="password" required autocomplete="current-password" /></label>`}
          <label>${t('settings.newPassword')}<input name="new" type="password" required minlength="10" autocomplete="new-password" @input=${(event: Event) => (this.drafted = (event.target as HTMLInputElement).value)} /></label>
          <k-strength .password=${this.drafted} .user=${signIn.current?.account.user ?? ''}></k-strength><button class="button">${t('settings.changePassword')}</button></form></section>
      ${signIn.mayManage && store.home ? html`<section class="card stack"><h2>${t('settings.home')}</h2><form @submit=${this.saveHome}>
        <label>${t('setup.home')}<input name="name" type="text" required maxlength="64" .value=${store.home.name} autocomplete="off" /></label>
        <label>${t('settings.timeZone')}<select name="timeZone">${(zones.includes(store.home.timeZone) ? zones : [store.home.timeZone, ...zones]).map((zone) => html`<option ?selected=${zone === store.home!.timeZone}>${zone}</option>`)}</select></label><button class="button">${t('do.save')}</button></form></section>` : ''}
      <section class="card stack"><h2>${t('settings.another')}</h2><form @submit=${this.addHome}><label>${t('setup.home')}<input name="name" type="text" required maxlength="64" autocomplete="off" /></label><button class="button">${t('settings.addHome')}</button></form></section>
      <p class="muted small">Kith ${this.version}</p></div>`;
  }

  private async attempt(work: () => Promise<unknown>, form?: HTMLFormElement): Promise<void> {
    try {
      await work();
      form?.reset();
      toast({ text: t('settings.saved'), tone: 'safe' });
    } catch (error) {
      toast({ text: faultText(error), tone: 'alert' });
    }
  }

  private async speak(wanted: Language): Promise<void> {
    await useLanguage(wanted, true);
    await patch('/account', { language: wanted }).catch(() => undefined);
  }

  private saveName(event: Event): void {
    event.preventDefault();
    const name = String(new FormData(event.target as HTMLFormElement).get('name')).trim();
    void this.attempt(async () => { await patch('/account', { name }); await signIn.refresh(); });
  }

  private savePassword(event: Event): void {
    event.preventDefault();
    const target = event.target as HTMLFormElement;
    const form = new FormData(target);
    void this.attempt(() => patch('/account', { password: { old: form.get('old') ?? undefined, new: form.get('new') } }).then(async () => { this.drafted = ''; await signIn.refresh(); }), target);
  }

  private saveHome(event: Event): void {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    void this.attempt(() => patch<Home>(homePath(''), { name: String(form.get('name')).trim(), timeZone: form.get('timeZone') }));
  }

  private addHome(event: Event): void {
    event.preventDefault();
    const target = event.target as HTMLFormElement;
    const name = String(new FormData(target).get('name')).trim();
    void this.attempt(async () => {
      const made = await post<{ id: string }>('/homes', { name, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone });
      await signIn.refresh();
      signIn.choose(made.id);
    }, target);
  }
}
