import { LitElement, css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { t } from '../i18n/text.ts';
import '../arrange/sort.ts';
import { arrange } from '../live/arrangement.ts';
import { signIn } from '../live/session.ts';
import { Watch } from '../live/watch.ts';
import { back } from '../ui/back.ts';
import { base } from '../ui/base.ts';
import '../ui/busy.ts';
import '../ui/empty.ts';
import '../ui/icon.ts';
import { faultText } from '../ui/said.ts';
import '../ui/toggle.ts';
import { tried } from '../ui/tried.ts';
import { book } from './book.ts';
import { maySwitch, switchRule } from './deeds.ts';
import type { RuleView } from './document.ts';
import { sentence } from './sentence.ts';
import { badges, outcomeText, whenText } from './standing.ts';

/** More than fit a look are searched. */
const MostWithoutSearch = 8;

/** All rules of the home: each in its plain sentence, with its switch and what became of it. */
@customElement('k-rule-list')
export class RuleList extends LitElement {
  @state() private words = '';
  @state() private sorting = false;
  @state() private importing = false;

  constructor() {
    super();
    new Watch(this, () => ['rules', 'devices', 'people', 'clock', 'preferences', 'session', 'home', 'arrangement']);
  }

  static override styles = [base, back, css`
    .more, .begin { display: flex; flex-wrap: wrap; justify-content: center; gap: var(--s2); }
    .more { margin-top: var(--s3); }
    .search { margin-bottom: var(--s4); }
    li { display: flex; align-items: center; gap: var(--s2); padding-inline-end: var(--s3); }
    li > a { flex: 1; min-width: 0; display: grid; gap: 4px; padding: var(--s4); color: var(--text); }
    li.off p { color: var(--text-2); }
    a:focus-visible { outline-offset: -3px; border-radius: var(--radius); }
    b { font-weight: 650; overflow-wrap: anywhere; }
    .facts { display: flex; flex-wrap: wrap; align-items: center; gap: 4px var(--s3); color: var(--text-2); font-size: var(--size-small); margin-top: 2px; }
    .facts:empty { display: none; }
    .badge k-icon { font-size: 0.6rem; }
    @media (hover: hover) { li > a:hover { background: var(--surface-hover); } }
  `];

  override render() {
    const rules = book.inOrder;
    return html`<div class="page"><a class="back" href="#/me"><k-icon name="back"></k-icon>${t('nav.me')}</a>
      <div class="title"><h1 class="grow">${t('rules.title')}</h1>${signIn.mayManage && rules?.length ? html`<a class="button primary" href="#/rules/new"><k-icon name="plus"></k-icon>${t('rules.make')}</a>` : ''}</div>
      ${rules ? this.body(rules) : book.fault ? html`<k-empty icon="offline" .heading=${t('rules.failed')} .text=${faultText(book.fault)}><button type="button" class="button primary" @click=${() => book.load()}>${t('do.retry')}</button></k-empty>` : html`<k-busy></k-busy>`}
      ${rules ? this.more(rules) : ''}</div>
      ${this.importing ? html`<k-rule-import @closed=${() => (this.importing = false)}></k-rule-import>` : ''}`;
  }

  private more(rules: RuleView[]) {
    return html`<div class="more">${signIn.mayManage ? html`${rules.length > 0 ? html`<a class="button quiet" href="#/rules/ideas">${t('rules.ideas')}</a>` : ''}<button type="button" class="button quiet" aria-haspopup="dialog" @click=${this.take}>${t('rules.import')}</button>` : ''}
      ${rules.length > 1 ? html`<button type="button" class="button quiet" aria-pressed=${this.sorting ? 'true' : 'false'} @click=${() => (this.sorting = !this.sorting)}><k-icon name=${this.sorting ? 'check' : 'sort'}></k-icon>${t(this.sorting ? 'rules.sorted' : 'rules.sort')}</button>` : ''}</div>`;
  }

  private readonly take = async (): Promise<void> => {
    await import('./import.ts');
    this.importing = true;
  };

  private body(rules: RuleView[]) {
    if (rules.length === 0) {
      return html`<k-empty icon="rule" .heading=${t('rules.empty')} .text=${signIn.mayManage ? t('rules.emptyText') : t('rules.emptyForOthers')}>
        ${signIn.mayManage ? html`<div class="begin"><a class="button primary" href="#/rules/ideas">${t('rules.ideas')}</a><a class="button" href="#/rules/new">${t('rules.make')}</a></div>` : ''}</k-empty>`;
    }
    if (this.sorting) return html`<k-sort .label=${t('rules.title')} .items=${rules.map(({ id, rule }) => ({ id, name: rule.name, icon: 'rule', note: sentence(rule) }))} @sorted=${(event: CustomEvent<string[]>) => tried(() => arrange({ rules: event.detail }))}></k-sort>`;
    const wanted = this.words.trim().toLocaleLowerCase();
    const shown = rules.map((view) => ({ view, says: sentence(view.rule) })).filter(({ view, says }) => `${view.rule.name} ${says}`.toLocaleLowerCase().includes(wanted));
    return html`${rules.length > MostWithoutSearch ? html`<input class="search" type="text" inputmode="search" aria-label=${t('rules.search')} placeholder=${t('rules.search')} .value=${this.words} @input=${(event: Event) => (this.words = (event.target as HTMLInputElement).value)} />` : ''}
      ${shown.length === 0 ? html`<p class="note" role="status">${t('rules.noneFound')}</p>` : html`<ul class="list">${repeat(shown, ({ view }) => view.id, ({ view, says }) => this.row(view, says))}</ul>`}`;
  }

  private row(view: RuleView, says: string) {
    return html`<li class=${view.enabled ? '' : 'off'}><a href="#/rules/${view.id}"><b>${view.rule.name}</b><p>${says}</p>
        <span class="facts">${badges(view)}${view.last ? html`<span>${outcomeText(view.last)}</span>` : ''}${view.enabled && view.next ? html`<span>${t('rules.next', { when: whenText(view.next) })}</span>` : ''}</span></a>
      <k-toggle .on=${view.enabled} ?disabled=${!maySwitch()} .label=${t('rules.switch', { name: view.rule.name })} @change=${(event: CustomEvent<boolean>) => void switchRule(view, event.detail)}></k-toggle></li>`;
  }
}
