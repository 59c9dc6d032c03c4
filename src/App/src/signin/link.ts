import { LitElement, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { t } from '../i18n/text.ts';
import { signIn } from '../live/session.ts';
import { Watch } from '../live/watch.ts';
import { go } from '../shell/route.ts';
import { base } from '../ui/base.ts';
import '../ui/busy.ts';
import { faultText } from '../ui/said.ts';
import { alone } from './form.ts';

/** A one-time sign-in link: used as soon as it is opened, and gone from the address after. */
@customElement('k-link')
export class LinkPage extends LitElement {
  @property() token = '';
  @state() private fault?: unknown;
  private used = '';

  constructor() {
    super();
    new Watch(this, () => ['preferences']);
  }

  static override styles = [base, alone];

  override updated(): void {
    if (!this.token || this.used === this.token) return;
    this.used = this.token;
    signIn.enter('/session/link', { token: this.token }).then(() => go('', true), (error: unknown) => (this.fault = error));
  }

  override render() {
    return html`<div class="box"><div class="mark"><img src="./icons/kith.svg" alt="" /><h1>${t('link.title')}</h1>
      ${this.fault ? html`<p class="problem" role="alert">${faultText(this.fault)}</p><a class="button" href="#/">${t('signin.enter')}</a>` : html`<k-busy></k-busy>`}</div></div>`;
  }
}
