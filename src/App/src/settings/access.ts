import { LitElement, css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { ageText, dateText, momentText, namesOf } from '../i18n/format.ts';
import { t, textOf } from '../i18n/text.ts';
import { get, post, remove } from '../live/api.ts';
import type { SignInTry, SignedIn, Token } from '../live/contract.ts';
import { signIn } from '../live/session.ts';
import { Watch } from '../live/watch.ts';
import { ask } from '../ui/ask.ts';
import { back } from '../ui/back.ts';
import { base } from '../ui/base.ts';
import '../ui/dialog.ts';
import '../ui/icon.ts';
import { faultText } from '../ui/said.ts';
import '../ui/secret.ts';
import { tried } from '../ui/tried.ts';
import { shortAgent } from './agent.ts';

const scopes = ['read', 'control', 'manage'] as const;
const DayMs = 86_400_000;

/** Where this account is signed in, the tokens it gave to programs, and who tried to come in; each way in can be ended here. */
@customElement('k-access')
export class AccessPage extends LitElement {
  @state() private tokens: Token[] = [];
  @state() private sessions: SignedIn[] = [];
  @state() private tries: SignInTry[] = [];
  @state() private making = false;
  @state() private made?: [string, string][];
  @state() private fault?: unknown;

  constructor() {
    super();
    new Watch(this, () => ['preferences', 'clock']);
  }

  static override styles = [base, back, css`
    fieldset { border: 0; margin: 0; padding: 0; }
    legend { font-size: var(--size-small); font-weight: 600; color: var(--text-2); padding: 0; }
    .head { display: flex; align-items: center; gap: var(--s3); margin-bottom: var(--s3); }
    .empty { padding: var(--s4); }
  `];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.fetch();
  }

  private async fetch(): Promise<void> {
    try {
      const [tokens, sessions, tries] = await Promise.all([get<{ items: Token[] }>('/tokens'), get<{ items: SignedIn[] }>('/sessions'), get<{ items: SignInTry[] }>('/account/sign-ins?limit=20')]);
      this.tries = tries.items;
      this.tokens = tokens.items;
      this.sessions = sessions.items;
      this.fault = undefined;
    } catch (error) {
      this.fault = error;
    }
  }

  override render() {
    return html`<div class="page"><a class="back" href="#/me"><k-icon name="back"></k-icon>${t('nav.me')}</a><div class="title"><h1>${t('access.title')}</h1></div>
      ${this.fault ? html`<p class="problem" role="alert">${faultText(this.fault)}</p>` : ''}
      <section><div class="head"><h2 class="grow">${t('access.sessions')}</h2>${this.sessions.length > 1 ? html`<button type="button" class="button" @click=${this.endOthers}>${t('access.endOthers')}</button>` : ''}</div><ul class="list">${this.sessions.map((one) => this.session(one))}</ul></section>
      <section><div class="head"><h2 class="grow">${t('access.tokens')}</h2><button type="button" class="button" @click=${() => { this.making = true; this.made = undefined; }}><k-icon name="plus"></k-icon>${t('access.make')}</button></div>
        <ul class="list">${this.tokens.length === 0 ? html`<li class="muted empty">${t('access.noTokens')}</li>` : this.tokens.map((token) => html`<li><div class="row"><k-icon name="key"></k-icon><span class="grow"><b>${token.name}</b><br />
          <span class="muted small">${[token.agent ? t('agents.is') : '', namesOf(token.scopes.map((scope) => t(`scope.${scope as 'read'}`))), token.lastUsed ? t('access.used', { age: ageText(token.lastUsed) }) : t('access.never'), token.expires ? t('access.expires', { date: dateText(token.expires) }) : ''].filter(Boolean).join(' · ')}</span></span>
          <button type="button" class="button danger" @click=${() => this.revoke(token)}>${t('access.revoke')}</button></div></li>`)}</ul></section>
      <section class="stack"><div><h2>${t('signIns.title')}</h2><p class="muted small">${t('signIns.text')}</p></div><ul class="list">${this.tries.map((one) => html`<li><div class="row"><k-icon name=${one.outcome === 'entered' ? 'check' : 'warning'}></k-icon><span class="grow"><b>${t(`signIns.${one.outcome}`)}</b><br />
        <span class="muted small">${[momentText(one.at), textOf(`via.${one.via}`), shortAgent(one.agent), one.address].filter(Boolean).join(' · ')}</span></span></div></li>`)}</ul></section></div>
      ${this.making ? html`<k-dialog open .heading=${t('access.make')} @closed=${() => { this.making = false; this.made = undefined; }}>${this.made ? html`<k-secret .items=${this.made} .note=${t('secret.once')}></k-secret>` : this.form()}</k-dialog>` : ''}`;
  }

  private session(one: SignedIn) {
    const facts = [one.current ? t('access.here') : t('access.used', { age: ageText(one.lastUsed ?? one.created) }), t('access.since', { date: momentText(one.created) }), textOf(`via.${one.via}`), one.address];
    return html`<li><div class="row"><k-icon name=${one.kind === 'panel' ? 'television' : 'device'}></k-icon><span class="grow"><b>${one.name || shortAgent(one.agent) || t('access.browser')}</b><br />
      <span class="muted small">${facts.filter(Boolean).join(' · ')}</span></span>${one.current ? '' : html`<button type="button" class="button" @click=${() => this.end(`/sessions/${one.id}`)}>${t('access.end')}</button>`}</div></li>`;
  }

  private readonly endOthers = async (): Promise<void> => {
    if (await ask({ title: t('access.endOthersAsk'), text: t('access.endOthersText'), yes: t('access.endOthers'), danger: true })) await this.end('/sessions');
  };

  private form() {
    return html`<form class="stack" @submit=${this.make}><label>${t('access.name')}<input name="name" type="text" required maxlength="64" autocomplete="off" /></label>
      <fieldset><legend>${t('access.scopes')}</legend>${scopes.map((scope) => html`<label class="check"><input type="checkbox" name="scope" value=${scope} ?checked=${scope === 'read'} />${t(`scope.${scope}`)}</label>`)}</fieldset>
      ${(signIn.current?.homes.length ?? 0) > 1 ? html`<label class="check"><input type="checkbox" name="only" checked />${t('access.onlyHome', { name: signIn.home?.name ?? '' })}</label>` : ''}
      <label class="check"><input type="checkbox" name="agent" />${t('agents.for')}</label><p class="muted small">${t('agents.text')}</p>
      <label>${t('access.days')}<select name="days"><option value="30">30</option><option value="365">365</option><option value="">${t('access.forever')}</option></select></label>
      <button class="button primary wide">${t('access.make')}</button></form>`;
  }

  private async make(event: Event): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const days = Number(form.get('days'));
    const agent = form.get('agent') !== null;
    await tried(async () => {
      const made = await post<{ token: string }>('/tokens', {
        name: String(form.get('name')).trim(), scopes: form.getAll('scope'), homes: form.get('only') || agent ? [signIn.homeId] : undefined, agent,
        expires: days > 0 ? new Date(Date.now() + days * DayMs).toISOString() : undefined,
      });
      this.made = [[t('access.token'), made.token]];
      if (agent) this.made.push([t('agents.address'), `${location.origin}/api/v1/homes/${signIn.homeId}/mcp`]);
      await this.fetch();
    });
  }

  private async end(path: string): Promise<void> {
    await tried(async () => {
      await remove(path);
      await this.fetch();
    });
  }

  private async revoke(token: Token): Promise<void> {
    if (await ask({ title: t('access.revokeAsk', { name: token.name }), text: t('access.revokeText'), yes: t('access.revoke'), danger: true })) await this.end(`/tokens/${token.id}`);
  }
}
