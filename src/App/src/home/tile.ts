import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { isMeant } from '../device/care.ts';
import { look } from '../device/looks.ts';
import type { Look } from '../device/paint.ts';
import { findProperty, heardAt } from '../device/parts.ts';
import { ageText } from '../i18n/format.ts';
import { t } from '../i18n/text.ts';
import { act, phaseOf, set } from '../live/commands.ts';
import type { Device, Spec } from '../live/contract.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { runScene } from '../scenes/run.ts';
import { base } from '../ui/base.ts';
import '../ui/busy.ts';
import '../ui/icon.ts';
import { faultText } from '../ui/said.ts';

/** How long a finger rests on a tile before its page opens instead. */
const HoldMs = 500;

/** One device: its state and quality at a glance, its main action under the thumb, its page one corner away. */
@customElement('k-tile')
export class Tile extends LitElement {
  @property() device = '';
  /** Shows the room's name, for lists that mix rooms. */
  @property({ type: Boolean }) placed = false;
  @state() private held = false;
  private holdTimer?: ReturnType<typeof setTimeout>;

  constructor() {
    super();
    new Watch(this, () => [`device:${this.device}`, 'connection', 'clock', 'preferences']);
  }

  static override styles = [base, css`
    :host { display: block; position: relative; }
    .tile { position: relative; display: flex; flex-direction: column; justify-content: space-between; gap: var(--s3); width: 100%; height: 100%; min-height: 124px; padding: 14px; border: 0;
      border-radius: 22px; background: var(--surface-off); color: var(--text); text-align: start; font: inherit; text-decoration: none;
      transition: background var(--calm) var(--ease), box-shadow var(--calm), transform var(--quick); -webkit-user-select: none; user-select: none; -webkit-touch-callout: none; }
    button.tile:active { transform: scale(0.975); }
    .disc { display: grid; place-items: center; width: 40px; height: 40px; border-radius: 50%; background: color-mix(in srgb, var(--text) 7%, transparent); color: var(--text-on-off); font-size: 0.95rem; transition: background var(--calm), color var(--calm); }
    .active { background: var(--surface); box-shadow: var(--shadow-1); }
    .active .disc { background: var(--tone-soft); color: var(--tone-text); }
    .active.lit .disc { background: var(--tone); color: var(--on-light); }
    .name { display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; overflow: hidden; font-weight: 600; font-size: 0.9375rem; line-height: 1.25; overflow-wrap: anywhere; }
    .state { color: var(--text-on-off); font-size: var(--size-small); line-height: 1.35; overflow: hidden; display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; margin-top: 2px; font-variant-numeric: tabular-nums; }
    .active .state { color: var(--tone-text); font-weight: 600; }
    .reading { background: var(--surface); box-shadow: var(--shadow-1); }
    .reading .state { color: var(--text); font-size: 1.0625rem; font-weight: 600; }
    .reading .name { font-weight: 500; font-size: var(--size-small); color: var(--text-2); }
    .reading .both { display: flex; flex-direction: column-reverse; gap: 2px; }
    .reading.active .state { color: var(--tone-text); }
    .stale { background: transparent; box-shadow: inset 0 0 0 1.5px var(--line); }
    .stale .disc { background: transparent; box-shadow: inset 0 0 0 1.5px var(--line); color: var(--text-2); }
    .stale .state, .stale.active .state { color: var(--stale-text); font-weight: 500; }
    .asked .disc, .waiting .disc { animation: breathe 0.9s infinite alternate ease-in-out; }
    .failed { box-shadow: inset 0 0 0 2px var(--alert); }
    .failed .state, .failed.active .state { color: var(--alert-text); display: block; font-weight: 600; }
    .mark { position: absolute; top: 0; right: 0; width: 44px; height: 44px; display: grid; place-items: center; color: var(--text-2); font-size: 0.8rem; border-radius: 50%; }
    a.mark:focus-visible { outline-offset: -4px; }
    .mark.confirmed { color: var(--safe-text); }
    .mark k-icon { opacity: 0.75; }
    .retry { position: absolute; right: 8px; bottom: 8px; min-height: 44px; padding: 0 12px; font-size: var(--size-small); }
    button.failed { padding-bottom: 58px; }
    @media (hover: hover) { .tile:hover { filter: brightness(1.015); } .mark:hover k-icon { opacity: 1; } }
    @keyframes breathe { from { opacity: 1; } to { opacity: 0.4; } }
    @media (prefers-reduced-motion: reduce) { .asked .disc, .waiting .disc { animation: none; opacity: 0.55; } }
  `];

