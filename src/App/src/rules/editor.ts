import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { t } from '../i18n/text.ts';
import { Fault, post } from '../live/api.ts';
import { homePath, signIn } from '../live/session.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { askBeforeLeaving, go } from '../shell/route.ts';
import { ask } from '../ui/ask.ts';
import { back } from '../ui/back.ts';
import { base } from '../ui/base.ts';
import '../ui/busy.ts';
import '../ui/empty.ts';
import '../ui/icon.ts';
import { faultText } from '../ui/said.ts';
import { toast } from '../ui/toasts.ts';
import { book } from './book.ts';
import { addRule, putRule, takeHanded } from './deeds.ts';
import type { Problem, Rule, RunMode, Step, Trigger, Values, Verdict } from './document.ts';
import { aboutDevice } from './first.ts';
import { missingIn } from './kinds.ts';
import './parts.ts';
import { problemText } from './problems.ts';
import { sentence } from './sentence.ts';
import { whenText } from './standing.ts';
import { formed } from './styles.ts';
import './values-field.ts';
import { mended } from './without.ts';

/** A pause in typing after which the server is asked what is wrong. */
const PauseMs = 400;
const runModes: readonly RunMode[] = ['single', 'restart', 'queued', 'parallel'];

/** A rule in three blocks, with its sentence above them and what is wrong beside its card; or whole, as text. */
@customElement('k-rule-editor')
export class RuleEditor extends LitElement {
  @property() rule = '';
  @property() device = '';
  @state() private draft?: Rule;
  @state() private text?: string;
  @state() private textFault = '';
  @state() private verdict: Verdict = { problems: [], next: [] };
  @state() private tried = false;
  @state() private saving = false;
  private kept = '';
  private pause?: ReturnType<typeof setTimeout>;
  private asked = 0;

  constructor() {
    super();
    new Watch(this, () => ['rules', 'devices', 'people', 'preferences', 'session', 'home']);
  }

