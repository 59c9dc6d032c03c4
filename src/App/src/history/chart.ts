import { LitElement, css, html, unsafeCSS } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import uPlot from 'uplot';
import sheet from 'uplot/dist/uPlot.min.css?inline';
import { momentText, number, valueText, withUnit } from '../i18n/format.ts';
import { local, locale, t } from '../i18n/text.ts';
import type { History, HistoryPoint, Property, Scalar } from '../live/contract.ts';
import { store } from '../live/store.ts';
import type { Moment } from './events.ts';
import { growth } from './growth.ts';
import { Span } from './span.ts';

const HeightPx = 240;
/** A drag shorter than this is a touch of the finger, not a stretch that somebody chose. */
const ShortestDragPx = 12;
/** An event is named in the legend when the cursor is this near. */
const NearPx = 8;

/** A number: its mean as a line inside the band of least and most. A meter: bars of what it grew by. A state: a step line. Dragging over a stretch fires `zoom`. */
@customElement('k-chart')
export class Chart extends LitElement {
  @property({ attribute: false }) property!: Property;
  @property({ attribute: false }) history!: History;
  @property({ attribute: false }) span = new Span(24);
  @property({ attribute: false }) events: Moment[] = [];
  @query('.plot') private place!: HTMLElement;
  private plot?: uPlot;
  private readonly resized = new ResizeObserver(([entry]) => {
    if (entry && entry.contentRect.width > 0) this.plot?.setSize({ width: Math.floor(entry.contentRect.width), height: HeightPx });
  });

  static override styles = [unsafeCSS(sheet), css`
    :host { display: block; min-width: 0; }
    .plot { height: ${HeightPx}px; min-width: 0; overflow: hidden; }
    .legend { display: flex; justify-content: space-between; gap: 12px; min-height: 1.5em; font-size: var(--size-small); color: var(--text-2); font-variant-numeric: tabular-nums; }
    .legend b { color: var(--text); font-weight: 650; }
    .u-legend { display: none; }
    .u-cursor-pt { border-width: 2px !important; }
  `];

  override render() {
    return html`<div class="plot" role="img" aria-label=${this.summary()}></div><div class="legend" aria-hidden="true"><span class="when"></span><b class="what"></b></div>`;
  }

  override firstUpdated(): void {
    this.resized.observe(this.place);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resized.disconnect();
    this.plot?.destroy();
    this.plot = undefined;
  }

  private get numeric(): HistoryPoint[] | undefined {
    const points = this.history.points;
    return points.every((point) => 'last' in point) ? (points as HistoryPoint[]) : undefined;
  }

  /** The chart in one sentence, for who cannot see it; the figures stand in the table. */
  private summary(): string {
    const points = this.numeric;
    const name = local(this.property.title);
    if (!points) return t('chart.states', { name, n: this.history.points.length });
    const least = Math.min(...points.map((point) => point.min));
    const most = Math.max(...points.map((point) => point.max));
    return t('chart.summary', { name, least: valueText(this.property, least), most: valueText(this.property, most) });
  }

  override updated(): void {
    this.plot?.destroy();
    const points = this.numeric;
    const style = getComputedStyle(this);
    const colour = (name: string): string => style.getPropertyValue(name).trim();
    const axis: uPlot.Axis = { stroke: colour('--text-2'), grid: { stroke: colour('--line'), width: 1 }, ticks: { show: false }, font: '12px system-ui, sans-serif' };
    const zone = store.home?.timeZone;
    const options: uPlot.Options = {
      width: Math.max(200, this.place.clientWidth), height: HeightPx, padding: [12, 8, 0, 0], legend: { show: false },
      cursor: { y: false, drag: { x: true, y: false, setScale: false }, points: { size: 8 } },
      tzDate: (seconds) => (zone ? uPlot.tzDate(new Date(seconds * 1000), zone) : new Date(seconds * 1000)),
      scales: { x: { time: true, min: this.span.from.getTime() / 1000, max: this.span.to.getTime() / 1000 } },
      axes: [{ ...axis, values: (_, splits) => splits.map((at) => this.tick(at)), space: 64 }, { ...axis, size: 52, values: (_, splits) => splits.map((value) => this.level(value, points === undefined)) }],
      series: [{}], hooks: { setCursor: [(plot) => this.follow(plot)], setSelect: [(plot) => this.choose(plot)], draw: [(plot) => this.mark(plot, colour('--warm-text') || colour('--text'))] },
    };
    const data = points ? this.figures(points, options, colour) : this.states(options, colour);
    this.plot = new uPlot(options, data, this.place);
    this.follow(this.plot);
  }

