import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { t } from '../i18n/text.ts';
import type { Bridge } from '../live/contract.ts';
import { signIn } from '../live/session.ts';
import { base } from '../ui/base.ts';
import { toast } from '../ui/toasts.ts';
import { tried } from '../ui/tried.ts';
import './access.ts';
import { doWith } from './deeds.ts';

interface Candidate { id: string; name: string; shown: boolean; careful?: 'lock' | 'guest' }

/** The way to Home Assistant: where it connects, and which devices it sees. */
@customElement('k-bridge-homeassistant-out')
export class HomeAssistantOutPanel extends LitElement {
  @property({ attribute: false }) bridge!: Bridge;
  @property() password = '';
  /** Only what was changed by hand: the page fetches the rest again and again. */
  @state() private changed = new Map<string, boolean>();

  static override styles = [base, css`
    :host { display: grid; gap: var(--s4); }
    label.row { cursor: pointer; }
  `];

  override render() {
    const { candidates = [], prefix = 'homeassistant' } = (this.bridge.details ?? {}) as { candidates?: Candidate[]; prefix?: string };
    const shown = candidates.filter((one) => this.isShown(one)).length;
    return html`<k-bridge-access .bridge=${this.bridge} .password=${this.password} .text=${t('homeassistant.outConnect', { prefix })}></k-bridge-access>
      <form class="stack" @submit=${(event: Event) => this.save(event, candidates)}><h2>${t('homeassistant.choose')}</h2>
        <p class="muted">${t('homeassistant.chosen', { n: shown, all: candidates.length })}</p>
        <ul class="list">${candidates.map((one) => html`<li><label class="row"><input type="checkbox" .checked=${this.isShown(one)} ?disabled=${!signIn.mayManage} @change=${(event: Event) => this.change(one, (event.target as HTMLInputElement).checked)} />
          <span class="grow">${one.name}${one.careful ? html`<br /><span class="muted small">${t(`homeassistant.careful.${one.careful}`)}</span>` : ''}</span></label></li>`)}</ul>
        ${signIn.mayManage ? html`<div><button class="button primary" ?disabled=${this.changed.size === 0}>${t('do.save')}</button></div>` : ''}</form>`;
  }

  private isShown(one: Candidate): boolean {
    return this.changed.get(one.id) ?? one.shown;
  }

  private change(one: Candidate, to: boolean): void {
    const changed = new Map(this.changed);
    if (to === one.shown) changed.delete(one.id);
    else changed.set(one.id, to);
    this.changed = changed;
  }

  private async save(event: Event, candidates: Candidate[]): Promise<void> {
    event.preventDefault();
    const devices = candidates.filter((one) => this.isShown(one)).map((one) => one.id);
    if (!(await tried(() => doWith(this.bridge.id, 'show', { devices })))) return;
    this.changed = new Map();
    toast({ text: t('homeassistant.saved'), tone: 'safe' });
    this.dispatchEvent(new Event('bridge-changed', { bubbles: true, composed: true }));
  }
}