  static override styles = [base, back, formed, css`
    .page { padding-bottom: var(--s7); }
    .says { background: var(--accent-soft); border-radius: var(--radius); padding: var(--s4); font-size: 1.0625rem; line-height: 1.5; overflow-wrap: anywhere; }
    .says small { display: block; margin-top: var(--s2); color: var(--text-2); font-size: var(--size-small); }
    .stack > section { margin-top: 0; }
    .block h2 { display: flex; align-items: baseline; gap: var(--s3); flex-wrap: wrap; margin-bottom: var(--s3); }
    .block h2 small { font-weight: 400; font-size: var(--size-small); color: var(--text-2); letter-spacing: 0; }
    .soft { background: var(--stale-soft); color: var(--stale-text); }
    .bar { position: sticky; z-index: 5; bottom: calc(76px + env(safe-area-inset-bottom)); display: flex; justify-content: flex-end; gap: var(--s3); margin-top: var(--s5); padding: var(--s3); border-radius: 999px; background: color-mix(in srgb, var(--surface) 88%, transparent); -webkit-backdrop-filter: blur(16px); backdrop-filter: blur(16px); box-shadow: var(--shadow-2); }
    .bar .grow { align-self: center; padding-inline-start: var(--s3); color: var(--text-2); font-size: var(--size-small); }
    @media (min-width: 900px) { .bar { bottom: var(--s4); } }
  `];

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('beforeunload', this.unload);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('beforeunload', this.unload);
    clearTimeout(this.pause);
    askBeforeLeaving();
  }

  override willUpdate(): void {
    // A device can be named only when the home is known.
    if (this.draft || !store.home) return;
    if (!this.rule) this.begin(takeHanded() ?? aboutDevice(this.device), '');
    else if (book.find(this.rule)) this.begin(book.find(this.rule)!.rule);
  }

  private begin(rule: Rule, kept = JSON.stringify(rule)): void {
    this.draft = rule;
    this.kept = kept || JSON.stringify(aboutDevice(this.device));
    this.check();
  }

  private get isChanged(): boolean {
    return this.draft !== undefined && JSON.stringify(this.draft) !== this.kept;
  }

  private readonly unload = (event: BeforeUnloadEvent): void => {
    if (this.isChanged) event.preventDefault();
  };

  private change(fields: Partial<Rule>): void {
    this.draft = Object.fromEntries(Object.entries({ ...this.draft!, ...fields }).filter(([, value]) => value !== undefined)) as unknown as Rule;
    askBeforeLeaving(this.isChanged ? () => ask({ title: t('rules.leaveAsk'), text: t('rules.leaveText'), yes: t('rules.leave'), danger: true }) : undefined);
    this.check();
  }

  /** Asks the server after a pause; of what is still to be chosen it need not be asked. */
  private check(): void {
    clearTimeout(this.pause);
    const asked = ++this.asked;
    const missing = missingIn(this.draft!);
    if (missing.length > 0 || !store.isLive) {
      this.verdict = { problems: missing, next: [] };
      return;
    }
    this.verdict = { ...this.verdict, problems: this.verdict.problems.filter(({ code }) => !code.startsWith('choose.')) };
    this.pause = setTimeout(() => void this.look(asked), PauseMs);
  }

  private async look(asked: number): Promise<void> {
    try {
      const verdict = await post<Verdict>(homePath('/rules/check'), { rule: this.draft, ...(this.rule ? { id: this.rule } : {}) });
      if (asked === this.asked) this.verdict = verdict;
    } catch (error) {
      if (asked === this.asked) this.verdict = { problems: [{ path: error instanceof Fault ? pathOf(error.field) : '', code: error instanceof Fault ? error.code : '', detail: error instanceof Fault ? error.detail : faultText(error) }], next: [] };
    }
  }

  override render() {
    if (!signIn.mayManage) return html`<k-empty icon="rule" .heading=${t('rules.title')} .text=${t('rules.emptyForOthers')}><a class="button primary" href="#/rules">${t('rules.title')}</a></k-empty>`;
    const { draft } = this;
    if (!draft) return this.rule && book.rules && store.home ? html`<k-empty icon="rule" .heading=${t('rules.gone')} .text=${t('rules.goneText')}><a class="button primary" href="#/rules">${t('rules.title')}</a></k-empty>` : html`<k-busy></k-busy>`;
    return html`<div class="page"><a class="back" href=${this.rule ? `#/rules/${this.rule}` : '#/rules'}><k-icon name="back"></k-icon>${this.rule ? (book.find(this.rule)?.rule.name ?? t('rules.title')) : t('rules.title')}</a>
      <div class="title"><h1 class="grow">${t(this.rule ? 'rules.change' : 'rules.make')}</h1><button type="button" class="button" aria-pressed=${this.text === undefined ? 'false' : 'true'} @click=${this.turnText}>${t(this.text === undefined ? 'rules.asText' : 'rules.asBlocks')}</button></div>
      <div class="stack" @mend=${(event: CustomEvent<Problem>) => this.mend(event.detail)}>${this.says(draft)}
        ${this.text === undefined ? this.blocks(draft) : this.asText()}</div>
      <div class="bar"><span class="grow" role="status">${this.problemCount()}</span><a class="button" href=${this.rule ? `#/rules/${this.rule}` : '#/rules'}>${t('do.cancel')}</a>
        <button type="button" class="button primary" ?disabled=${this.saving} @click=${this.save}>${t('do.save')}</button></div></div>`;
  }

  private says(draft: Rule) {
    let words = t('rules.blank');
    try {
      if (draft.when.length + draft.then.length > 0) words = sentence(draft);
    } catch {
      // A document that somebody is typing.
    }
    const [next] = this.verdict.next;
    return html`<p class="says" aria-live="polite">${words}${next ? html`<small>${t('rules.next', { when: whenText(next) })}</small>` : ''}</p>`;
  }

  private problemCount(): string {
    const wrong = this.verdict.problems.filter(({ isWarning, code }) => !isWarning && (this.tried || !code.startsWith('choose.'))).length;
    return wrong > 0 ? t('rules.wrong', { n: wrong }) : '';
  }

  private blocks(draft: Rule) {
    const problems = this.verdict.problems as Problem[];
    const shownBy = (path: string): boolean => /^(when|if|then)\.\d/.test(path);
    return html`<label>${t('rules.name')}<input type="text" name="name" maxlength="64" autocomplete="off" .value=${draft.name} @input=${(event: Event) => this.change({ name: (event.target as HTMLInputElement).value })} /></label>
      ${problems.filter(({ path, code }) => !shownBy(path) && (this.tried || !code.startsWith('choose.'))).map((problem) => html`<p class="problem ${problem.isWarning ? 'soft' : ''}">${problemText(problem)}</p>`)}
      <section class="card block"><h2>${t('rules.when')}<small>${t('rules.whenText')}</small></h2><k-part-list sort="when" .items=${draft.when} path="when" .problems=${problems} ?tried=${this.tried} .label=${t('rules.when')} @change=${(event: CustomEvent<Trigger[]>) => this.change({ when: event.detail })}></k-part-list></section>
      <section class="card block"><h2>${t('rules.onlyIf')}<small>${t('rules.onlyIfText')}</small></h2><k-part-list sort="if" .items=${draft.if ?? []} path="if" .problems=${problems} ?tried=${this.tried} .label=${t('rules.onlyIf')} @change=${(event: CustomEvent<NonNullable<Rule['if']>>) => this.change({ if: event.detail.length > 0 ? event.detail : undefined })}></k-part-list></section>
      <section class="card block"><h2>${t('rules.then')}<small>${t('rules.thenText')}</small></h2><k-part-list sort="then" .items=${draft.then} path="then" .problems=${problems} ?tried=${this.tried} .label=${t('rules.then')} @change=${(event: CustomEvent<Step[]>) => this.change({ then: event.detail })}></k-part-list></section>
      <details><summary>${t('rules.more')}</summary><div class="card form"><label>${t('rules.mode')}<select @change=${(event: Event) => this.turnMode((event.target as HTMLSelectElement).value as RunMode)}>
          ${runModes.map((mode) => html`<option value=${mode} .selected=${mode === (draft.mode ?? 'single')}>${t(`rules.mode.${mode}`)}</option>`)}</select></label>
        ${draft.mode === 'queued' || draft.mode === 'parallel' ? html`<label>${t('rules.limit')}<input type="number" min="2" max="20" .value=${String(draft.limit ?? 10)} @change=${(event: Event) => this.change({ limit: Number((event.target as HTMLInputElement).value) })} /></label>` : ''}
        <h3>${t('values.variables')}</h3><k-values-field first="value" .value=${draft.variables ?? {}} @change=${(event: CustomEvent<Values>) => this.change({ variables: Object.keys(event.detail).length > 0 ? event.detail : undefined })}></k-values-field>
        <label>${t('rules.note')}<textarea rows="3" maxlength="1000" .value=${draft.note ?? ''} @change=${(event: Event) => this.change({ note: (event.target as HTMLTextAreaElement).value || undefined })}></textarea></label></div></details>`;
  }

  private mend(problem: Problem): void {
    const rule = mended(this.draft!, problem, (id) => store.device(id) !== undefined);
    if (rule) this.change(rule);
  }

  private turnMode(mode: RunMode): void {
    this.change({ mode: mode === 'single' ? undefined : mode, limit: mode === 'queued' || mode === 'parallel' ? this.draft!.limit : undefined });
  }

  private asText() {
    return html`${this.textFault ? html`<p class="problem" role="alert">${this.textFault}</p>` : ''}
      ${this.verdict.problems.map((problem) => html`<p class="problem ${problem.isWarning ? 'soft' : ''}"><code>${problem.path}</code> ${problemText(problem)}</p>`)}
      <label>${t('rules.document')}<textarea class="code" rows="20" spellcheck="false" autocapitalize="off" .value=${this.text!} @input=${(event: Event) => void this.typed((event.target as HTMLTextAreaElement).value)}></textarea></label>`;
  }

  private readonly turnText = async (): Promise<void> => {
    if (this.text === undefined) {
      this.text = JSON.stringify(this.draft, null, 2);
      this.textFault = '';
    } else if (await this.typed(this.text)) this.text = undefined;
  };

  /** The server reads a text as strictly as it keeps it; the blocks take it over when it is a rule. */
  private async typed(text: string): Promise<boolean> {
    this.text = text;
    const asked = ++this.asked;
    try {
      const rule = JSON.parse(text) as Rule;
      const verdict = await post<Verdict>(homePath('/rules/check'), { rule, ...(this.rule ? { id: this.rule } : {}) });
      if (asked !== this.asked) return false;
      this.textFault = '';
      this.change(Object.fromEntries([...Object.keys(this.draft!).map((key) => [key, undefined]), ...Object.entries(rule)]) as Partial<Rule>);
      clearTimeout(this.pause);
      this.verdict = verdict;
      return true;
    } catch (error) {
      if (asked === this.asked) this.textFault = error instanceof Fault ? [error.field, error.detail ?? error.title].filter(Boolean).join(': ') : String((error as Error).message);
      return false;
    }
  }

  private readonly save = async (): Promise<void> => {
    this.tried = true;
    if (this.text !== undefined && !(await this.typed(this.text))) return;
    const draft = { ...this.draft!, name: this.draft!.name.trim() };
    if (missingIn(draft).length > 0) {
      this.check();
      await this.showFirst();
      return;
    }
    this.saving = true;
    try {
      const saved = await (this.rule ? putRule(this.rule, draft) : addRule({ rule: draft }));
      if (!saved) return;
      askBeforeLeaving();
      this.kept = JSON.stringify(this.draft);
      book.take(saved);
      toast({ text: t('rules.saved', { name: saved.rule.name }), tone: 'safe' });
      go(`rules/${saved.id}`, true);
    } catch (error) {
      toast({ text: faultText(error), tone: 'alert' });
      await this.look(++this.asked);
      await this.showFirst();
    } finally {
      this.saving = false;
    }
  };

  /** Brings what is wrong into view, however deep it stands. */
  private async showFirst(): Promise<void> {
    await this.updateComplete;
    await new Promise((drawn) => requestAnimationFrame(drawn));
    const find = (root: ParentNode): Element | null => {
      const found = root.querySelector('.problem');
      if (found) return found;
      for (const element of root.querySelectorAll('*')) {
        const inner = element.shadowRoot && find(element.shadowRoot);
        if (inner) return inner;
      }
      return null;
    };
    if (!this.draft?.name.trim()) this.renderRoot.querySelector<HTMLElement>('input[name=name]')?.focus();
    else find(this.renderRoot)?.scrollIntoView({ block: 'center' });
  }
}

/** rule.when[0].at of the JSON reader is when.0.at of the rule. */
const pathOf = (field: string | undefined): string => (field ?? '').replace(/^rule\.?/, '').replace(/\[(\d+)\]/g, '.$1');
