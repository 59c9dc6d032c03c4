import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { dayKey, dayText, timeText } from '../i18n/format.ts';
import { local, t } from '../i18n/text.ts';
import { get, post, query } from '../live/api.ts';
import type { Notice, NoticeKind } from '../live/contract.ts';
import { homePath, signIn } from '../live/session.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { go } from '../shell/route.ts';
import { back } from '../ui/back.ts';
import { base } from '../ui/base.ts';
import '../ui/busy.ts';
import '../ui/empty.ts';
import '../ui/icon.ts';
import { faultText } from '../ui/said.ts';
import { tried } from '../ui/tried.ts';

const icons: Record<NoticeKind, string> = { danger: 'warning', alarm: 'siren', device: 'offline', people: 'person', rule: 'confirm', house: 'home' };

/** What one was told, newest first, by day; what is new stands out until one has looked at it. */
@customElement('k-notices')
export class NoticesPage extends LitElement {
  /** The home that a message on the phone was about; another one than is open now is opened. */
  @property() home = '';
  /** The message that was tapped: what it is about is opened, and it is read. */
  @property() notice = '';
  @state() private items?: Notice[];
  @state() private next?: string;
  @state() private fault?: unknown;
  private turn = 0;
  private stop?: () => void;

  constructor() {
    super();
    new Watch(this, () => ['preferences', 'home', 'connection']);
  }

  static override styles = [base, back, css`
    .days { max-width: 720px; display: grid; gap: var(--s5); }
    .days h2 { font-size: 1rem; color: var(--text-2); font-weight: 600; margin-bottom: var(--s2); }
    .row { min-height: 68px; align-items: flex-start; padding-block: var(--s3); }
    i { position: relative; display: grid; place-items: center; width: 36px; height: 36px; border-radius: 50%; background: var(--surface-sunk); font-size: 0.85rem; flex: none; }
    .critical i { background: var(--alert-soft); }
    .critical i k-icon { color: var(--alert-text); }
    .new i::after { content: ''; position: absolute; inset: -1px -1px auto auto; width: 12px; height: 12px; border-radius: 50%; background: var(--accent); border: 2px solid var(--surface); }
    b { font-weight: 500; overflow-wrap: anywhere; }
    .new b { font-weight: 700; }
    time { color: var(--text-2); font-size: var(--size-small); font-variant-numeric: tabular-nums; padding-top: 2px; }
    .more { display: grid; justify-items: center; padding: var(--s5); }
    .all { margin: 0 0 var(--s3) calc(-1 * var(--s4)); }
  `];

  override connectedCallback(): void {
    super.connectedCallback();
    this.stop = store.onChanges(({ notices, unread }) => {
      if (notices || unread !== undefined) void this.fetch();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop?.();
  }

  override willUpdate(): void {
    if (this.home && this.home !== signIn.homeId) {
      const [home, known] = [this.home, signIn.current?.homes.some((one) => one.id === this.home)];
      if (known) signIn.choose(home);
      else go('notices', true);
      return;
    }
    if (!this.items && !this.fault && this.turn === 0 && store.isLive) void this.fetch();
  }

  private async fetch(cursor?: string): Promise<void> {
    const turn = ++this.turn;
    try {
      const found = await get<{ items: Notice[]; next?: string }>(homePath(`/notices${query({ limit: 50, cursor })}`));
      if (turn !== this.turn) return;
      this.items = cursor ? [...(this.items ?? []), ...found.items] : found.items;
      this.next = found.next;
      this.fault = undefined;
      this.follow();
    } catch (error) {
      if (turn === this.turn) this.fault = error;
    }
  }

  /** From a tapped message to the device or rule that it is about; the list is under it for who goes back. */
  private follow(): void {
    const found = this.notice && this.items?.find(({ id }) => id === this.notice);
    if (!found) return;
    this.notice = '';
    void this.read(found);
    go('notices', true);
    const to = placeOf(found);
    if (to) go(to);
  }

  override render() {
    const fresh = this.items?.some((one) => !one.read);
    return html`<a class="back" href="#/"><k-icon name="back"></k-icon>${t('nav.home')}</a>
      <div class="title"><h1 class="grow">${t('notices.title')}</h1>
        <a class="icon-button filled" href="#/notice-settings" aria-label=${t('notices.settings')}><k-icon name="settings"></k-icon></a></div>
      ${fresh ? html`<button type="button" class="button quiet all" @click=${this.readAll}>${t('notices.readAll')}</button>` : ''}${this.list()}`;
  }

  private list() {
    if (this.fault) return html`<div class="more"><p class="problem">${faultText(this.fault)}</p><button type="button" class="button" @click=${() => void this.fetch()}>${t('do.retry')}</button></div>`;
    if (!this.items) return html`<div class="more"><k-busy></k-busy></div>`;
    if (this.items.length === 0) return html`<k-empty icon="bell" .heading=${t('notices.empty')} .text=${t('notices.emptyText')}></k-empty>`;
    const days = new Map<string, Notice[]>();
    for (const one of this.items) days.set(dayKey(one.at), [...(days.get(dayKey(one.at)) ?? []), one]);
    return html`<div class="days">${[...days.values()].map((items) => html`<section><h2>${dayText(items[0]!.at)}</h2><ul class="list">${repeat(items, (one) => one.id, (one) => html`<li>${this.line(one)}</li>`)}</ul></section>`)}</div>
      <div class="more">${this.next ? html`<button type="button" class="button" @click=${() => void this.fetch(this.next)}>${t('notices.more')}</button>` : ''}</div>`;
  }

  private line(notice: Notice) {
    const to = placeOf(notice);
    const body = html`<i><k-icon name=${icons[notice.kind]}></k-icon></i><span class="grow">${notice.read ? '' : html`<span class="sr">${t('notices.new')}: </span>`}<b>${local(notice.title)}</b>
      ${notice.text ? html`<br /><span class="small muted">${local(notice.text)}</span>` : ''}</span><time datetime=${notice.at}>${timeText(notice.at)}</time>`;
    const tone = `row ${notice.level} ${notice.read ? '' : 'new'}`;
    if (to) return html`<a class=${tone} href="#/${to}" @click=${() => void this.read(notice)}>${body}</a>`;
    return notice.read ? html`<div class=${tone}>${body}</div>` : html`<button type="button" class=${tone} @click=${() => void this.read(notice)}>${body}</button>`;
  }

  private async read(notice: Notice): Promise<void> {
    if (notice.read) return;
    this.items = this.items?.map((one) => (one.id === notice.id ? { ...one, read: true } : one));
    await tried(() => post(homePath(`/notices/${notice.id}/read`)));
  }

  private async readAll(): Promise<void> {
    this.items = this.items?.map((one) => ({ ...one, read: true }));
    await tried(() => post(homePath('/notices/read')));
  }
}

/** The page of what a notice is about: its device, else the rule that told it. */
function placeOf({ device, rule }: Notice): string | undefined {
  if (device && store.device(device)) return `device/${device}`;
  return rule && signIn.seesPeople ? `rules/${rule}` : undefined;
}
