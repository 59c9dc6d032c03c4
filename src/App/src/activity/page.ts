import { LitElement, css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { dayKey, dayText, timeText } from '../i18n/format.ts';
import { t } from '../i18n/text.ts';
import { get, query } from '../live/api.ts';
import type { Activity } from '../live/contract.ts';
import { homePath } from '../live/session.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { back } from '../ui/back.ts';
import { base } from '../ui/base.ts';
import '../ui/busy.ts';
import '../ui/empty.ts';
import '../ui/icon.ts';
import { faultText } from '../ui/said.ts';
import './entry.ts';
import { grouped } from './groups.ts';

const PageSize = 100;

interface Filter { room?: string; device?: string; person?: string; kind?: string }

/** What can be looked for, as the server names its kinds. */
const kinds = { operation: 'activity.operations', event: 'activity.events', change: 'activity.changes', presence: 'activity.presence', whereabouts: 'activity.whereabouts', 'device,room,membership,credential,home,traffic': 'activity.arranging' } as const;

/** What happened, newest first: who, what, through what, with which outcome; and, by choice, of one room, device or person. */
@customElement('k-activity')
export class ActivityPage extends LitElement {
  @state() private items: Activity[] = [];
  @state() private next?: string;
  @state() private loading = false;
  @state() private loaded = false;
  @state() private fault?: unknown;
  @state() private filter: Filter = {};
  private turn = 0;

  constructor() {
    super();
    new Watch(this, () => ['activity', 'rooms', 'people', 'preferences', 'connection']);
  }

  static override styles = [base, back, css`
    .filters { display: grid; grid-template-columns: repeat(auto-fit, minmax(160px, 1fr)); gap: var(--s2); margin-bottom: var(--s4); max-width: 720px; }
    .filters select { font-size: 0.875rem; padding: 0 var(--s2); text-overflow: ellipsis; min-height: 44px; }
    .days { max-width: 720px; display: grid; gap: var(--s5); }
    .days h2 { font-size: 1rem; color: var(--text-2); font-weight: 600; margin-bottom: var(--s2); position: sticky; top: 0; padding: var(--s2) 0; background: var(--bg); z-index: 1; }
    summary { cursor: pointer; }
    .more { display: grid; justify-items: center; padding: var(--s5); }
  `];

  override willUpdate(): void {
    if (!this.loaded && !this.loading && store.isLive && !this.fault) void this.fetch(true);
    this.takeNew();
  }

  /** What the feed brought since, when it passes the filter. */
  private takeNew(): void {
    if (!this.loaded) return;
    const newest = this.items[0]?.sequence ?? 0;
    const { room, device, person, kind } = this.filter;
    const fresh = store.recent.filter((one) => one.sequence > newest && worth(one) && (!room || one.room === room) && (!device || one.device === device) && (!person || one.person === person) && (!kind || kind.split(',').includes(one.kind)));
    if (fresh.length > 0) this.items = [...fresh.sort((a, b) => b.sequence - a.sequence), ...this.items];
  }

  private async fetch(anew: boolean): Promise<void> {
    const turn = ++this.turn;
    this.loading = true;
    this.fault = undefined;
    if (anew) {
      this.items = [];
      this.next = undefined;
    }
    try {
      const found = await get<{ items: Activity[]; next?: string | number }>(homePath(`/activity${query({ ...this.filter, before: this.next, limit: PageSize })}`));
      if (turn !== this.turn) return;
      this.items = [...this.items, ...found.items.filter(worth)];
      this.next = found.next === undefined ? undefined : String(found.next);
      this.loaded = true;
    } catch (error) {
      if (turn === this.turn) this.fault = error;
    } finally {
      if (turn === this.turn) this.loading = false;
    }
  }

  private choose(change: Filter): void {
    this.filter = { ...this.filter, ...change };
    void this.fetch(true);
  }

  override render() {
    return html`<div class="title"><h1 class="grow">${t('activity.title')}</h1></div>
      <div class="filters">${this.select('room', t('activity.allRooms'), store.rooms)}${this.select('device', t('activity.allDevices'), [...store.devices.values()].sort((a, b) => a.name.localeCompare(b.name)))}${this.select('person', t('activity.allPeople'), store.people)}${this.select('kind', t('activity.allKinds'), Object.entries(kinds).map(([id, key]) => ({ id, name: t(key) })))}</div>
      ${this.list()}
      <div class="more">${this.loading ? html`<k-busy></k-busy>` : this.fault ? html`<p class="problem">${faultText(this.fault)}</p><button type="button" class="button" @click=${() => void this.fetch(this.items.length === 0)}>${t('do.retry')}</button>`
        : this.next ? html`<button type="button" class="button" @click=${() => void this.fetch(false)}>${t('activity.more')}</button>` : ''}</div>`;
  }

  private select(name: keyof Filter, all: string, items: { id: string; name: string }[]) {
    return html`<select aria-label=${all} @change=${(event: Event) => this.choose({ [name]: (event.target as HTMLSelectElement).value || undefined })}>
      <option value="">${all}</option>${items.map((item) => html`<option value=${item.id} ?selected=${item.id === this.filter[name]}>${item.name}</option>`)}</select>`;
  }

  private many(group: Activity[]) {
    const words = t(group[0]!.value === false ? 'activity.manyOffline' : 'activity.manyOnline', { n: group.length });
    return html`<details><summary class="row"><k-icon name="link"></k-icon><span class="grow">${words}</span><time class="muted small">${timeText(group[0]!.at)}</time></summary>${group.map(entry)}</details>`;
  }

  private list() {
    if (this.loaded && this.items.length === 0 && !this.loading) return html`<k-empty icon="activity" .heading=${t('activity.empty')} .text=${t('activity.emptyText')}></k-empty>`;
    const days = new Map<string, Activity[]>();
    for (const item of this.items) {
      const key = dayKey(item.at);
      const day = days.get(key);
      if (day) day.push(item);
      else days.set(key, [item]);
    }
    return html`<div class="days">${[...days.values()].map((items) => html`<section><h2>${dayText(items[0]!.at)}</h2><ul class="list">${grouped(items).map((group) => html`<li>${group.length === 1 ? entry(group[0]!) : this.many(group)}</li>`)}</ul></section>`)}</div>`;
  }
}

const entry = (item: Activity) => html`<k-activity-entry .item=${item}></k-activity-entry>`;

/** The beginning of an operation is told again, with its outcome, by its end. */
const worth = (item: Activity): boolean => item.operation?.outcome.kind !== 'pending';
