import { LitElement, css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { momentText } from '../i18n/format.ts';
import { t } from '../i18n/text.ts';
import { Fault, get, put, remove } from '../live/api.ts';
import { homePath } from '../live/session.ts';
import { Watch } from '../live/watch.ts';
import { base } from '../ui/base.ts';
import { faultText } from '../ui/said.ts';
import '../ui/secret.ts';

interface Webhook { url: string; created: string; lastTried?: string; outcome?: string }

/** A program that is told one's notices: its address, its secret this once, and how the last try went. */
@customElement('k-webhook')
export class WebhookCard extends LitElement {
  @state() private hook?: Webhook;
  @state() private secret?: string;
  @state() private fault?: unknown;

  constructor() {
    super();
    new Watch(this, () => ['preferences']);
  }

  static override styles = [base, css`:host { display: block; margin-top: var(--s5); } form { display: grid; gap: var(--s3); }`];

  override connectedCallback(): void {
    super.connectedCallback();
    get<{ webhook?: Webhook }>(homePath('/notice-settings/webhook')).then(({ webhook }) => (this.hook = webhook), (error: unknown) => (this.fault = error));
  }

  override render() {
    const { hook } = this;
    const said = hook?.lastTried ? t('webhook.last', { time: momentText(hook.lastTried), outcome: hook.outcome ?? '' }) : t('webhook.never');
    return html`<section class="card stack" aria-label=${t('webhook.title')}><h2>${t('webhook.title')}</h2><p class="muted">${t('webhook.text')}</p>
      ${hook ? html`<p><code>${hook.url}</code><br /><span class="small muted">${said}</span></p>` : ''}
      ${this.secret ? html`<k-secret .items=${[[t('webhook.secret'), this.secret]]} .note=${t('secret.once')}></k-secret>` : ''}
      <form @submit=${this.save}><label>${t('webhook.url')}<input name="url" type="text" inputmode="url" required placeholder="https://" maxlength="1000" autocomplete="off" /></label>
        ${this.fault ? html`<p class="problem" role="alert">${this.fault instanceof Fault && this.fault.detail ? this.fault.detail : faultText(this.fault)}</p>` : ''}
        <div class="line"><button class="button">${hook ? t('webhook.replace') : t('do.save')}</button>
          ${hook ? html`<button type="button" class="button danger" @click=${this.end}>${t('webhook.remove')}</button>` : ''}</div></form></section>`;
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    this.fault = undefined;
    try {
      await work();
    } catch (error) {
      this.fault = error;
    }
  }

  private save(event: Event): void {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    void this.attempt(async () => {
      const { webhook, secret } = await put<{ webhook: Webhook; secret: string }>(homePath('/notice-settings/webhook'), { url: String(new FormData(form).get('url')).trim() });
      form.reset();
      [this.hook, this.secret] = [webhook, secret];
    });
  }

  private end(): void {
    void this.attempt(async () => {
      await remove(homePath('/notice-settings/webhook'));
      this.hook = this.secret = undefined;
    });
  }
}
