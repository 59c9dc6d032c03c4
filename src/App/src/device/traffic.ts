import { LitElement, css, html, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { number } from '../i18n/format.ts';
import { locale, t, textOf } from '../i18n/text.ts';
import { Fault } from '../live/api.ts';
import { events } from '../live/events.ts';
import { homePath } from '../live/session.ts';
import { Watch } from '../live/watch.ts';
import { base } from '../ui/base.ts';
import '../ui/icon.ts';
import { faultText } from '../ui/said.ts';

/** As many as somebody can read; the oldest go. */
const MostLines = 200;

interface Line {
  at: string; kind: 'says' | 'hears' | 'comes' | 'goes'; client: string; topic?: string; qos?: number; retain?: boolean; duplicate?: boolean; size?: number;
  format?: 'empty' | 'json' | 'text' | 'hex' | 'hidden'; payload?: string; cut?: boolean; refused?: boolean; cause?: string; missed?: number;
}

/** What a device, or the program of a bridge, says and hears, while somebody watches. */
@customElement('k-traffic')
export class Traffic extends LitElement {
  /** Below the home: /devices/lamp/traffic. */
  @property() path = '';
  /** Whose it is, for the words around it. */
  @property() of: 'device' | 'bridge' = 'device';
  @state() private lines: Line[] = [];
  /** What came while it was paused. */
  @state() private waiting: Line[] = [];
  @state() private paused = false;
  @state() private abort?: AbortController;
  /** The server shows what it says from now on. */
  @state() private begun = false;
  @state() private ended = '';

  constructor() {
    super();
    new Watch(this, () => ['preferences']);
  }

  static override styles = [base, css`
    h2 { margin-bottom: var(--s2); }
    .line { margin-top: var(--s3); }
    ol { max-height: 420px; overflow: auto; overscroll-behavior: contain; margin-top: var(--s3); border: 1px solid var(--line); border-radius: var(--radius-s); }
    li { display: grid; grid-template-columns: auto auto minmax(0, 1fr); gap: 2px var(--s2); padding: var(--s2) var(--s3); font-size: var(--size-small); align-items: baseline; }
    li + li { border-top: 1px solid var(--line); }
    time { color: var(--text-2); font-variant-numeric: tabular-nums; }
    .way { font-weight: 700; color: var(--text-2); }
    .says { color: var(--accent-text); }
    .hears { color: var(--safe-text); }
    .topic { overflow-wrap: anywhere; font-weight: 600; }
    .marks, .payload, .missed { grid-column: 1 / -1; }
    .marks, .missed { color: var(--text-2); }
    .marks .refused { color: var(--alert-text); font-weight: 700; }
    .payload { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--surface-sunk); border-radius: 6px; padding: var(--s1) var(--s2); }
    .note { margin-top: var(--s3); }
    [role='status'] { display: inline-flex; align-items: center; gap: var(--s2); }
    .live::before { content: ''; width: 8px; height: 8px; border-radius: 50%; background: var(--safe-text); }
  `];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop();
  }

  /** Somebody else's traffic is not watched because this one's was: that somebody watches is written down in their name. */
  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.hasUpdated || !changed.has('path')) return;
    this.stop();
    this.lines = [];
  }

  override render() {
    return html`<section class="card" aria-label=${t('traffic.title')}><h2>${t('traffic.title')}</h2>
      <p class="muted small">${t(`traffic.text.${this.of}`)}</p>
      <div class="line">${this.abort ? html`<button type="button" class="button" @click=${this.stop}>${t('traffic.stop')}</button>
        <button type="button" class="button" @click=${this.pause}>${this.paused ? (this.waiting.length > 0 ? t('traffic.resumeNew', { n: this.waiting.length }) : t('traffic.resume')) : t('traffic.pause')}</button>`
        : html`<button type="button" class="button" @click=${this.watch}>${t('traffic.watch')}</button>`}
        ${this.lines.length > 0 ? html`<button type="button" class="button quiet" @click=${() => (this.lines = [])}>${t('traffic.clear')}</button>` : ''}
        <span class="muted small ${this.begun && !this.paused ? 'live' : ''}" role="status">${this.standing()}</span></div>
      ${this.lines.length > 0 ? html`<ol tabindex="0" aria-label=${t('traffic.lines')}>${this.lines.map((line) => this.line(line))}</ol>`
        : this.begun ? html`<p class="note">${t(`traffic.waiting.${this.of}`)}</p>` : ''}</section>`;
  }

  private standing(): string {
    if (!this.abort) return this.ended;
    return t(this.paused ? 'traffic.paused' : this.begun ? 'traffic.watching' : 'traffic.begins');
  }

  private line(line: Line) {
    const at = new Date(line.at);
    const time = html`<time datetime=${line.at}>${at.toLocaleTimeString(locale(), { hour: '2-digit', minute: '2-digit', second: '2-digit' })}</time>`;
    const missed = line.missed ? html`<span class="missed">${t('traffic.missed', { n: line.missed })}</span>` : '';
    if (line.kind === 'comes' || line.kind === 'goes') {
      const cause = textOf(`traffic.cause.${line.cause}`) ?? line.cause ?? '';
      return html`<li>${time}<span class="way" aria-hidden="true">${line.kind === 'comes' ? '+' : '−'}</span><span class="topic">${line.client} ${line.kind === 'comes' ? t('traffic.comes') : t('traffic.goes', { cause })}</span>${missed}</li>`;
    }
    return html`<li>${time}<span class="way ${line.kind}" aria-hidden="true">${line.kind === 'says' ? '↑' : '↓'}</span><code class="topic">${line.topic}</code>
      <span class="marks"><span class="way ${line.kind}">${t(`traffic.${line.kind}`)}</span> · QoS ${line.qos}${line.retain ? ` · ${t('traffic.retain')}` : ''}${line.duplicate ? ` · ${t('traffic.again')}` : ''} · ${t('traffic.size', { size: number(line.size ?? 0) })}${line.refused ? html` · <span class="refused">${t('traffic.forbidden')}</span>` : ''}</span>
      ${this.payload(line)}${missed}</li>`;
  }

  private payload(line: Line) {
    if (line.format === 'hidden') return html`<span class="marks">${t('traffic.hidden')}</span>`;
    if (line.format === 'empty') return html`<span class="marks">${t('traffic.empty')}</span>`;
    return html`<code class="payload">${line.payload}${line.cut ? '…' : ''}</code>`;
  }

  private readonly pause = (): void => {
    this.paused = !this.paused;
    if (this.paused) return;
    this.lines = [...this.waiting, ...this.lines].slice(0, MostLines);
    this.waiting = [];
  };

  private readonly stop = (): void => {
    this.abort?.abort();
    this.abort = undefined;
    this.begun = false;
    this.ended = '';
    if (this.paused) this.pause();
  };

  private readonly watch = async (): Promise<void> => {
    const abort = (this.abort = new AbortController());
    this.ended = '';
    let why = t('traffic.lost');
    try {
      for await (const { name, data } of events(homePath(this.path), abort.signal, () => (this.begun = this.abort === abort))) {
        // What was read already is not shown after it was stopped.
        if (this.abort !== abort) return;
        if (name === 'traffic') this.take(JSON.parse(data) as Line);
        else if (name === 'end') why = (JSON.parse(data) as { code?: string }).code ? t('traffic.refused') : t('traffic.over');
      }
    } catch (error) {
      if (error instanceof Fault) why = faultText(error);
    }
    if (this.abort !== abort) return;
    this.stop();
    this.ended = why;
  };

  private take(line: Line): void {
    if (this.paused) this.waiting = [line, ...this.waiting].slice(0, MostLines);
    else this.lines = [line, ...this.lines].slice(0, MostLines);
  }
}
