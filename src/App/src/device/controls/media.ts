import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { clockText } from '../../i18n/format.ts';
import { local } from '../../i18n/text.ts';
import type { Property } from '../../live/contract.ts';
import { canWrite, serviceOf } from '../parts.ts';
import { SoundControl } from '../sound.ts';

const TickMs = 1_000;

/** Players: what plays and how far it is, the transport keys, and the volume of the speaker beside it. */
@customElement('k-media')
export class MediaControl extends SoundControl {
  private ticking?: ReturnType<typeof setInterval>;

  static override styles = [...[SoundControl.styles].flat(), css`
    .playing { display: grid; justify-items: center; text-align: center; gap: 4px; }
    .cover { display: grid; place-items: center; width: 112px; height: 112px; border-radius: 26px; background: var(--accent-soft); color: var(--accent-text); font-size: 2.4rem; margin-bottom: var(--s3); }
    .title { font-size: 1.25rem; font-weight: 650; overflow-wrap: anywhere; }
    .keys { display: flex; justify-content: center; align-items: center; gap: var(--s4); }
    .keys button { width: 56px; height: 56px; background: var(--surface-sunk); font-size: 1rem; }
    .keys .main { width: 76px; height: 76px; background: var(--accent); color: var(--on-accent); font-size: 1.3rem; }
    .far .caption { margin: var(--s1) 0 0; }
  `];

  override connectedCallback(): void {
    super.connectedCallback();
    this.ticking = setInterval(() => { if (this.keyOf(this.find('playing-state')) === 'playing' && this.find('position')) this.requestUpdate(); }, TickMs);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.ticking);
  }

  protected override body() {
    const { spec } = this;
    if (!spec) return '';
    const state = this.find('playing-state');
    const playing = this.keyOf(state) === 'playing';
    const title = this.value(this.find('title'));
    const said = [this.value(this.find('artist')), this.value(this.find('album')), title ? this.text(state) : ''].filter(Boolean).join(' · ');
    return html`<div class="playing"><div class="cover" aria-hidden="true"><k-icon name="speaker"></k-icon></div>
        <div class="title">${title || this.text(state)}</div><div class="muted">${said}</div></div>
      ${this.far(this.find('position'), this.number(this.find('duration')), playing)}
      <div class="keys">${this.transport('previous', 'previous')}${playing ? this.transport('pause', 'pause', true) : this.transport('play', 'media', true)}${this.transport('next', 'skip')}</div>
      ${this.volume(serviceOf(spec, 'speaker'))}${this.choice(this.find('play-loop-mode'))}`;
  }

  private transport(name: string, icon: string, main = false) {
    const action = this.action(name);
    return action ? html`<button type="button" class="icon-button ${main ? 'main' : ''}" aria-label=${local(action.title)} @click=${() => this.act(action.address)}><k-icon name=${icon}></k-icon></button>` : '';
  }

  /** The device says now and then how far it is; between two words it goes on by the clock. */
  private far(position: Property | undefined, duration: number | undefined, playing: boolean) {
    const said = this.number(position);
    if (!position || said === undefined || !duration) return '';
    const since = playing ? (Date.now() - Date.parse(this.subject?.values[position.address]?.t ?? '')) / 1000 : 0;
    const now = Math.min(duration, Math.round(said + (Number.isFinite(since) ? Math.max(0, since) : 0)));
    return html`<div class="far"><k-slider .label=${`${this.name}, ${local(position.title)}`} .value=${now} .max=${duration} ?pending=${this.pending(position)} ?disabled=${!canWrite(position)} .words=${clockText}
        @change=${(event: CustomEvent<number>) => this.set(position, event.detail)}></k-slider><p class="caption" aria-hidden="true"><span>${clockText(now)}</span><span>${clockText(duration)}</span></p></div>`;
  }
}
