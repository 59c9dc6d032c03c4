import { LitElement, css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { degrees } from '../device/paint.ts';
import { dangers, meanTemperature } from '../home/summary.ts';
import { dayText, timeText } from '../i18n/format.ts';
import { t } from '../i18n/text.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { base } from '../ui/base.ts';

/** The clock wanders by this much, a step a minute, so that nothing burns into the screen. */
const WanderPx = 60;
const MinuteMs = 60_000;

/** The panel when nobody is there: dark, the time, the warmth of the home, and what must not be missed. The first touch only wakes it. */
@customElement('k-ambient')
export class Ambient extends LitElement {
  constructor() {
    super();
    new Watch(this, () => ['clock', 'values', 'connection', 'preferences']);
  }

  static override styles = [base, css`
    :host { position: fixed; inset: 0; z-index: 40; }
    button { width: 100%; height: 100%; display: grid; place-content: center; justify-items: center; gap: var(--s3); border: 0; border-radius: 0; background: var(--night); color: var(--night-text); }
    .time { font-size: clamp(5rem, 22vw, 13rem); font-weight: 200; letter-spacing: -0.04em; line-height: 1; font-variant-numeric: tabular-nums; color: var(--night-figure); }
    .all { transform: translate(var(--x), var(--y)); display: grid; justify-items: center; gap: var(--s3); }
    .alert { color: var(--night-alert); font-weight: 650; font-size: 1.4rem; }
    .line { justify-content: center; font-size: 1.3rem; }
  `];

  override firstUpdated(): void {
    this.renderRoot.querySelector('button')?.focus();
  }

  override render() {
    const minute = Math.floor(Date.now() / MinuteMs);
    this.style.setProperty('--x', `${Math.round(Math.sin(minute) * WanderPx)}px`);
    this.style.setProperty('--y', `${Math.round(Math.cos(minute * 0.7) * WanderPx)}px`);
    const mean = meanTemperature(store.devices.values());
    return html`<button type="button" aria-label=${t('wall.wake')} @pointerdown=${this.woken} @keydown=${this.woken} @click=${this.woken}><span class="all">
      <span class="time">${timeText(Date.now())}</span>
      <span class="line"><span>${dayText(Date.now())}</span>${mean === undefined ? '' : html`<span>${degrees(mean)}</span>`}</span>
      ${dangers().map(({ device, words }) => html`<span class="alert">${device.name}: ${words}</span>`)}
      ${store.isLive ? '' : html`<span class="alert">${t('home.notLive')}</span>`}</span></button>`;
  }

  /** What lies under the finger must not be switched by the touch that wakes the panel. */
  private woken(event: Event): void {
    event.preventDefault();
    event.stopPropagation();
    if (event.type === 'click') this.dispatchEvent(new CustomEvent('wake'));
  }
}
