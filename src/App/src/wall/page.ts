import { LitElement, css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { degrees } from '../device/paint.ts';
import { grid } from '../home/grid.ts';
import { dangers, meanTemperature } from '../home/summary.ts';
import '../home/tile.ts';
import { timeText } from '../i18n/format.ts';
import { t } from '../i18n/text.ts';
import { favourites, inOrder, isHidden, roomsInOrder } from '../live/arrangement.ts';
import type { Device } from '../live/contract.ts';
import { read, write } from '../live/storage.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { things } from '../scenes/kind.ts';
import '../scenes/row.ts';
import { base } from '../ui/base.ts';
import '../ui/icon.ts';
import './ambient.ts';

const RoomKey = 'kith.wall.room';
/** Stands among the rooms where somebody has favourites; no room has this id. */
const Favourites = '*';
/** Nobody has touched the panel for this long: it becomes a quiet clock. */
const QuietAfterMs = 60_000;
/** A mouse that only moves does not wake the panel: its click would then hit what lies below. */
const touches = ['pointerdown', 'keydown'] as const;

/** A tablet on the wall: rooms at the left, large tiles of one of them, a clock when nobody is there. It stays awake and finds its server again by itself. */
@customElement('k-wall')
export class WallPage extends LitElement {
  @state() private chosen = read<string>(RoomKey);
  @state() private quiet = false;
  private timer?: ReturnType<typeof setTimeout>;
  private awake?: { release(): Promise<void> };

  constructor() {
    super();
    new Watch(this, () => ['home', 'rooms', 'devices', 'values', 'connection', 'clock', 'preferences', 'arrangement']);
  }

  static override styles = [base, grid, css`
    :host { display: grid; grid-template-columns: minmax(180px, 240px) minmax(0, 1fr); gap: var(--s5); height: calc(100dvh - 2 * var(--s5)); }
    nav { display: flex; flex-direction: column; gap: var(--s1); min-height: 0; }
    .clock { font-size: 3.25rem; font-weight: 650; letter-spacing: -0.03em; line-height: 1; font-variant-numeric: tabular-nums; }
    .rooms { flex: 1; overflow: auto; margin-top: var(--s4); }
    .rooms button { display: flex; align-items: center; gap: var(--s2); width: 100%; min-height: 56px; padding: 0 var(--s4); border: 0; border-radius: var(--radius); background: transparent; text-align: start; font-weight: 600; color: var(--text-2); }
    .rooms button[aria-current='true'] { background: var(--surface); color: var(--text); box-shadow: var(--shadow-1); }
    .room { overflow: auto; padding: 2px; }
    .tiles { grid-template-columns: repeat(auto-fill, minmax(190px, 1fr)); gap: var(--s4); }
    .tiles k-tile { min-height: 148px; }
    k-scenes { margin: 0 0 var(--s4); }
    .danger { display: block; padding: var(--s4); margin-bottom: var(--s3); border-radius: var(--radius); background: var(--alert-soft); color: var(--alert-text); font-weight: 650; }
    @media (max-width: 640px) { :host { grid-template-columns: minmax(0, 1fr); height: auto; } .clock { font-size: 2rem; } .rooms { display: flex; } .rooms button { width: auto; white-space: nowrap; } .rooms button span { display: none; } }
  `];

  override connectedCallback(): void {
    super.connectedCallback();
    for (const kind of touches) addEventListener(kind, this.touched, { passive: true });
    document.addEventListener('visibilitychange', this.stayAwake);
    this.touched();
    void this.stayAwake();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const kind of touches) removeEventListener(kind, this.touched);
    document.removeEventListener('visibilitychange', this.stayAwake);
    clearTimeout(this.timer);
    void this.awake?.release();
  }

  private readonly touched = (): void => {
    clearTimeout(this.timer);
    this.quiet = false;
    this.timer = setTimeout(() => (this.quiet = true), QuietAfterMs);
  };

  /** The browser gives the screen up whenever the page is hidden; it is asked again each time it comes back. */
  private readonly stayAwake = async (): Promise<void> => {
    if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
    this.awake = await navigator.wakeLock.request('screen').catch(() => undefined);
  };

  override render() {
    const mine = favourites();
    const rooms = roomsInOrder();
    const chosen = rooms.find((room) => room.id === this.chosen)?.id ?? (mine.length > 0 ? Favourites : rooms[0]?.id);
    const inRoom = (id: string | undefined): Device[] => inOrder(things().filter((device) => device.room === id && !isHidden(device.id)));
    const shown = chosen === Favourites ? mine : inRoom(chosen);
    return html`<nav aria-label=${t('nav.rooms')}><h1 class="sr">${store.home?.name ?? ''}</h1><div class="clock">${timeText(Date.now())}</div>
        <div class="rooms">${mine.length > 0 ? this.place(Favourites, t('home.favourites'), chosen) : ''}${repeat(rooms, (room) => room.id, (room) => this.place(room.id, room.name, chosen, meanTemperature(inRoom(room.id))))}</div>
        <a class="button quiet" href="#/">${t('wall.leave')}</a></nav>
      <section class="room" aria-label=${chosen === Favourites ? t('home.favourites') : (store.room(chosen)?.name ?? '')}>${dangers().map(({ device, words }) => html`<a class="danger" role="alert" href="#/device/${device.id}">${device.name}: ${words}</a>`)}
        <k-scenes></k-scenes><ul class="tiles">${repeat(shown, (device) => device.id, (device) => html`<li><k-tile .device=${device.id} ?placed=${chosen === Favourites}></k-tile></li>`)}</ul></section>
      ${this.quiet ? html`<k-ambient @wake=${this.touched}></k-ambient>` : ''}`;
  }

  private place(id: string, name: string, chosen: string | undefined, mean?: number) {
    return html`<button type="button" aria-current=${id === chosen ? 'true' : 'false'} @click=${() => this.choose(id)}>${name}<span class="grow"></span><span class="muted small">${mean === undefined ? '' : degrees(mean)}</span></button>`;
  }

  private choose(room: string): void {
    this.chosen = room;
    write(RoomKey, room);
  }
}
