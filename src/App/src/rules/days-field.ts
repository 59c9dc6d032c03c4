import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { local, t } from '../i18n/text.ts';
import { Watch } from '../live/watch.ts';
import { base } from '../ui/base.ts';
import '../ui/icon.ts';
import { calendars, likelyCalendar } from './calendars.ts';
import { dayKinds, weekdays, type DayKind, type Days } from './document.ts';
import { send } from './span-field.ts';
import { dateName, dayName } from './sentence.ts';
import { formed } from './styles.ts';

/** Which days: of the week, of a holiday calendar, single dates. All that is chosen must fit; nothing chosen is every day. */
@customElement('k-days-field')
export class DaysField extends LitElement {
  @property({ attribute: false }) value?: Days;
  @state() private date = '';
  @state() private yearly = false;

  constructor() {
    super();
    new Watch(this, () => ['rules', 'preferences']);
  }

  static override styles = [base, formed, css`
    :host { display: grid; gap: var(--s3); }
    details > div { display: grid; gap: var(--s4); }
    li { display: flex; align-items: center; min-height: var(--target); padding-inline-start: var(--s3); border-radius: var(--radius-s); background: var(--surface-sunk); }
    ul { display: flex; flex-wrap: wrap; gap: var(--s2); }
    ul:empty { display: none; }
    li .icon-button { font-size: 0.65rem; }
    fieldset > * + * { margin-top: var(--s2); }
    .new { display: flex; flex-wrap: wrap; align-items: center; gap: var(--s2) var(--s4); }
    .new input[type='date'] { width: auto; flex: 1 1 160px; }
  `];

  override render() {
    const days = this.value;
    const chosen = days?.weekdays ?? weekdays;
    return html`<fieldset><legend>${t('rules.onDays')}</legend><div class="chips" role="group" aria-label=${t('rules.onDays')}>${weekdays.map((day) => html`
        <button type="button" class="chip" aria-label=${dayName(day, 'long')} aria-pressed=${chosen.includes(day) ? 'true' : 'false'} @click=${() => this.turn(day)}>${dayName(day)}</button>`)}</div></fieldset>
      <details ?open=${days?.calendar !== undefined || days?.dates !== undefined}><summary>${t('days.more')}</summary><div>${this.ofCalendar(days)}${this.ofDates(days?.dates ?? [])}</div></details>`;
  }

  private ofCalendar(days: Days | undefined) {
    const all = calendars();
    const found = all.find(({ id }) => id === days?.calendar);
    return html`<div class="pair"><label>${t('days.kind')}<select @change=${(event: Event) => this.kind((event.target as HTMLSelectElement).value as DayKind | '')}>
        ${(['', ...dayKinds] as const).map((kind) => html`<option value=${kind} .selected=${kind === (days?.on ?? '')}>${t(kind ? `days.kind.${kind}` : 'days.kind.any')}</option>`)}</select></label>
      ${days?.on ? html`<label>${t('days.calendar')}<select @change=${(event: Event) => this.put({ calendar: (event.target as HTMLSelectElement).value })}>
        ${found ? '' : html`<option selected disabled>${days.calendar ?? t('rules.choose.one')}</option>`}${all.map(({ id, name }) => html`<option value=${id} .selected=${id === days.calendar}>${local(name)}</option>`)}</select></label>` : ''}</div>
      ${found ? html`<p class="small muted" lang="en">${found.source}</p>` : ''}`;
  }

  private ofDates(dates: string[]) {
    return html`<fieldset><legend>${t('days.dates')}</legend><ul>${dates.map((date) => html`<li><span>${dateName(date)}</span>
        <button type="button" class="icon-button" aria-label=${t('rules.leaveOut', { name: dateName(date) })} @click=${() => this.put({ dates: dates.filter((one) => one !== date) })}><k-icon name="close"></k-icon></button></li>`)}</ul>
      <div class="new"><input type="date" aria-label=${t('days.date')} .value=${this.date} @change=${(event: Event) => (this.date = (event.target as HTMLInputElement).value)} />
        <label class="check"><input type="checkbox" .checked=${this.yearly} @change=${(event: Event) => (this.yearly = (event.target as HTMLInputElement).checked)} />${t('days.yearly')}</label>
        <button type="button" class="button" ?disabled=${!this.date} @click=${() => this.add(dates)}><k-icon name="plus"></k-icon>${t('days.add')}</button></div></fieldset>`;
  }

  private put(change: Days): void {
    const next = Object.fromEntries(Object.entries({ ...this.value, ...change }).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)));
    send(this, Object.keys(next).length > 0 ? next : undefined);
  }

  private turn(day: (typeof weekdays)[number]): void {
    const chosen = this.value?.weekdays ?? weekdays;
    const after = weekdays.filter((one) => (one === day ? !chosen.includes(one) : chosen.includes(one)));
    if (after.length > 0) this.put({ weekdays: after.length === weekdays.length ? undefined : after });
  }

  private kind(on: DayKind | ''): void {
    this.put(on ? { on, calendar: this.value?.calendar ?? likelyCalendar() } : { on: undefined, calendar: undefined });
  }

  private add(dates: string[]): void {
    const date = this.yearly ? this.date.slice(5) : this.date;
    this.date = '';
    if (!dates.includes(date)) this.put({ dates: [...dates, date].sort() });
  }
}
