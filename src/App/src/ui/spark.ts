import { LitElement, css, svg, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { get, query } from '../live/api.ts';
import type { History, HistoryPoint } from '../live/contract.ts';
import { homePath } from '../live/session.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';

const DayMs = 86_400_000;
const Points = 60;
const HourMs = 3_600_000;

/** The last 24 h of a number as a line. It decorates the figure above it; the chart has the table. Fires `trend` with the change of the last hour and the span of the day. */
@customElement('k-spark')
export class Spark extends LitElement {
  @property() device = '';
  @property() address = '';
  /** Times and values; what the home's history says, unless somebody gives them. */
  @property({ attribute: false }) values: [number, number][] = [];
  private loadedFor = '';

  constructor() {
    super();
    new Watch(this, () => [`device:${this.device}`, 'connection']);
  }

  static override styles = css`
    :host { display: block; height: 48px; color: var(--accent); }
    svg { width: 100%; height: 100%; display: block; overflow: visible; }
    path { fill: none; stroke: currentColor; stroke-width: 2; vector-effect: non-scaling-stroke; stroke-linejoin: round; stroke-linecap: round; }
    .under { fill: currentColor; stroke: none; opacity: 0.1; }
  `;

  override willUpdate(): void {
    const key = `${this.device}/${this.address}`;
    if (!this.device || this.loadedFor === key || !store.isLive) return;
    this.loadedFor = key;
    void this.fetch();
  }

  private async fetch(): Promise<void> {
    const to = new Date();
    const from = new Date(to.getTime() - DayMs);
    try {
      const found = await get<History>(homePath(`/devices/${this.device}/history/${this.address}${query({ from: from.toISOString(), to: to.toISOString(), points: Points })}`));
      this.values = found.points.map((point) => [Date.parse(point.t), (point as HistoryPoint).mean ?? (point as HistoryPoint).last] as [number, number]).filter(([, value]) => typeof value === 'number');
      this.tellTrend(to.getTime());
    } catch {
      // A line that cannot be had is left out; the figure above it stands for itself.
      this.values = [];
    }
  }

  private tellTrend(to: number): void {
    const then = this.values.findLast(([time]) => time <= to - HourMs);
    const now = this.values.at(-1);
    if (!then || !now) return;
    const all = this.values.map(([, value]) => value);
    this.dispatchEvent(new CustomEvent('trend', { detail: { by: now[1] - then[1], span: Math.max(...all) - Math.min(...all) } }));
  }

  override render() {
    const now = store.device(this.device)?.values[this.address];
    const points = [...this.values];
    if (now && typeof now.v === 'number' && points.length > 0) points.push([Date.now(), now.v]);
    if (points.length < 2) return html``;
    const times = points.map(([time]) => time);
    const values = points.map(([, value]) => value);
    const [least, most] = [Math.min(...values), Math.max(...values)];
    const [start, end] = [times[0]!, times.at(-1)!];
    const line = points.map(([time, value], at) => {
      const x = ((time - start) / Math.max(1, end - start)) * 100;
      const y = most > least ? 28 - ((value - least) / (most - least)) * 24 : 16;
      return `${at === 0 ? 'M' : 'L'}${x.toFixed(2)} ${y.toFixed(2)}`;
    }).join('');
    return html`<svg viewBox="0 0 100 32" preserveAspectRatio="none" aria-hidden="true">${svg`<path class="under" d="${line}L100 32L0 32Z"></path><path d=${line}></path>`}</svg>`;
  }
}
