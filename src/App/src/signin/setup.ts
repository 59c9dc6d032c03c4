import { LitElement, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { language, t } from '../i18n/text.ts';
import { Fault } from '../live/api.ts';
import { signIn } from '../live/session.ts';
import { Watch } from '../live/watch.ts';
import { go } from '../shell/route.ts';
import { base } from '../ui/base.ts';
import '../ui/busy.ts';
import '../ui/strength.ts';
import { faultText } from '../ui/said.ts';
import { alone } from './form.ts';
import { codeField, isCodeNeeded, languageChoice } from './page.ts';

/** The shortest password the server takes (password.weak). */
const ShortestPassword = 10;

/** The first start of a home, or a person's first visit by invitation: an account, and for the first one the home. */
@customElement('k-setup')
export class SetupPage extends LitElement {
  @property() token = '';
  @property({ type: Boolean }) invited = false;
  @state() private busy = false;
  @state() private fault?: unknown;
  @state() private asksCode = false;
  @state() private drafted = '';
  @state() private draftedUser = '';

  constructor() {
    super();
    new Watch(this, () => ['preferences']);
  }

  static override styles = [base, alone];

  override render() {
    const over = this.fault instanceof Fault && this.fault.code === 'link.expired';
    return html`<div class="box"><div class="mark"><img src="./icons/kith.svg" alt="" /><h1>${t(this.invited ? 'invite.title' : 'setup.title')}</h1><p class="muted">${t(this.invited ? 'invite.text' : 'setup.text')}</p></div>
      ${over ? html`<p class="problem" role="alert">${faultText(this.fault)}</p><a class="button" href="#/">${t('signin.enter')}</a>` : html`<form class="card stack" @submit=${this.submitted}>
        ${this.invited ? '' : html`<label>${t('setup.home')}<input name="homeName" type="text" required maxlength="64" /></label>`}
        <label>${t('setup.name')}<input name="name" type="text" autocomplete="name" required maxlength="64" /></label>
        <label>${t('signin.user')}<input name="user" type="text" autocomplete="username" autocapitalize="none" spellcheck="false" required maxlength="64" @input=${this.judged} /></label>
        <label>${t('signin.password')}<input name="password" type="password" autocomplete="new-password" minlength=${ShortestPassword} required aria-describedby="rule" @input=${this.judged} /></label>
        <k-strength .password=${this.drafted} .user=${this.draftedUser}></k-strength>
        <p class="small muted" id="rule">${t('setup.password', { n: ShortestPassword })}</p>
        ${this.asksCode ? codeField() : ''}
        ${this.fault ? html`<p class="problem" role="alert">${faultText(this.fault)}</p>` : ''}
        <button class="button primary wide" ?disabled=${this.busy}>${this.busy ? html`<k-busy></k-busy>` : ''}${t(this.invited ? 'invite.accept' : 'setup.create')}</button></form>`}
      ${languageChoice()}</div>`;
  }

  private readonly judged = (event: Event): void => {
    const form = new FormData((event.target as HTMLInputElement).form!);
    this.drafted = String(form.get('password') ?? '');
    this.draftedUser = String(form.get('user') ?? '');
  };

  private async submitted(event: Event): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const text = (name: string): string => String(form.get(name) ?? '').trim();
    const person = { token: this.token, user: text('user'), name: text('name'), password: form.get('password'), language, code: form.get('code') || undefined };
    this.busy = true;
    this.fault = undefined;
    try {
      if (this.invited) await signIn.enter('/invitations/accept', person);
      else await signIn.enter('/setup', { ...person, homeName: text('homeName'), timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone });
      go('', true);
    } catch (error) {
      // Somebody who joins with the account they have.
      if (isCodeNeeded(error)) this.asksCode = true;
      else this.fault = error;
    } finally {
      this.busy = false;
    }
  }
}
