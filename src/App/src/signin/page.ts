import { LitElement, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { language, languages, t, useLanguage } from '../i18n/text.ts';
import { Fault, get } from '../live/api.ts';
import { signIn } from '../live/session.ts';
import { Watch } from '../live/watch.ts';
import { base } from '../ui/base.ts';
import '../ui/busy.ts';
import '../ui/icon.ts';
import { faultText } from '../ui/said.ts';
import { alone } from './form.ts';

export const languageNames = { en: 'English', zh: '中文' } as const;

export const languageChoice = () => html`<div class="languages" role="group" aria-label=${t('settings.language')}>${languages.map((one) => html`
  <button type="button" lang=${one === 'zh' ? 'zh-Hans' : 'en'} aria-pressed=${one === language ? 'true' : 'false'} @click=${() => void useLanguage(one, true)}>${languageNames[one]}</button>`)}</div>`;

/** Passkeys need https or localhost, an address that is a name, and a browser that reads their options as JSON. */
export const canPasskey = isSecureContext && !/^[\d.]+$|:/.test(location.hostname) && typeof PublicKeyCredential === 'function' && 'parseRequestOptionsFromJSON' in PublicKeyCredential;

export const isCodeNeeded = (error: unknown): boolean => error instanceof Fault && error.code === 'auth.code_needed';

export const codeField = () => html`<label>${t('signin.code')}<input name="code" type="text" autocomplete="one-time-code" autocapitalize="characters" spellcheck="false" required maxlength="24" aria-describedby="code-hint" /></label>
  <p class="small muted" id="code-hint">${t('signin.codeText')}</p>`;

@customElement('k-sign-in')
export class SignInPage extends LitElement {
  @state() private busy = false;
  @state() private fault?: unknown;
  @state() private needsSetup = false;
  @state() private asksCode = false;
  private offer = new AbortController();

  constructor() {
    super();
    new Watch(this, () => ['preferences']);
  }

  static override styles = [base, alone];

  override connectedCallback(): void {
    super.connectedCallback();
    get<{ needed: boolean }>('/setup').then(({ needed }) => (this.needsSetup = needed), () => undefined);
    void this.offerPasskeys();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.offer.abort();
  }

  override updated(changed: Map<string, unknown>): void {
    if (changed.has('asksCode') && this.asksCode) this.renderRoot.querySelector<HTMLElement>('input[name="code"]')?.focus();
  }

  override render() {
    return html`<div class="box"><div class="mark"><img src="./icons/kith.svg" alt="" /><h1>${t('signin.title')}</h1></div>
      ${this.needsSetup ? html`<p class="note">${t('signin.setup')}</p>` : ''}
      <form class="card stack" @submit=${this.submitted}>
        <label>${t('signin.user')}<input name="user" type="text" autocomplete="username webauthn" autocapitalize="none" spellcheck="false" required /></label>
        <label>${t('signin.password')}<input name="password" type="password" autocomplete="current-password" required /></label>
        ${this.asksCode ? codeField() : ''}
        ${this.fault ? html`<p class="problem" role="alert">${faultText(this.fault)}</p>` : ''}
        <button class="button primary wide" ?disabled=${this.busy}>${this.busy ? html`<k-busy></k-busy>` : ''}${t('signin.enter')}</button></form>
      ${canPasskey ? html`<button type="button" class="button wide" ?disabled=${this.busy} @click=${this.byPasskey}><k-icon name="key"></k-icon>${t('passkey.signIn')}</button>` : ''}
      <a class="panel" href="#/panel">${t('signin.panel')}</a>${languageChoice()}</div>`;
  }

  /** One question at a time: who presses the button or types a password ends the offer. What goes wrong with an offer that nobody took is no news. */
  private async offerPasskeys(): Promise<void> {
    if (!canPasskey) return;
    this.offer = new AbortController();
    const { signal } = this.offer;
    await import('./passkey.ts').then(({ offerPasskeys }) => offerPasskeys(signal)).catch((error: unknown) => {
      if (!signal.aborted && error instanceof Fault && error.code === 'passkey.wrong') this.fault = error;
    });
  }

  private readonly byPasskey = async (): Promise<void> => {
    this.busy = true;
    this.fault = undefined;
    this.offer.abort();
    try {
      await (await import('./passkey.ts')).usePasskey();
    } catch (error) {
      this.fault = error;
    } finally {
      this.busy = false;
    }
  };

  private async submitted(event: Event): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    this.busy = true;
    this.fault = undefined;
    try {
      await signIn.enter('/session', { user: String(form.get('user')).trim(), password: form.get('password'), code: form.get('code') || undefined });
    } catch (error) {
      // The password was right: the code is asked for in the same form, without a word of blame.
      if (isCodeNeeded(error)) this.asksCode = true;
      else this.fault = error;
    } finally {
      this.busy = false;
    }
  }
}
