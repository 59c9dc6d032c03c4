import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { momentText, number, unitText, valueText } from '../i18n/format.ts';
import { local, t } from '../i18n/text.ts';
import { get, query } from '../live/api.ts';
import type { History, HistoryPoint, Property, Scalar } from '../live/contract.ts';
import { homePath } from '../live/session.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { base } from '../ui/base.ts';
import '../ui/busy.ts';
import '../ui/icon.ts';
import { faultText } from '../ui/said.ts';
import '../ui/segments.ts';
import { canRead, isNumeric, mainService } from '../device/parts.ts';
import { eventsOf, type Moment } from './events.ts';
import { growth } from './growth.ts';
import { Span } from './span.ts';

const ranges = [{ value: 24, key: 'history.day' }, { value: 24 * 7, key: 'history.week' }, { value: 24 * 30, key: 'history.month' }, { value: 24 * 365, key: 'history.year' }] as const;
const Points = 300;
/** Rows of the table that screen readers and doubters read. */
const TableRows = 100;

const isNumericPoint = (point: HistoryPoint | { t: string; v: Scalar }): point is HistoryPoint => 'mean' in point || 'last' in point;

/** What was: a chart with its min-max band, or the changes of a state; the same as a table. */
@customElement('k-history')
export class HistoryCard extends LitElement {
  @property() device = '';
  @state() private address?: string;
  @state() private span = new Span(24);
  @state() private found?: History;
  @state() private events: Moment[] = [];
  @state() private fault?: unknown;
  @state() private asTable = false;
  private loadedFor = '';

  constructor() {
    super();
    new Watch(this, () => ['connection', 'preferences', `device:${this.device}`]);
  }

  static override styles = [base, css`
    .card { display: grid; gap: var(--s4); }
    .head { display: flex; align-items: center; gap: var(--s2); }
    select { max-width: 100%; }
    .place { height: 240px; display: grid; place-items: center; color: var(--text-2); text-align: center; }
    table { width: 100%; border-collapse: collapse; font-size: var(--size-small); font-variant-numeric: tabular-nums; }
    .scroll { max-height: 320px; overflow: auto; }
    th, td { text-align: end; padding: 8px 6px; border-top: 1px solid var(--line); }
    th:first-child, td:first-child { text-align: start; }
    th { color: var(--text-2); font-weight: 600; position: sticky; top: 0; background: var(--surface); }
    .when { display: flex; align-items: center; gap: var(--s1); }
    .when span { text-align: center; font-size: var(--size-small); color: var(--text-2); font-variant-numeric: tabular-nums; }
    .events { display: grid; gap: var(--s1); padding: 0; margin: 0; list-style: none; font-size: var(--size-small); }
    .tools { display: flex; justify-content: space-between; gap: var(--s2); flex-wrap: wrap; }
  `];

  private get properties(): Property[] {
    const device = store.device(this.device);
    const spec = device && store.specOf(device);
    if (!spec) return [];
    const main = mainService(spec);
    const all = [...(main ? [main] : []), ...spec.services.filter((service) => service !== main)].flatMap((service) => service.properties);
    const worth = all.filter((property) => canRead(property) && property.format !== 'string' && property.unit !== 'rgb' && device.values[property.address] !== undefined);
    return [...worth.filter((property) => isNumeric(property) && !property.access.includes('write')), ...worth.filter((property) => !(isNumeric(property) && !property.access.includes('write')))];
  }

  /** The three keys of a wall switch are all called "On": then the service says which. */
  private titleOf(property: Property, among: Property[]): string {
    const title = local(property.title);
    if (among.filter((one) => local(one.title) === title).length === 1) return title;
    const device = store.device(this.device);
    const service = device && store.specOf(device)?.services.find((one) => one.properties.some((own) => own.address === property.address));
    return service ? `${local(service.name)} · ${title}` : title;
  }

  override willUpdate(): void {
    const chosen = this.address ?? this.properties[0]?.address;
    const key = `${this.device}/${chosen}/${this.span.key}`;
    if (!chosen || this.loadedFor === key || !store.isLive) return;
    this.loadedFor = key;
    void this.fetch(chosen, key);
  }

  private async fetch(address: string, key: string): Promise<void> {
    this.span = this.span.fixed();
    const { from, to } = this.span;
    this.fault = undefined;
    this.found = undefined;
    this.events = [];
    try {
      const [found] = await Promise.all([get<History>(this.path(address, from, to)), import('./chart.ts')]);
      if (this.loadedFor !== key) return;
      this.found = found;
      const events = await eventsOf(this.device, from);
      if (this.loadedFor === key) this.events = events.filter((moment) => moment.at >= from.getTime() && moment.at <= to.getTime());
    } catch (error) {
      if (this.loadedFor === key) this.fault = error;
    }
  }

  private path(address: string, from: Date, to: Date, format?: string): string {
    return homePath(`/devices/${this.device}/history/${address}${query({ from: from.toISOString(), to: to.toISOString(), points: Points, format })}`);
  }

