import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { t } from '../i18n/text.ts';
import { post, remove } from '../live/api.ts';
import type { Security } from '../live/contract.ts';
import { Watch } from '../live/watch.ts';
import { base } from '../ui/base.ts';
import '../ui/dialog.ts';
import '../ui/icon.ts';
import '../ui/secret.ts';
import { heading, passwordField, protection, step, typed } from './protection.ts';

interface Authenticator { key: string; uri: string; qr: string }
type Sheet = 'begin' | 'scan' | 'codes' | 'renew' | 'end';

/** The authenticator app: turned on by a code, off by the password, with recovery codes shown once. */
@customElement('k-second-factor')
export class SecondFactor extends LitElement {
  @property({ attribute: false }) security!: Security;
  @state() private sheet?: Sheet;
  @state() private fault?: unknown;
  private authenticator?: Authenticator;
  private codes: string[] = [];

  constructor() {
    super();
    new Watch(this, () => ['preferences']);
  }

  static override styles = [base, protection, css`
    img { width: min(220px, 60vw); aspect-ratio: 1; background: #fff; padding: 8px; border-radius: var(--radius); justify-self: center; }
    .key { text-align: center; }
  `];

  override render() {
    const on = this.security.secondFactor;
    return html`<section class="card stack">${heading('key', t('factor.title'), t(on ? 'security.on' : 'security.off'), on)}
        <p class="muted">${on ? t('factor.left', { n: this.security.recoveryCodes }) : t('factor.text')}</p>
        <div class="actions">${on ? html`<button type="button" class="button" @click=${() => this.open('renew')}>${t('factor.renew')}</button>
          <button type="button" class="button danger" @click=${() => this.open('end')}>${t('factor.end')}</button>` : html`<button type="button" class="button primary" @click=${() => this.open('begin')}>${t('factor.begin')}</button>`}</div></section>
      ${this.sheet ? html`<k-dialog open .heading=${this.heading} @closed=${this.closed}>${this.body()}</k-dialog>` : ''}`;
  }

  private get heading(): string {
    return this.sheet === 'codes' || this.sheet === 'renew' ? t('factor.codes') : this.sheet === 'end' ? t('factor.endAsk') : t('factor.title');
  }

  private body() {
    if (this.sheet === 'begin') return step(this.begin, passwordField(), t('factor.begin'), this.fault);
    if (this.sheet === 'renew') return step(this.renew, passwordField(), t('factor.renew'), this.fault);
    if (this.sheet === 'end') return step(this.end, html`<p class="muted">${t('factor.endText')}</p>${passwordField()}`, t('factor.end'), this.fault, true);
    if (this.sheet === 'codes') return html`<div class="stack"><p class="muted">${t('factor.codesText')}</p>
      <k-secret .items=${[[t('factor.codes'), this.codes.join('\n')]]} .note=${t('secret.once')}></k-secret><button type="button" class="button primary wide" @click=${this.closed}>${t('factor.kept')}</button></div>`;
    return step(this.confirm, html`<p class="muted">${t('factor.scan')}</p><img src=${`data:image/svg+xml;utf8,${encodeURIComponent(this.authenticator!.qr)}`} alt=${t('factor.qr')} />
      <p class="key"><span class="small muted">${t('factor.key')}</span><br /><code>${this.authenticator!.key.replace(/.{4}(?!$)/g, '$& ')}</code></p>
      <label>${t('factor.code')}<input name="code" type="text" inputmode="numeric" autocomplete="one-time-code" required minlength="6" maxlength="7" /></label>`, t('factor.confirm'), this.fault);
  }

  private open(sheet: Sheet): void {
    this.sheet = sheet;
    this.fault = undefined;
  }

  private readonly closed = (): void => {
    this.sheet = undefined;
    this.authenticator = undefined;
    this.codes = [];
    this.dispatchEvent(new CustomEvent('changed', { bubbles: true, composed: true }));
  };

  private async attempt(work: () => Promise<Sheet | undefined>): Promise<void> {
    this.fault = undefined;
    try {
      const next = await work();
      if (next) this.sheet = next;
      else this.closed();
    } catch (error) {
      this.fault = error;
    }
  }

  private readonly begin = (event: Event): void => {
    const password = typed(event)('password');
    void this.attempt(async () => {
      this.authenticator = await post<Authenticator>('/account/second-factor', { password });
      return 'scan';
    });
  };

  private readonly confirm = (event: Event): void => {
    const code = typed(event)('code');
    void this.attempt(() => this.take(post('/account/second-factor/confirm', { code })));
  };

  private readonly renew = (event: Event): void => {
    const password = typed(event)('password');
    void this.attempt(() => this.take(post('/account/second-factor/codes', { password })));
  };

  private readonly end = (event: Event): void => {
    const password = typed(event)('password');
    void this.attempt(async () => { await remove('/account/second-factor', { password }); return undefined; });
  };

  private async take(answer: Promise<{ recoveryCodes: string[] }>): Promise<Sheet> {
    this.codes = (await answer).recoveryCodes;
    return 'codes';
  }
}
