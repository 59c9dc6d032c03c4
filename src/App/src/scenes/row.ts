import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { look } from '../device/looks.ts';
import { t } from '../i18n/text.ts';
import { phaseOf } from '../live/commands.ts';
import type { Device } from '../live/contract.ts';
import { signIn } from '../live/session.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { base } from '../ui/base.ts';
import '../ui/busy.ts';
import '../ui/icon.ts';
import { faultText } from '../ui/said.ts';
import { isSet, scenesOf, things } from './kind.ts';
import { runScene } from './run.ts';

/** How long a finger rests on a scene before its page opens instead, as on a tile. */
const HoldMs = 500;

/** Scenes beside each other: each lit while the home is as it sets it; a tap runs it, a long one opens its page. */
@customElement('k-scenes')
export class Scenes extends LitElement {
  /** Only those of a room; all without it. */
  @property() room = '';
  /** With the way to all of them, and to a new one for who may make one. */
  @property({ type: Boolean }) whole = false;
  private held = false;
  private holdTimer?: ReturnType<typeof setTimeout>;

  constructor() {
    super();
    new Watch(this, () => ['devices', 'values', 'arrangement', 'preferences', 'session', 'home', ...scenesOf(this.room).map(({ id }) => `device:${id}` as const)]);
  }

  static override styles = [base, css`
    :host { display: block; }
    h2 a { display: inline-flex; align-items: center; gap: 4px; min-height: 44px; color: var(--text); border-radius: var(--radius-s); }
    h2 a k-icon { font-size: 0.7rem; color: var(--text-2); }
    ul { display: flex; gap: var(--s2); margin-inline: calc(-1 * var(--s4)); padding: 4px var(--s4); overflow-x: auto; scrollbar-width: none; }
    li { flex: none; }
    .scene { display: flex; align-items: center; gap: 10px; min-height: 48px; max-width: 240px; padding: 5px 18px 5px 6px; border: 0; border-radius: 999px; background: var(--surface); box-shadow: var(--shadow-1); color: var(--text);
      font-size: 0.9375rem; font-weight: 650; text-align: start; text-decoration: none; transition: background var(--calm) var(--ease), color var(--calm), transform var(--quick); -webkit-user-select: none; user-select: none; -webkit-touch-callout: none; }
    button.scene:active { transform: scale(0.975); }
    i { display: grid; place-items: center; width: 38px; height: 38px; flex: none; border-radius: 50%; background: var(--surface-sunk); color: var(--text-2); font-size: 0.9rem; font-style: normal; transition: background var(--calm), color var(--calm); }
    .set { background: var(--accent-soft); color: var(--accent-text); }
    .set i { background: var(--accent); color: var(--on-accent); }
    .confirmed i { background: var(--safe-soft); color: var(--safe-text); }
    .failed { box-shadow: inset 0 0 0 2px var(--alert); }
    .failed i { background: var(--alert-soft); color: var(--alert-text); }
    .add { background: transparent; box-shadow: none; color: var(--accent-text); font-weight: 600; }
    .add i { background: var(--surface-off); color: var(--accent-text); }
    @media (hover: hover) { .scene:hover { filter: brightness(1.015); } .add:hover { background: var(--surface-off); } }
    @media (min-width: 900px) { ul { flex-wrap: wrap; margin-inline: -2px; padding-inline: 2px; } }
  `];

  override render() {
    const scenes = scenesOf(this.room);
    const makes = this.whole && signIn.mayManage && things().length > 0;
    if (scenes.length === 0 && !makes) return nothing;
    return html`<section aria-label=${t('scenes.title')}>${this.whole && scenes.length > 0 ? html`<h2><a href="#/scenes">${t('scenes.title')}<k-icon name="next"></k-icon></a></h2>` : ''}
      <ul>${repeat(scenes, ({ id }) => id, (scene) => html`<li>${this.scene(scene)}</li>`)}
        ${makes ? html`<li><a class="scene add" href="#/scene"><i><k-icon name="plus"></k-icon></i>${t('scenes.add')}</a></li>` : ''}</ul></section>`;
  }

  private scene(scene: Device) {
    const wish = phaseOf(scene.id);
    const phase = wish?.phase;
    const busy = phase === 'asked' || phase === 'waiting';
    const spoken = [scene.name, phase === 'failed' ? faultText(wish!.fault) : busy ? t('state.pending') : isSet(scene) ? t('scene.active') : ''].filter(Boolean).join(', ');
    return html`<button type="button" class="scene ${isSet(scene) ? 'set' : ''} ${phase ?? ''}" aria-label=${spoken} aria-busy=${busy ? 'true' : 'false'} @click=${() => this.tapped(scene.id)}
      @pointerdown=${() => this.down(scene.id)} @pointerup=${this.up} @pointerleave=${this.up} @pointercancel=${this.up} @contextmenu=${(event: Event) => event.preventDefault()}>
      <i>${busy ? html`<k-busy></k-busy>` : html`<k-icon name=${phase === 'confirmed' ? 'check' : phase === 'failed' ? 'warning' : look(scene, store.specOf(scene)).icon}></k-icon>`}</i><span class="clip">${scene.name}</span></button>`;
  }

  private tapped(id: string): void {
    if (!this.held) void runScene(id);
    this.held = false;
  }

  private down(id: string): void {
    this.held = false;
    this.holdTimer = setTimeout(() => {
      this.held = true;
      location.hash = `#/device/${id}`;
    }, HoldMs);
  }

  private up(): void {
    clearTimeout(this.holdTimer);
  }
}