  override render() {
    const properties = this.properties;
    if (properties.length === 0) return html``;
    const chosen = properties.find((property) => property.address === this.address) ?? properties[0]!;
    return html`<section class="card" aria-label=${t('history.title')}>
      <div class="head"><h2 class="grow">${t('history.title')}</h2>
        <button type="button" class="icon-button" aria-pressed=${this.asTable ? 'true' : 'false'} aria-label=${t(this.asTable ? 'history.asChart' : 'history.asTable')} @click=${() => (this.asTable = !this.asTable)}><k-icon name=${this.asTable ? 'chart' : 'table'}></k-icon></button></div>
      ${properties.length > 1 ? html`<select aria-label=${t('history.of')} @change=${(event: Event) => (this.address = (event.target as HTMLSelectElement).value)}>
        ${properties.map((property) => html`<option value=${property.address} ?selected=${property === chosen}>${this.titleOf(property, properties)}</option>`)}</select>` : ''}
      <k-segments .label=${t('history.range')} .value=${this.span.hours} .items=${ranges.map(({ value, key }) => ({ value, text: t(key) }))} @change=${(event: CustomEvent<number>) => (this.span = new Span(event.detail))}></k-segments>
      ${this.when()}
      ${this.content(chosen)}
      <div class="tools"><span class="muted small">${local(chosen.title)}${unitText(chosen.unit) ? ` · ${unitText(chosen.unit)}` : ''}</span>
        <a class="small" href="/api/v1${this.path(chosen.address, this.span.from, this.span.to, 'csv')}" download>${t('history.download')}</a></div></section>`;
  }

  /** The stretch that is shown, with steps earlier, later, nearer and farther. */
  private when() {
    const { from, to, isNow, hours } = this.span;
    const move = (icon: string, name: string, to: Span, disabled = false) => html`<button type="button" class="icon-button" aria-label=${name} ?disabled=${disabled} @click=${() => (this.span = to)}><k-icon name=${icon}></k-icon></button>`;
    return html`<div class="when">${move('back', t('history.earlier'), this.span.earlier())}
      <span class="grow" aria-live="polite">${momentText(from)} – ${isNow ? t('history.now') : momentText(to)}</span>
      ${move('next', t('history.later'), this.span.later(), isNow)}
      ${move('minus', t('history.farther'), this.span.farther(), hours >= Span.LongestHours)}
      ${move('plus', t('history.nearer'), this.span.nearer(), hours <= Span.ShortestHours)}</div>`;
  }

  private content(property: Property) {
    if (this.fault) return html`<div class="place"><div class="stack"><p>${faultText(this.fault)}</p><button type="button" class="button" @click=${() => { this.loadedFor = ''; this.requestUpdate(); }}>${t('do.retry')}</button></div></div>`;
    if (!this.found) return html`<div class="place">${store.isLive ? html`<k-busy></k-busy>` : t('history.offline')}</div>`;
    const points = this.found.points;
    if (points.length === 0) return html`<div class="place">${t('history.empty')}</div>`;
    const numeric = points.every(isNumericPoint);
    if (this.asTable) return html`${this.eventList()}${numeric ? this.figures(property, points as HistoryPoint[]) : this.states(property, points as { t: string; v: Scalar }[])}`;
    return html`<k-chart .property=${property} .history=${this.found} .span=${this.span} .events=${this.events} @zoom=${(event: CustomEvent<Span>) => (this.span = event.detail)}></k-chart>`;
  }

  private eventList() {
    if (this.events.length === 0) return '';
    return html`<ul class="events" aria-label=${t('history.events')}>${this.events.slice(0, TableRows).map((moment) => html`<li>${momentText(moment.at)} · ${moment.text}</li>`)}</ul>`;
  }

  private figures(property: Property, points: HistoryPoint[]) {
    const total = property.accumulation === 'total';
    const rows = (total ? growth(points) : points).slice(-TableRows).reverse();
    const digits = property.format === 'float' ? 2 : 0;
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${t('history.title')}><table><thead><tr><th scope="col">${t('history.time')}</th>${total ? html`<th scope="col">${t('history.grown')}</th>` : html`<th scope="col">${t('history.least')}</th><th scope="col">${t('history.mean')}</th><th scope="col">${t('history.most')}</th>`}</tr></thead>
      <tbody>${rows.map((point) => html`<tr><td>${momentText(point.t)}</td>${total ? html`<td>${number(point.mean, 3)}</td>` : html`<td>${number(point.min, digits)}</td><td>${number(point.mean, digits)}</td><td>${number(point.max, digits)}</td>`}</tr>`)}</tbody></table></div>`;
  }

  private states(property: Property, points: { t: string; v: Scalar }[]) {
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${t('history.title')}><table><thead><tr><th scope="col">${t('history.time')}</th><th scope="col">${t('history.value')}</th></tr></thead>
      <tbody>${points.slice(-TableRows).reverse().map((point) => html`<tr><td>${momentText(point.t)}</td><td>${valueText(property, point.v)}</td></tr>`)}</tbody></table></div>`;
  }
}
