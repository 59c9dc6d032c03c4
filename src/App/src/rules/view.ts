import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../i18n/text.ts';
import { signIn } from '../live/session.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { back } from '../ui/back.ts';
import { base } from '../ui/base.ts';
import '../ui/busy.ts';
import '../ui/empty.ts';
import '../ui/icon.ts';
import '../ui/toggle.ts';
import { book } from './book.ts';
import { beginWith, changeRule, exportRule, maySwitch, removeRule, runRule, switchRule } from './deeds.ts';
import type { Problem, RuleView } from './document.ts';
import './dry-run.ts';
import { deviceName } from './names.ts';
import { problemText } from './problems.ts';
import { sentence } from './sentence.ts';
import { badges, outcomeText, roundOf, whenText } from './standing.ts';
import './story.ts';
import { mended } from './without.ts';

/** One rule: what it says, whether it acts, what is wrong with it, and the story of its starts. */
@customElement('k-rule')
export class RulePage extends LitElement {
  @property() rule = '';

  constructor() {
    super();
    new Watch(this, () => ['rules', 'devices', 'people', 'clock', 'preferences', 'session', 'home', 'connection']);
  }

  static override styles = [base, back, css`
    .says { font-size: 1.0625rem; line-height: 1.5; }
    .head { display: flex; align-items: flex-start; gap: var(--s4); }
    .head > p { flex: 1; min-width: 0; }
    .facts { display: flex; flex-wrap: wrap; align-items: center; gap: var(--s2) var(--s3); color: var(--text-2); font-size: var(--size-small); }
    .badge k-icon { font-size: 0.6rem; }
    .stack > section { margin-top: 0; }
    .note { white-space: pre-wrap; }
    .problem > .grow { flex-basis: 240px; }
    .problem { display: flex; align-items: center; gap: var(--s3); flex-wrap: wrap; }
    .soft { background: var(--stale-soft); color: var(--stale-text); }
  `];

  override render() {
    const view = book.find(this.rule);
    if (!view) return book.rules ? html`<k-empty icon="rule" .heading=${t('rules.gone')} .text=${t('rules.goneText')}><a class="button primary" href="#/rules">${t('rules.title')}</a></k-empty>` : html`<k-busy></k-busy>`;
    const { rule } = view;
    return html`<div class="page"><a class="back" href="#/rules"><k-icon name="back"></k-icon>${t('rules.title')}</a>
      <div class="title"><h1 class="grow">${rule.name}</h1></div>
      <div class="stack">${this.troubles(view)}
      <section class="card stack"><div class="head"><p class="says">${sentence(rule)}</p><k-toggle .on=${view.enabled} ?disabled=${!maySwitch()} .label=${t('rules.switch', { name: rule.name })} @change=${(event: CustomEvent<boolean>) => void switchRule(view, event.detail)}></k-toggle></div>
        ${rule.note ? html`<p class="note">${rule.note}</p>` : ''}
        <div class="facts">${badges(view)}${view.last ? html`<span>${outcomeText(view.last)}</span>` : ''}${view.enabled && view.next ? html`<span>${t('rules.next', { when: whenText(view.next) })}</span>` : ''}</div>
        <div class="line">${signIn.mayManage ? html`<a class="button primary" href="#/rules/${view.id}/edit"><k-icon name="edit"></k-icon>${t('rules.edit')}</a>` : ''}
          ${maySwitch() ? html`<button type="button" class="button" ?disabled=${!store.isLive} @click=${() => runRule(view)}><k-icon name="media"></k-icon>${t('rules.runNow')}</button>` : ''}</div></section></div>
      <section><h2>${t('rules.story')}</h2><k-rule-story .rule=${view.id} .document=${rule}></k-rule-story></section>
      ${signIn.mayManage ? html`<section><h2>${t('rules.dryTitle')}</h2><k-dry-run class="card" .document=${rule}></k-dry-run></section>` : ''}
      <section><div class="line">${signIn.mayManage ? html`<button type="button" class="button" @click=${() => beginWith({ ...rule, name: t('rules.copyOf', { name: rule.name }) })}><k-icon name="copy"></k-icon>${t('rules.duplicate')}</button>` : ''}
        <button type="button" class="button" @click=${() => exportRule(rule)}>${t('rules.export')}</button>
        ${signIn.mayManage ? html`<button type="button" class="button danger" @click=${() => removeRule(view)}><k-icon name="trash"></k-icon>${t('rules.delete')}</button>` : ''}</div></section></div>`;
  }

  /** The device that the server proposes, in the place of the one that is gone. */
  private standIn(view: RuleView, problem: Problem) {
    const rule = mended(view.rule, problem, (id) => store.device(id) !== undefined);
    return rule ? html`<button type="button" class="button" @click=${() => changeRule(view, rule)}>${t('removal.use', { name: deviceName(problem.proposal!) })}</button>` : '';
  }

  private troubles(view: RuleView) {
    return html`${view.halted ? html`<div class="problem" role="alert"><span class="grow">${t('rules.haltedText', { chain: roundOf(view.halted) })}</span>${maySwitch() ? html`<button type="button" class="button" @click=${() => switchRule(view, true)}>${t('rules.switchOnAgain')}</button>` : ''}</div>` : ''}
      ${(view.problems ?? []).map((problem) => html`<div class="problem ${problem.isWarning ? 'soft' : ''}"><span class="grow">${problemText(problem)}</span>${signIn.mayManage ? html`${this.standIn(view, problem)}<a class="button" href="#/rules/${view.id}/edit">${t('rules.mend')}</a>` : ''}</div>`)}`;
  }
}
