import { LitElement, css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { t } from '../i18n/text.ts';
import { Fault, post } from '../live/api.ts';
import { signIn } from '../live/session.ts';
import { Watch } from '../live/watch.ts';
import { base } from '../ui/base.ts';
import '../ui/busy.ts';
import { faultText } from '../ui/said.ts';
import { alone } from './form.ts';
import { languageChoice } from './page.ts';

interface Begun { deviceCode: string; userCode: string; qr: string; interval: number }

/** RFC 8628, 3.5: what each "slow down" adds. */
const SlowDownSeconds = 5;
/** Between tries to get a code at all, while the server is away or has no room. */
const BeginAgainSeconds = 10;

/** A screen without a keyboard shows its code and asks, as often as it was told to, whether somebody let it in. It waits for ever. */
@customElement('k-waiting')
export class Waiting extends LitElement {
  @state() private begun?: Begun;
  @state() private fault?: unknown;
  @state() private denied = false;
  private timer?: ReturnType<typeof setTimeout>;
  private interval = 0;

  constructor() {
    super();
    new Watch(this, () => ['preferences']);
  }

  static override styles = [base, alone, css`
    :host { min-height: 0; }
    .box { width: min(100%, 440px); text-align: center; }
    .code { display: grid; justify-items: center; gap: var(--s4); }
    .digits { font: 650 clamp(2rem, 9vw, 2.75rem)/1.1 ui-monospace, "SF Mono", "Cascadia Mono", "Noto Sans Mono", monospace; letter-spacing: 0.04em; }
    img.qr { width: min(260px, 64vw); aspect-ratio: 1; background: #fff; padding: 12px; border-radius: 20px; }
    .wait { display: flex; align-items: center; gap: var(--s3); color: var(--text-2); }
    .password { display: grid; place-items: center; min-height: 44px; }
  `];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  override render() {
    return html`<div class="box"><div class="mark"><img src="./icons/kith.svg" alt="" /><h1>${t('panel.title')}</h1><p class="muted">${t('panel.text')}</p></div>
      <div class="card code">${this.denied ? html`<p class="problem" role="alert">${t('panel.denied')}</p><button type="button" class="button primary" @click=${this.begin}>${t('panel.again')}</button>` : this.shown()}</div>
      <a class="password" href="#/">${t('panel.password')}</a>${languageChoice()}</div>`;
  }

  private shown() {
    const { begun } = this;
    if (!begun) return this.fault ? html`<p class="problem" role="alert">${faultText(this.fault)}</p>` : html`<k-busy></k-busy>`;
    return html`<img class="qr" src=${`data:image/svg+xml;utf8,${encodeURIComponent(begun.qr)}`} alt=${t('panel.qr')} />
      <div><p class="small muted">${t('panel.code')}</p><p class="digits" aria-label=${t('panel.codeIs', { code: begun.userCode })}>${begun.userCode}</p></div>
      <div class="wait" role="status"><k-busy></k-busy>${t('panel.waiting')}</div>`;
  }

  private readonly begin = async (): Promise<void> => {
    this.denied = false;
    this.fault = undefined;
    try {
      this.begun = await post<Begun>('/device-flow');
      this.interval = this.begun.interval;
      this.later(this.poll, this.interval);
    } catch (error) {
      this.begun = undefined;
      this.fault = error;
      this.later(this.begin, BeginAgainSeconds);
    }
  };

  private readonly poll = async (): Promise<void> => {
    try {
      await signIn.enter('/device-flow/token', { deviceCode: this.begun?.deviceCode });
    } catch (error) {
      const code = error instanceof Fault ? error.code : '';
      if (code === 'flow.access_denied') this.denied = true;
      else if (code === 'flow.expired_token') await this.begin();
      else {
        if (code === 'flow.slow_down') this.interval += SlowDownSeconds;
        this.later(this.poll, this.interval);
      }
    }
  };

  private later(work: () => Promise<void>, seconds: number): void {
    clearTimeout(this.timer);
    if (this.isConnected) this.timer = setTimeout(() => void work(), seconds * 1000);
  }
}
