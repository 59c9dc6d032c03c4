import { LitElement, css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { wattsOf } from '../home/summary.ts';
import { number, withUnit } from '../i18n/format.ts';
import { local, locale, t } from '../i18n/text.ts';
import { get, query } from '../live/api.ts';
import { homePath, signIn } from '../live/session.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { back } from '../ui/back.ts';
import { base } from '../ui/base.ts';
import '../ui/busy.ts';
import '../ui/empty.ts';
import '../ui/icon.ts';
import { faultText } from '../ui/said.ts';
import '../ui/segments.ts';
import { vars } from '../ui/vars.ts';
import './bars.ts';
import { period, periodText, type Range } from './period.ts';
import { byDevice, byRoom, costs, difference, totals, type Energy, type Share, type Tariff, type TariffChoice } from './reckon.ts';
import './tariff.ts';

const ranges: readonly Range[] = ['day', 'week', 'month', 'year'];
/** What flows is looked at anew this often while the page is open. */
const FreshMs = 5 * 60_000;

const sum = (values: number[]): number => values.reduce((all, one) => all + one, 0);

/** The electricity of the home: now, by stretches of a day, week, month or year, by device and room, in money, against the time before. */
@customElement('k-energy')
export class EnergyPage extends LitElement {
  @state() private range: Range = 'week';
  @state() private ago = 0;
  @state() private found?: Energy;
  @state() private earlier?: Energy;
  @state() private tariffs?: { chosen?: TariffChoice; all: Tariff[] };
  @state() private fault?: unknown;
  @state() private asTable = false;
  @state() private rooms = false;
  @state() private choosing = false;
  private wanted = '';
  private fetchedAt = 0;

  constructor() {
    super();
    new Watch(this, () => ['values', 'devices', 'rooms', 'connection', 'clock', 'preferences', 'home']);
  }

  static override styles = [base, back, css`
    .columns { display: grid; gap: var(--s5); align-items: start; grid-template-columns: minmax(0, 1fr); }
    .column { display: grid; gap: var(--s5); min-width: 0; }
    .figure { font-size: 2.25rem; font-weight: 650; letter-spacing: -0.025em; line-height: 1.1; font-variant-numeric: tabular-nums; }
    .top { display: flex; align-items: center; gap: var(--s2); }
    .card .row { padding-inline: 0; min-height: 44px; }
    .top :disabled { opacity: 0.3; cursor: default; }
    .top h2 { flex: 1; text-align: center; font-size: 1rem; }
    .sums { display: flex; flex-wrap: wrap; gap: var(--s2) var(--s5); align-items: baseline; }
    .less { color: var(--safe-text); }
    .more { color: var(--power-text); }
    .list .row { flex-wrap: wrap; row-gap: var(--s2); min-height: 60px; }
    .share { flex-basis: 100%; height: 6px; border-radius: 3px; background: var(--surface-sunk); overflow: hidden; }
    .share i { display: block; height: 100%; width: var(--share, 0%); border-radius: 3px; background: var(--power); }
    .right { text-align: end; font-variant-numeric: tabular-nums; }
    table { width: 100%; border-collapse: collapse; font-size: var(--size-small); font-variant-numeric: tabular-nums; }
    .scroll { max-height: 320px; overflow: auto; }
    th, td { text-align: end; padding: 8px 6px; border-top: 1px solid var(--line); }
    th:first-child, td:first-child { text-align: start; }
    .wait { min-height: 220px; display: grid; place-items: center; }
    @media (min-width: 1000px) { .columns { grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); } }
  `];

  override willUpdate(): void {
    if (!store.isLive) return;
    const key = `${this.range}/${this.ago}`;
    if (this.wanted === key && Date.now() - this.fetchedAt < FreshMs) return;
    this.wanted = key;
    this.fetchedAt = Date.now();
    void this.fetch(key);
  }

  private async fetch(key: string): Promise<void> {
    try {
      const [found, before, tariffs] = await Promise.all([get<Energy>(this.path(this.ago)), get<Energy>(this.path(this.ago - 1)), get<{ chosen?: TariffChoice; all: Tariff[] }>(homePath('/energy/tariff'))]);
      if (this.wanted !== key) return;
      [this.found, this.earlier, this.tariffs, this.fault] = [found, before, tariffs, undefined];
    } catch (error) {
      if (this.wanted === key) this.fault = error;
    }
  }

  private path(ago: number): string {
    return homePath(`/energy${query({ ...period(this.range, ago) })}`);
  }

  private choose(range: Range, ago: number): void {
    [this.range, this.ago, this.found, this.earlier] = [range, ago, undefined, undefined];
  }

  override render() {
    const title = html`<div class="title"><h1 class="grow">${t('nav.energy')}</h1></div>`;
    if (this.found && this.found.meters.length === 0) return html`${title}<k-empty icon="power" .heading=${t('energy.none')} .text=${t('energy.noneText')}>
      ${signIn.mayManage ? html`<a class="button primary" href="#/pair">${t('home.add')}</a>` : ''}</k-empty>`;
    return html`${title}<div class="columns"><div class="column">${this.now()}${this.period()}</div><div class="column">${this.shares()}${this.tariff()}</div></div>
      ${this.choosing ? html`<k-tariff .chosen=${this.tariffs?.chosen} .all=${this.tariffs?.all ?? []} @closed=${() => (this.choosing = false)} @changed=${() => { this.choosing = false; this.fetchedAt = 0; this.requestUpdate(); }}></k-tariff>` : ''}`;
  }

  private now() {
    const drawing = [...store.devices.values()].map((device) => ({ device, watts: wattsOf(device) })).filter((one) => one.watts !== undefined);
    if (drawing.length === 0) return '';
    const whole = drawing.filter(({ device }) => device.type === 'energy-meter');
    const all = sum((whole.length > 0 ? whole : drawing).map(({ watts }) => watts!));
    const rows = drawing.filter(({ device, watts }) => device.type !== 'energy-meter' && watts! >= 1).sort((a, b) => b.watts! - a.watts!);
    return html`<section class="card stack" aria-label=${t('energy.now')}><div><p class="small muted">${t('energy.now')}</p><p class="figure">${power(all)}</p></div>
      ${rows.length > 0 ? html`<ul class="drawing">${rows.slice(0, 3).map(({ device, watts }) => html`<li><a class="row" href="#/device/${device.id}"><span class="grow">${device.name}</span><b class="right">${power(watts!)}</b></a></li>`)}</ul>` : ''}
      <a class="small" href="#/category/energy">${t('energy.meters')}</a></section>`;
  }

  private period() {
    const shown = period(this.range, this.ago);
    return html`<section class="card stack" aria-label=${t('energy.used')}>
      <k-segments .label=${t('energy.range')} .value=${this.range} .items=${ranges.map((value) => ({ value, text: t(`energy.${value}`) }))} @change=${(event: CustomEvent<Range>) => this.choose(event.detail, 0)}></k-segments>
      <div class="top"><button type="button" class="icon-button" aria-label=${t('energy.earlier')} @click=${() => this.choose(this.range, this.ago - 1)}><k-icon name="back"></k-icon></button>
        <h2>${periodText(this.range, shown)}</h2><button type="button" class="icon-button" aria-label=${t('energy.later')} ?disabled=${this.ago === 0} @click=${() => this.choose(this.range, this.ago + 1)}><k-icon name="next"></k-icon></button></div>
      ${this.fault ? html`<p class="problem" role="alert">${faultText(this.fault)}</p>` : this.found ? this.figures(this.found) : html`<div class="wait"><k-busy></k-busy></div>`}</section>`;
  }

  private figures(found: Energy) {
    const all = totals(found);
    const money = costs(found);
    const change = this.earlier && difference(found, this.earlier);
    const said = change === undefined ? '' : Math.abs(change) < 0.005 ? t('energy.same') : t(change < 0 ? 'energy.less' : 'energy.more', { percent: withUnit(number(Math.abs(change) * 100), 'percent') });
    const cell = (at: number): string => [energyText(all[at]!), money && moneyText(money[at]!, found.currency!)].filter(Boolean).join(' · ');
    const labels = found.starts.map((start) => this.label(start));
    return html`<div class="sums"><span class="figure">${energyText(sum(all))}</span>${money ? html`<b>${moneyText(sum(money), found.currency!)}</b>` : ''}
        ${said ? html`<span class="small ${Math.abs(change!) < 0.005 ? 'muted' : change! < 0 ? 'less' : 'more'}">${said}</span>` : ''}<span class="grow"></span>
        <button type="button" class="icon-button" aria-pressed=${this.asTable ? 'true' : 'false'} aria-label=${t(this.asTable ? 'history.asChart' : 'history.asTable')} @click=${() => (this.asTable = !this.asTable)}><k-icon name=${this.asTable ? 'chart' : 'table'}></k-icon></button></div>
      ${this.asTable ? html`<div class="scroll" tabindex="0" role="region" aria-label=${t('energy.used')}><table><thead><tr><th scope="col">${t('energy.when')}</th><th scope="col">kWh</th>${money ? html`<th scope="col">${found.currency}</th>` : ''}</tr></thead>
          <tbody>${found.starts.map((start, at) => html`<tr><td>${labels[at]}</td><td>${Date.parse(start) > Date.now() ? '–' : number(all[at]!, 2)}</td>${money ? html`<td>${Date.parse(start) > Date.now() ? '–' : number(money[at]!, 2)}</td>` : ''}</tr>`)}</tbody></table></div>`
        : html`<k-bars .bars=${found.starts.map((start, at) => ({ label: labels[at]!, value: all[at]!, words: cell(at), future: Date.parse(start) > Date.now() }))}
          .resting=${t('energy.touch')} .label=${t('energy.summary', { total: energyText(sum(all)), most: energyText(Math.max(...all)), when: labels[all.indexOf(Math.max(...all))] ?? '' })}></k-bars>`}`;
  }

  private label(start: string): string {
    const options: Intl.DateTimeFormatOptions = this.range === 'day' ? { hour: '2-digit', minute: '2-digit' } : this.range === 'week' ? { weekday: 'short' } : this.range === 'month' ? { day: 'numeric' } : { month: 'short' };
    return new Intl.DateTimeFormat(locale(), { ...options, timeZone: store.home?.timeZone }).format(new Date(start));
  }

  private shares() {
    if (!this.found) return '';
    const shares = this.rooms ? byRoom(this.found) : byDevice(this.found);
    if (shares.length === 0) return '';
    const most = Math.max(...shares.map((share) => share.energy), 0.001);
    return html`<section class="stack" aria-label=${t('energy.where')}><k-segments .label=${t('energy.where')} .value=${this.rooms} .items=${[{ value: false, text: t('nav.devices') }, { value: true, text: t('nav.rooms') }]}
        @change=${(event: CustomEvent<boolean>) => (this.rooms = event.detail)}></k-segments>
      <ul class="list">${shares.map((share) => html`<li>${this.share(share, most)}</li>`)}</ul></section>`;
  }

  private share(share: Share, most: number) {
    const body = html`<span class="grow"><b>${share.name}</b>${share.note ? html`<br /><span class="muted small">${share.note}</span>` : ''}</span>
      <span class="right"><b>${energyText(share.energy)}</b>${share.cost === undefined ? '' : html`<br /><span class="muted small">${moneyText(share.cost, this.found!.currency!)}</span>`}</span>
      <span class="share"><i ${vars({ '--share': `${(100 * Math.max(0, share.energy)) / most}%` })}></i></span>`;
    return share.id ? html`<a class="row" href="#/device/${share.id}">${body}</a>` : html`<div class="row">${body}</div>`;
  }

  private tariff() {
    if (!this.tariffs) return '';
    const { chosen, all } = this.tariffs;
    const tariff = all.find((one) => one.id === chosen?.id);
    return html`<section class="card stack" aria-label=${t('energy.tariff')}><div><h2>${t('energy.tariff')}</h2>
      <p class="muted">${tariff ? local(tariff.name) : chosen?.price !== undefined ? t('energy.ownIs', { price: moneyText(chosen.price, chosen.currency!, 4) }) : t('energy.noTariffText')}</p>${tariff ? html`<p class="small muted">${local(tariff.source)}</p>` : ''}</div>
      ${signIn.mayManage ? html`<button type="button" class="button" @click=${() => (this.choosing = true)}>${t('energy.choose')}</button>` : ''}</section>`;
  }
}

const energyText = (kilowattHours: number): string => withUnit(number(kilowattHours, Math.abs(kilowattHours) < 10 ? 2 : 1), 'kilowatt-hour');
const power = (watts: number): string => (watts >= 1000 ? withUnit(number(watts / 1000, 2), 'kilowatt') : withUnit(number(watts), 'watt'));
const moneyText = (amount: number, currency: string, digits = 2): string =>
  new Intl.NumberFormat(locale(), { style: 'currency', currency, minimumFractionDigits: 2, maximumFractionDigits: digits }).format(amount);