  override render() {
    const device = store.device(this.device);
    if (!device) return nothing;
    const spec = store.specOf(device);
    const seen = look(device, spec);
    const wish = phaseOf(device.id);
    const phase = wish?.phase;
    const stale = !device.online;
    const room = this.placed ? store.room(device.room)?.name : undefined;
    const words = phase === 'failed' ? faultText(wish!.fault) : stale ? t('tile.stale', { state: seen.words, age: ageText(heardAt(device)) }) : isAssumed(device, spec, seen) ? t('tile.assumed', { state: seen.words }) : seen.words;
    const spoken = [device.name, room, words, phase === 'asked' || phase === 'waiting' ? t('state.pending') : ''].filter(Boolean).join(', ');
    const lit = seen.active && seen.tone === 'light';
    const kind = `tile ${seen.active && !stale ? 'active' : ''} ${lit && !stale ? 'lit' : ''} ${stale ? 'stale' : ''} ${phase ?? ''}`;
    const reads = !seen.tap && !seen.run;
    const body = html`<span class="disc"><k-icon name=${stale ? 'offline' : seen.icon}></k-icon></span>
      <span class="both"><span class="name">${device.name}${room && reads ? html` · ${room}` : ''}</span><span class="state">${room && !reads ? html`${room} · ` : ''}${words}</span></span>`;
    this.style.setProperty('--tone', `var(--${seen.tone})`);
    this.style.setProperty('--tone-soft', `var(--${seen.tone}-soft)`);
    this.style.setProperty('--tone-text', `var(--${seen.tone}-text)`);
    const href = `#/device/${device.id}`;
    if (reads) return html`<a class="${kind} ${stale ? '' : 'reading'}" href=${href} aria-label=${spoken}>${body}</a>${phase ? this.mark(phase) : ''}`;
    return html`<button type="button" role=${seen.tap ? 'switch' : nothing} aria-checked=${seen.tap ? (seen.active ? 'true' : 'false') : nothing} aria-label=${spoken} aria-busy=${phase === 'asked' || phase === 'waiting' ? 'true' : 'false'}
        class=${kind} @click=${() => this.tapped(seen)} @pointerdown=${this.down} @pointerup=${this.up} @pointerleave=${this.up} @pointercancel=${this.up}
        @contextmenu=${(event: Event) => event.preventDefault()}>${body}</button>
      ${phase && phase !== 'failed' ? this.mark(phase) : html`<a class="mark" href=${href} aria-label=${t('tile.details', { name: device.name })}><k-icon name="next"></k-icon></a>`}
      ${phase === 'failed' ? html`<button type="button" class="button retry" aria-label=${t('tile.retry', { name: device.name })} @click=${() => wish!.retry()}>
        <k-icon name="retry"></k-icon>${t('do.retry')}</button>` : ''}`;
  }

  private mark(phase: string) {
    return html`<span class="mark ${phase}">${phase === 'confirmed' ? html`<k-icon name="check"></k-icon>` : phase === 'failed' ? html`<k-icon name="warning"></k-icon>` : html`<k-busy></k-busy>`}</span>`;
  }

  private async tapped({ tap, run }: Look): Promise<void> {
    if (this.held) {
      this.held = false;
      return;
    }
    const device = store.device(this.device);
    if (!device || (tap && !(await isMeant(device, store.specOf(device), ...Object.keys(tap))))) return;
    if (tap) void set(this.device, tap);
    else if (device.type === 'scene' && run) void runScene(this.device);
    else if (run) void act(this.device, run);
  }

  private down(): void {
    this.held = false;
    this.holdTimer = setTimeout(() => {
      this.held = true;
      location.hash = `#/device/${this.device}`;
    }, HoldMs);
  }

  private up(): void {
    clearTimeout(this.holdTimer);
  }
}

/** What it shows was asked for and never confirmed by the device, because it cannot. */
const isAssumed = (device: Device, spec: Spec | undefined, { about }: Look): boolean =>
  about !== undefined && device.values[about] !== undefined && findProperty(spec, about)?.assumed === true;
