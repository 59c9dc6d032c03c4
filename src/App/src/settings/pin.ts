import { LitElement, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { t } from '../i18n/text.ts';
import { Fault, put, remove } from '../live/api.ts';
import type { Security } from '../live/contract.ts';
import { Watch } from '../live/watch.ts';
import { base } from '../ui/base.ts';
import '../ui/dialog.ts';
import '../ui/icon.ts';
import { heading, passwordField, protection, step, typed } from './protection.ts';

/** The person's own PIN for locks and the like: set, changed, asked everywhere, removed. */
@customElement('k-pin')
export class PinCard extends LitElement {
  @property({ attribute: false }) security!: Security;
  @state() private sheet?: 'set' | 'remove';
  @state() private fault?: unknown;

  constructor() {
    super();
    new Watch(this, () => ['preferences']);
  }

  static override styles = [base, protection];

  override render() {
    const { pin, pinAlways } = this.security;
    return html`<section class="card stack">${heading('lock', t('pin.title'), pin ? t(pinAlways ? 'pin.isAlways' : 'security.on') : t('security.off'), pin)}
        <p class="muted">${t('pin.text')}</p>
        <div class="actions">${pin ? html`<button type="button" class="button" @click=${() => this.open('set')}>${t('pin.change')}</button>
          <button type="button" class="button danger" @click=${() => this.open('remove')}>${t('pin.remove')}</button>` : html`<button type="button" class="button primary" @click=${() => this.open('set')}>${t('pin.set')}</button>`}</div></section>
      ${this.sheet ? html`<k-dialog open .heading=${t(this.sheet === 'set' ? 'pin.title' : 'pin.removeAsk')} @closed=${this.closed}>${this.sheet === 'set' ? this.setting() : this.removing()}</k-dialog>` : ''}`;
  }

  private setting() {
    const { pin, pinAlways } = this.security;
    return step(this.set, html`${passwordField()}
      <label>${t('pin.new')}<input name="pin" type="password" inputmode="numeric" pattern="[0-9]{4,8}" maxlength="8" autocomplete="off" ?required=${!pin} aria-describedby="pin-hint" /></label>
      <p class="small muted" id="pin-hint">${pin ? t('pin.keep') : t('pin.weak')}</p>
      <label class="check"><input type="checkbox" name="always" ?checked=${pinAlways} />${t('pin.always')}</label>`, t('do.save'), this.fault);
  }

  private removing() {
    return step(this.drop, html`<p class="muted">${t('pin.removeText')}</p>${passwordField()}`, t('pin.remove'), this.fault, true);
  }

  private open(sheet: 'set' | 'remove'): void {
    this.sheet = sheet;
    this.fault = undefined;
  }

  private readonly closed = (): void => {
    this.sheet = undefined;
    this.dispatchEvent(new CustomEvent('changed', { bubbles: true, composed: true }));
  };

  private readonly set = (event: Event): void => {
    const field = typed(event);
    const body = { password: field('password'), pin: field('pin') || undefined, always: field('always') === 'on' };
    void this.attempt(() => put('/account/pin', body));
  };

  private readonly drop = (event: Event): void => {
    const password = typed(event)('password');
    void this.attempt(() => remove('/account/pin', { password }));
  };

  private async attempt(work: () => Promise<unknown>): Promise<void> {
    this.fault = undefined;
    try {
      await work();
      this.closed();
    } catch (error) {
      this.fault = error instanceof Fault && error.field === 'pin' ? new Fault('pin.weak', error.status, error.title, t('pin.weak')) : error;
    }
  }
}
