import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { t } from '../i18n/text.ts';
import { get, post, query } from '../live/api.ts';
import { signIn } from '../live/session.ts';
import { Watch } from '../live/watch.ts';
import { shortAgent } from '../settings/agent.ts';
import { go } from '../shell/route.ts';
import { base } from '../ui/base.ts';
import '../ui/icon.ts';
import { faultText } from '../ui/said.ts';
import { toast } from '../ui/toasts.ts';
import { alone } from './form.ts';

interface Asked { userCode: string; agent: string; address: string }

/** Somebody signed in sees which screen asks and what it would be given, and decides. */
@customElement('k-approve')
export class Approve extends LitElement {
  @property() code = '';
  @state() private asked?: Asked;
  @state() private fault?: unknown;

  constructor() {
    super();
    new Watch(this, () => ['session', 'preferences']);
  }

  static override styles = [base, alone, css`
    :host { min-height: 0; }
    .box { width: min(100%, 440px); }
    ul { display: grid; gap: var(--s2); }
    li { display: flex; gap: var(--s3); align-items: start; }
    li k-icon { margin-top: 4px; color: var(--text-2); flex: none; }
    .digits { font: 650 1.75rem/1.1 ui-monospace, "SF Mono", "Cascadia Mono", "Noto Sans Mono", monospace; letter-spacing: 0.04em; text-align: center; }
    .back { justify-self: center; }
  `];

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('code') && this.code) void this.look(this.code);
  }

  override render() {
    return html`<div class="box"><div class="mark"><img src="./icons/kith.svg" alt="" /><h1>${this.asked ? t('panel.ask') : t('panel.enter')}</h1></div>
      ${this.asked ? this.decision(this.asked) : html`<form class="card stack" @submit=${this.typed}><p class="muted">${t('panel.enterText')}</p>
        <label>${t('panel.code')}<input name="code" type="text" required autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="16" placeholder="XXXX-XXXX" .value=${this.code} /></label>
        ${this.problem()}<button class="button primary wide">${t('panel.next')}</button></form>`}
      <a class="button back" href="#/me">${t('do.cancel')}</a></div>`;
  }

  private decision(asked: Asked) {
    const homes = signIn.current?.homes ?? [];
    return html`<form class="card stack" @submit=${this.approve}><p class="digits">${asked.userCode}</p><p class="note">${t('panel.check', { code: asked.userCode })}</p>
      <p class="small muted">${t('panel.from', { agent: shortAgent(asked.agent) || '?', address: asked.address })}</p>
      <label>${t('panel.home')}<select name="home">${homes.map((home) => html`<option value=${home.id} ?selected=${home.id === signIn.homeId}>${home.name}</option>`)}</select></label>
      <label>${t('panel.name')}<input name="name" type="text" required maxlength="64" autocomplete="off" .value=${t('panel.preset')} /></label>
      <ul><li><k-icon name="check"></k-icon><span>${t('panel.may')}</span></li><li><k-icon name="close"></k-icon><span>${t('panel.mayNot')}</span></li><li><k-icon name="lock"></k-icon><span>${t('panel.mayPin')}</span></li></ul>
      ${this.problem()}<button class="button primary wide">${t('panel.approve')}</button><button type="button" class="button wide" @click=${this.refuse}>${t('panel.refuse')}</button></form>`;
  }

  private problem() {
    return this.fault ? html`<p class="problem" role="alert">${faultText(this.fault)}</p>` : '';
  }

  private readonly typed = (event: Event): void => {
    event.preventDefault();
    void this.look(String(new FormData(event.target as HTMLFormElement).get('code')));
  };

  private async look(code: string): Promise<void> {
    await this.attempt(async () => { this.asked = await get<Asked>(`/device-flow/asked${query({ code })}`); });
  }

  private readonly approve = (event: Event): void => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const name = String(form.get('name')).trim();
    void this.answer({ approve: true, home: form.get('home'), name }, t('panel.approved', { name }));
  };

  private readonly refuse = (): void => void this.answer({ approve: false }, t('panel.refused'));

  private async answer(body: object, said: string): Promise<void> {
    await this.attempt(async () => {
      await post('/device-flow/answer', { userCode: this.asked?.userCode, ...body });
      toast({ text: said, tone: 'safe' });
      go('access', true);
    });
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    this.fault = undefined;
    try {
      await work();
    } catch (error) {
      this.fault = error;
    }
  }
}
