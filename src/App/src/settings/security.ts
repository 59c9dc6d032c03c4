import { LitElement, css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { t } from '../i18n/text.ts';
import { get } from '../live/api.ts';
import type { Security } from '../live/contract.ts';
import { Watch } from '../live/watch.ts';
import { back } from '../ui/back.ts';
import { base } from '../ui/base.ts';
import '../ui/busy.ts';
import '../ui/icon.ts';
import { faultText } from '../ui/said.ts';
import './passkeys.ts';
import './pin.ts';
import './second-factor.ts';

/** How this account is protected: one card for each thing that stands beside the password. */
@customElement('k-security')
export class SecurityPage extends LitElement {
  @state() private security?: Security;
  @state() private fault?: unknown;

  constructor() {
    super();
    new Watch(this, () => ['preferences']);
  }

  static override styles = [base, back, css`.page, .cards { display: grid; grid-template-columns: minmax(0, 1fr); } .cards { gap: var(--s4); }`];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.fetch();
  }

  private readonly fetch = async (): Promise<void> => {
    try {
      this.security = await get<Security>('/account/security');
      this.fault = undefined;
    } catch (error) {
      this.fault = error;
    }
  };

  override render() {
    const { security } = this;
    return html`<div class="page"><a class="back" href="#/me"><k-icon name="back"></k-icon>${t('nav.me')}</a><div class="title"><h1>${t('security.title')}</h1></div>
      ${this.fault ? html`<p class="problem" role="alert">${faultText(this.fault)}</p>` : ''}
      ${security ? html`<div class="cards" @changed=${this.fetch}><k-passkeys></k-passkeys><k-second-factor .security=${security}></k-second-factor><k-pin .security=${security}></k-pin></div>` : this.fault ? '' : html`<k-busy></k-busy>`}</div>`;
  }
}