  private figures(points: HistoryPoint[], options: uPlot.Options, colour: (name: string) => string): uPlot.AlignedData {
    const accent = colour('--accent');
    if (this.property.accumulation === 'total') {
      const grown = growth(points);
      options.series.push({ stroke: accent, fill: accent, paths: uPlot.paths.bars!({ size: [0.7, 24], radius: 0.2 }), points: { show: false } });
      options.scales!['y'] = { range: (_, _least, most) => [0, (most || 1) * 1.1] };
      return [grown.map((point) => Date.parse(point.t) / 1000), grown.map((point) => point.mean)];
    }
    // Buckets without a report are a gap in the line, not a bridge over it.
    const gap = (this.history.bucketMs ?? (this.span.hours * 3_600_000) / 300) * 3;
    const [times, means, leasts, mosts]: [number[], (number | null)[], (number | null)[], (number | null)[]] = [[], [], [], []];
    points.forEach((point, at) => {
      const time = Date.parse(point.t);
      const before = at > 0 ? Date.parse(points[at - 1]!.t) : time;
      if (time - before > Math.max(gap, 3_600_000)) {
        times.push((before + 1000) / 1000);
        for (const list of [means, leasts, mosts]) list.push(null);
      }
      times.push(time / 1000);
      means.push(point.mean ?? point.last);
      leasts.push(point.min);
      mosts.push(point.max);
    });
    options.series.push(
      { stroke: accent, width: 2, points: { show: false }, spanGaps: false },
      { stroke: 'transparent', points: { show: false } }, { stroke: 'transparent', points: { show: false } },
    );
    // Readings that never moved are a line across the middle, not at the foot of an empty field.
    options.scales!['y'] = { range: (_, least, most) => (least === most ? [least - 1, most + 1] : uPlot.rangeNum(least, most, 0.1, true)) };
    options.bands = [{ series: [3, 2], fill: `${accent}30` }];
    return [times, means, leasts, mosts];
  }

  private states(options: uPlot.Options, colour: (name: string) => string): uPlot.AlignedData {
    const points = this.history.points as { t: string; v: Scalar }[];
    const values = points.map(({ v }) => (typeof v === 'number' ? v : v === true ? 1 : 0));
    const accent = colour('--accent');
    options.series.push({ stroke: accent, width: 2, fill: `${accent}26`, paths: uPlot.paths.stepped!({ align: 1 }), points: { show: false } });
    const most = Math.max(1, ...values);
    options.scales!['y'] = { range: [0, most * 1.15] };
    if (!this.property.choices) options.axes![1]!.splits = () => [0, 1];
    else options.axes![1]!.splits = () => this.property.choices!.map((choice) => choice.value).filter((value) => value <= most);
    return [[...points.map((point) => Date.parse(point.t) / 1000), this.span.to.getTime() / 1000], [...values, values.at(-1) ?? 0]];
  }

  private tick(seconds: number): string {
    const options: Intl.DateTimeFormatOptions = this.span.hours <= 36 ? { hour: '2-digit', minute: '2-digit' } : { day: 'numeric', month: 'short' };
    return new Date(seconds * 1000).toLocaleString(locale(), { ...options, timeZone: store.home?.timeZone });
  }

  private choose(plot: uPlot): void {
    const { left, width } = plot.select;
    if (width < ShortestDragPx) return;
    const [from, to] = [plot.posToVal(left, 'x') * 1000, plot.posToVal(left + width, 'x') * 1000];
    plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    this.dispatchEvent(new CustomEvent('zoom', { detail: Span.between(from, to) }));
  }

  /** A small triangle at the foot of the chart for each event. */
  private mark(plot: uPlot, colour: string): void {
    const { ctx, bbox } = plot;
    const size = 5 * devicePixelRatio;
    ctx.save();
    ctx.fillStyle = colour;
    for (const { at } of this.events) {
      const x = plot.valToPos(at / 1000, 'x', true);
      ctx.beginPath();
      ctx.moveTo(x - size, bbox.top + bbox.height);
      ctx.lineTo(x + size, bbox.top + bbox.height);
      ctx.lineTo(x, bbox.top + bbox.height - 2 * size);
      ctx.fill();
    }
    ctx.restore();
  }

  private eventNear(plot: uPlot): Moment | undefined {
    const left = plot.cursor.left ?? -1;
    return left < 0 ? undefined : this.events.find(({ at }) => Math.abs(plot.valToPos(at / 1000, 'x') - left) <= NearPx);
  }

  private level(value: number, isState: boolean): string {
    if (!isState) return number(value, 2);
    const words = this.property.format === 'bool' ? valueText(this.property, value === 1) : valueText(this.property, value);
    return words.length > 7 ? `${words.slice(0, 6)}…` : words;
  }

  private follow(plot: uPlot): void {
    const [when, what] = [this.renderRoot.querySelector('.when'), this.renderRoot.querySelector('.what')];
    if (!when || !what) return;
    const event = this.eventNear(plot);
    if (event) {
      [when.textContent, what.textContent] = [momentText(event.at), event.text];
      return;
    }
    const at = plot.cursor.idx ?? plot.data[0].length - 1;
    const time = plot.data[0][at];
    const value = plot.data[1]?.[at];
    if (time === undefined || value === undefined || value === null) return;
    when.textContent = momentText(time * 1000);
    const [least, most] = [plot.data[2]?.[at], plot.data[3]?.[at]];
    const numeric = this.numeric !== undefined;
    what.textContent = !numeric ? valueText(this.property, this.property.format === 'bool' ? value === 1 : value)
      : typeof least === 'number' && typeof most === 'number' && most > least ? `${withUnit(number(value, 1), this.property.unit)} (${number(least, 1)} – ${number(most, 1)})` : withUnit(number(value, 2), this.property.unit);
  }
}
