import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { dayKey, dayText, timeText } from '../i18n/format.ts';
import { t, textOf } from '../i18n/text.ts';
import { get, query } from '../live/api.ts';
import type { Scalar } from '../live/contract.ts';
import { homePath } from '../live/session.ts';
import { Watch } from '../live/watch.ts';
import { base } from '../ui/base.ts';
import '../ui/busy.ts';
import '../ui/icon.ts';
import { book } from './book.ts';
import { partAt, type Rule, type Seen, type Step, type Taken, type Trace, type Traces } from './document.ts';
import { propertyOf, ruleValue } from './names.ts';
import { conditionText, stepText, triggerText } from './sentence.ts';
import { clockOf, spanText } from './spans.ts';

const capital = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);
/** How it ended, by its colour: it ran, it was left out, it went wrong. */
const toneOf: Record<Trace['end'], 'safe' | '' | 'alert' | 'stale'> = {
  running: 'safe', done: 'safe', stopped: 'safe', notMet: '', busy: '', restarted: '', changed: '', missed: 'stale', broken: 'alert', loop: 'alert', tooOften: 'alert', runaway: 'alert', late: 'stale',
};
/** How often a run that goes on is looked at. */
const FollowMs = 1_000;
/** Of a week's runs the first few are enough to see whether a rule is right. */
const MostGiven = 8;
const wentWrong = ({ steps }: Trace): boolean => (steps ?? []).some(({ outcome }) => outcome !== 'done' && outcome !== 'late');

/** What became of a rule's starts, told as a story: what set it off, what each condition saw, what it did. Given traces, it tells those instead. */
@customElement('k-rule-story')
export class RuleStory extends LitElement {
  @property() rule = '';
  /** The document that the traces are about. */
  @property({ attribute: false }) document!: Rule;
  @property({ attribute: false }) given?: Trace[];
  @state() private items: Trace[] = [];
  @state() private running: Trace[] = [];
  @state() private next?: number;
  @state() private known = false;
  @state() private shown = MostGiven;
  private seen = '';
  private again?: ReturnType<typeof setTimeout>;

  constructor() {
    super();
    new Watch(this, () => ['rules', 'clock', 'preferences']);
  }

  static override styles = [base, css`
    h3 { margin: var(--s4) 0 var(--s2); font-size: var(--size-small); color: var(--text-2); font-weight: 600; }
    h3:first-child { margin-top: 0; }
    summary { display: flex; align-items: baseline; gap: var(--s3); min-height: 52px; padding: var(--s3) var(--s4); cursor: pointer; list-style: none; }
    summary::-webkit-details-marker { display: none; }
    summary:focus-visible { outline-offset: -3px; border-radius: var(--radius); }
    summary > k-icon { font-size: 0.6rem; color: var(--text-2); transition: transform var(--quick); align-self: center; }
    details[open] summary > k-icon { transform: rotate(90deg); }
    time { font-variant-numeric: tabular-nums; color: var(--text-2); font-size: var(--size-small); }
    .what { overflow-wrap: anywhere; }
    .lines { display: grid; gap: var(--s2); padding: 0 var(--s4) var(--s4); margin-inline-start: var(--s4); border-inline-start: 2px solid var(--line); margin-bottom: var(--s4); padding-bottom: 0; }
    .lines li { display: flex; gap: var(--s2); align-items: baseline; font-size: 0.9375rem; overflow-wrap: anywhere; }
    .lines k-icon { font-size: 0.65rem; flex: none; align-self: center; color: var(--text-2); }
    .lines .good k-icon { color: var(--safe-text); }
    .lines .bad k-icon, .lines .bad em { color: var(--alert-text); }
    .lines .no k-icon { color: var(--text-2); }
    em { font-style: normal; color: var(--text-2); }
    .more { margin-top: var(--s3); }
    @media (max-width: 560px) {
      summary { flex-wrap: wrap; gap: 4px var(--s3); }
      summary .badge { margin-inline-start: auto; }
      .what { order: 1; flex-basis: 100%; }
    }
  `];

  override willUpdate(): void {
    const view = this.given ? undefined : book.find(this.rule);
    if (!view) return;
    const mark = `${this.rule} ${view.last?.at} ${view.last?.end} ${view.running}`;
    if (mark === this.seen) return;
    this.seen = mark;
    void this.load(mark);
  }

  private async load(mark: string, before?: number): Promise<void> {
    try {
      const { items, running, skipped, next } = await get<Traces>(homePath(`/rules/${this.rule}/traces${query({ limit: 50, before })}`));
      if (mark !== this.seen) return;
      const all = before === undefined ? items : [...this.items, ...items];
      // What came to nothing is among both, but for the many that are only counted.
      const told = new Set(all.map(({ at, end }) => `${at} ${end}`));
      const oldest = next === undefined || next === null ? '' : (all.at(-1)?.at ?? '');
      this.items = [...all, ...skipped.filter(({ at, end }) => !told.has(`${at} ${end}`) && at >= oldest)].sort((a, b) => (a.at < b.at ? 1 : -1));
      this.running = running;
      this.next = next ?? undefined;
      this.known = true;
      this.follow();
    } catch {
      // The next change asks again; the page says itself when the connection is gone.
      this.known = true;
    }
  }

