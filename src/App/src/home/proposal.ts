import { LitElement, css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { local, t } from '../i18n/text.ts';
import { get, query } from '../live/api.ts';
import { homePath, signIn } from '../live/session.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { answer, isAnswered, isAtPeace } from '../rules/answered.ts';
import { book } from '../rules/book.ts';
import type { Idea } from '../rules/ideas.ts';
import { base } from '../ui/base.ts';
import '../ui/icon.ts';
import { tried } from '../ui/tried.ts';

/** One ready rule that the devices of this home can do and no rule does yet, for who arranges it. A no is remembered, and then there is a week of peace. */
@customElement('k-proposal')
export class Proposal extends LitElement {
  @state() private idea?: Idea;
  private asked?: string;

  constructor() {
    super();
    new Watch(this, () => ['arrangement', 'connection', 'home', 'preferences']);
  }

  static override styles = [base, css`
    section { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: var(--s1) var(--s3); margin-top: var(--s5); padding: var(--s4); max-width: 640px; }
    section > k-icon { grid-row: span 4; margin-top: 4px; font-size: 1.5rem; color: var(--accent-text); }
    h2 { font-size: 1.0625rem; }
    .line { margin-top: var(--s2); }
  `];

  override willUpdate(): void {
    const home = signIn.homeId;
    if (!home || this.asked === home || !store.isLive || !signIn.mayManage || isAtPeace()) return;
    this.asked = home;
    this.idea = undefined;
    void this.choose(home).catch(() => (this.asked = undefined));
  }

  private async choose(home: string): Promise<void> {
    const [{ items }] = await Promise.all([get<{ items: Idea[] }>(homePath(`/rule-templates${query({ limit: 200 })}`)), book.known()]);
    const names = new Set((book.rules ?? []).map(({ rule }) => rule.name));
    if (home === signIn.homeId) this.idea = items.find(({ id, fits, title, inputs }) => fits && inputs.some(({ candidates }) => candidates) && !isAnswered(id) && !names.has(title.en) && !names.has(title.zh));
  }

  override render() {
    const { idea } = this;
    if (!idea || isAnswered(idea.id) || !signIn.mayManage) return html``;
    return html`<section class="card" aria-label=${t('proposal.title')}><k-icon name=${idea.icon}></k-icon><p class="small muted">${t('proposal.title')}</p><h2>${local(idea.title)}</h2><p class="muted">${local(idea.description)}</p>
      <div class="line"><a class="button primary" href="#/rules/ideas/${idea.id}">${t('rules.takeIdea')}</a><button type="button" class="button" @click=${() => tried(() => answer(idea.id))}>${t('proposal.no')}</button></div></section>`;
  }
}
