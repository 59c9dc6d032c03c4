import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { t } from '../i18n/text.ts';
import { post } from '../live/api.ts';
import { homePath } from '../live/session.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { base } from '../ui/base.ts';
import '../ui/busy.ts';
import { faultText } from '../ui/said.ts';
import '../ui/segments.ts';
import type { Rule, Trace } from './document.ts';
import './story.ts';

interface DryRun { runs: Trace[]; left: number; skipped: Trace[]; skippedLeft: number; isCut: boolean }

const DayMs = 86_400_000;
const spans = { day: 1, week: 7, month: 30 } as const;
type Span = keyof typeof spans;

/** What a rule would have done on what really was: the server replays the recorded past and sends nothing. */
@customElement('k-dry-run')
export class DryRunCard extends LitElement {
  @property({ attribute: false }) document!: Rule;
  @state() private span: Span = 'week';
  @state() private found?: DryRun;
  /** The document of what was found: the book may bring the same one anew. */
  @state() private tried = '';
  @state() private busy = false;
  @state() private fault = '';

  constructor() {
    super();
    new Watch(this, () => ['preferences', 'connection']);
  }

  static override styles = [base, css`
    :host { display: grid; gap: var(--s4); }
    .line > k-segments { flex: 1 1 220px; }
    .sum { font-weight: 650; }
  `];

  override render() {
    const current = this.found && this.tried === JSON.stringify(this.document) ? this.found : undefined;
    return html`<p class="muted">${t('rules.dryText')}</p><div class="line">
        <k-segments .label=${t('rules.drySpan')} .value=${this.span} .items=${(Object.keys(spans) as Span[]).map((value) => ({ value, text: t(`rules.dry.${value}`) }))} @change=${(event: CustomEvent<Span>) => { this.span = event.detail; this.found = undefined; }}></k-segments>
        <button type="button" class="button" ?disabled=${this.busy || !store.isLive} @click=${this.run}>${this.busy ? html`<k-busy></k-busy>` : ''}${t('rules.dry')}</button></div>
      <div role="status">${this.fault ? html`<p class="problem">${this.fault}</p>` : current ? html`<p class="sum">${t('rules.wouldHave', { n: current.runs.length + current.left })}</p>
        ${current.skipped.length > 0 ? html`<p class="muted small">${t('rules.wouldSkip', { n: current.skipped.length + current.skippedLeft })}</p>` : ''}${current.isCut ? html`<p class="note">${t('rules.dryCut')}</p>` : ''}` : ''}</div>
      ${current && current.runs.length + current.skipped.length > 0 ? html`<k-rule-story .document=${this.document} .given=${[...current.runs, ...current.skipped].sort((a, b) => (a.at < b.at ? 1 : -1))}></k-rule-story>` : ''}`;
  }

  private readonly run = async (): Promise<void> => {
    const rule = this.document;
    this.busy = true;
    this.fault = '';
    try {
      const to = Date.now();
      this.found = await post<DryRun>(homePath('/rules/dry-run'), { rule, from: new Date(to - spans[this.span] * DayMs).toISOString(), to: new Date(to).toISOString() });
      this.tried = JSON.stringify(rule);
    } catch (error) {
      this.found = undefined;
      this.fault = faultText(error);
    } finally {
      this.busy = false;
    }
  };
}