  /** The feed tells of starts and ends; what a run does in between is asked for while it is looked at. */
  private follow(): void {
    clearTimeout(this.again);
    if (this.running.length === 0 || !this.isConnected) return;
    this.again = setTimeout(async () => {
      const mark = this.seen;
      try {
        const { running } = await get<Traces>(homePath(`/rules/${this.rule}/traces?limit=1`));
        // Its end is told by the feed, and read with everything else.
        if (mark === this.seen && running.length > 0) this.running = running;
      } catch {
        // Without a connection there is nothing to follow; the next look may have one.
      }
      this.follow();
    }, FollowMs);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.again);
  }

  override render() {
    if (!this.given && !this.known) return html`<k-busy></k-busy>`;
    const all = this.given?.slice(0, this.shown) ?? [...this.running, ...this.items];
    const isMore = this.given ? this.given.length > this.shown : this.next !== undefined;
    if (all.length === 0) return html`<p class="note">${t('rules.neverStarted')}</p>`;
    const days = new Map<string, Trace[]>();
    for (const trace of all) days.set(dayKey(trace.at), [...(days.get(dayKey(trace.at)) ?? []), trace]);
    return html`${[...days].map(([day, traces], number) => html`<h3>${dayText(traces[0]!.at)}</h3>
        <ul class="list" data-day=${day}>${repeat(traces, ({ at, trigger }) => `${at} ${trigger}`, (trace, at) => html`<li>${this.entry(trace, !this.given && number === 0 && at === 0)}</li>`)}</ul>`)}
      ${isMore ? html`<button type="button" class="button wide more" @click=${() => { if (this.given) this.shown += MostGiven * 4; else void this.load(this.seen, this.next); }}>${t('activity.more')}</button>` : ''}`;
  }

  private entry(trace: Trace, open: boolean) {
    const tone = wentWrong(trace) && toneOf[trace.end] === 'safe' ? 'alert' : toneOf[trace.end];
    return html`<details ?open=${open}><summary><time datetime=${trace.at}>${timeText(trace.at)}</time><span class="grow what">${this.cause(trace)}</span>
        <span class="badge ${tone}">${t(wentWrong(trace) && trace.end === 'done' ? 'rules.ended.partly' : `rules.ended.${trace.end}`)}</span><k-icon name="next"></k-icon></summary>
      <ul class="lines">${(trace.conditions ?? []).map((seen) => this.condition(seen))}${(trace.steps ?? []).map((taken) => this.step(taken))}
        ${trace.left ? html`<li><em>${t('rules.moreSteps', { n: trace.left })}</em></li>` : ''}${trace.detail ? html`<li class=${toneOf[trace.end] === 'alert' ? 'bad' : ''}><em>${trace.detail}</em></li>` : ''}
        ${trace.lateMs ? html`<li><em>${t('rules.cameLate', { span: spanText(Math.round(trace.lateMs / 1000)) })}</em></li>` : ''}
        ${trace.skipped ? html`<li><em>${t('rules.skipped', { n: trace.skipped })}</em></li>` : ''}<li><em>${t(`rules.why.${trace.end}`)}</em></li></ul></details>`;
  }

  private cause({ trigger, by, told }: Trace): string {
    if (trigger === undefined || trigger === null) return by ? t('rules.runBy', { who: by }) : t('rules.runByHand');
    const what = this.document.when[trigger];
    if (!what) return t('rules.startedSomehow');
    const value = told?.['value'];
    const number = what.kind === 'property' && typeof value === 'number' && what.becomes === undefined ? ` (${ruleValue(propertyOf(what.property), value)})` : '';
    const who = (what.kind === 'person' && !what.person && told?.['person']) || '';
    return capital(`${triggerText(what)}${number}${who ? ` (${who})` : ''}`);
  }

  private condition({ path, held, value }: Seen) {
    const condition = partAt(this.document, path);
    const words = condition ? conditionText(condition as Parameters<typeof conditionText>[0]) : path;
    return html`<li class=${held ? 'good' : 'no'}><k-icon name=${held ? 'check' : 'close'}></k-icon><span>${capital(words)}: <em>${seenText(condition as { kind: string; property?: string } | undefined, value)}</em><span class="sr">${t(held ? 'rules.held' : 'rules.heldNot')}</span></span></li>`;
  }

  private step({ path, outcome, detail, ms, at }: Taken) {
    const step = partAt(this.document, path) as Step | undefined;
    const many = step && 'devices' in step && step.devices.length > 1;
    const good = outcome === 'done' || outcome === 'late';
    const how = outcome === 'done' ? (ms === undefined || ms === null || step?.kind === 'delay' ? t('rules.step.done') : t('rules.step.doneIn', { ms: Math.round(ms) })) : outcomeWords(outcome);
    return html`<li class=${good ? 'good' : 'bad'}><k-icon name=${good ? 'check' : 'warning'}></k-icon><span><time datetime=${at}>${timeText(at)}</time> ${capital(step ? stepText(step) : (detail ?? path))}: <em>${(many || !good) && detail ? `${detail}, ` : ''}${how}</em></span></li>`;
  }
}

const outcomeWords = (outcome: string): string => textOf(`rules.step.${outcome}`) ?? textOf(`error.${outcome}`) ?? outcome;

/** What a condition saw: a property's value with its unit; of the clock the time; else the server's word in ours. */
function seenText(condition: { kind: string; property?: string } | undefined, value: Scalar | undefined): string {
  if (value === undefined || value === null) return t('value.unknown');
  if (condition?.kind === 'property') return ruleValue(propertyOf(condition.property ?? ''), value);
  if (condition?.kind === 'time') return clockOf(String(value).split(' ').at(-1)!);
  if (condition?.kind === 'mode') return textOf(`mode.${value}`) ?? String(value);
  return textOf(`rules.saw.${value}`) ?? String(value);
}
