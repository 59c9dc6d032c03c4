import { LitElement, css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { t } from '../i18n/text.ts';
import { post } from '../live/api.ts';
import { Fault } from '../live/api.ts';
import { homePath } from '../live/session.ts';
import { Watch } from '../live/watch.ts';
import { base } from '../ui/base.ts';
import { faultText } from '../ui/said.ts';
import '../ui/toggle.ts';
import { toast } from '../ui/toasts.ts';
import { tried } from '../ui/tried.ts';
import { allowPush, endPush, pushState, type PushState } from './push.ts';

/** Messages on this device: on or off, why not, and one to try. */
@customElement('k-push-here')
export class PushHere extends LitElement {
  @state() private state?: PushState;
  @state() private busy = false;

  constructor() {
    super();
    new Watch(this, () => ['preferences']);
  }

  static override styles = [base, css`:host { display: block; }`];

  override connectedCallback(): void {
    super.connectedCallback();
    pushState().then((found) => (this.state = found), () => (this.state = 'unsupported'));
  }

  override render() {
    const possible = this.state === 'on' || this.state === 'off';
    return html`<section class="card stack" aria-label=${t('push.title')}><div class="line"><h2 class="grow">${t('push.title')}</h2>
        ${possible ? html`<k-toggle .label=${t('push.title')} ?on=${this.state === 'on'} ?pending=${this.busy} @change=${(event: CustomEvent<boolean>) => this.change(event.detail)}></k-toggle>` : ''}</div>
      <p class="muted">${this.state ? t(`push.${this.state}`) : ''}</p>
      <div class="line"><button type="button" class="button" @click=${this.test}>${t('push.test')}</button></div></section>`;
  }

  private async change(on: boolean): Promise<void> {
    this.busy = true;
    try {
      this.state = on ? await allowPush() : await endPush();
      if (this.state === 'on') toast({ text: t('push.nowOn'), tone: 'safe' });
    } catch (error) {
      toast({ text: error instanceof Fault ? faultText(error) : t('push.failed'), tone: 'alert' });
      this.requestUpdate();
    } finally {
      this.busy = false;
    }
  }

  private async test(): Promise<void> {
    if (await tried(() => post(homePath('/notices/test')))) toast({ text: t('push.sent'), tone: 'safe' });
  }
}
