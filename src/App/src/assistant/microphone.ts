import { LitElement, css, html } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { t } from '../i18n/text.ts';
import { microphone, type Phase } from '../live/microphone.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { base } from '../ui/base.ts';
import '../ui/busy.ts';
import '../ui/icon.ts';
import { cancel, hold, listen, stop } from './voice.ts';

/** Held longer than this it is a walkie-talkie: letting go ends what is said. */
const HoldMs = 500;

/** Talks to the home: tap and pause, tap and tap again, or hold. A ring shows how loud it hears (`--level`, 0 to 1, of whoever it stands in). */
@customElement('k-microphone')
export class Microphone extends LitElement {
  @property() room?: string;
  @query('button') private button!: HTMLButtonElement;
  private pressed = 0;

  constructor() {
    super();
    new Watch(this, () => ['microphone', 'connection', 'preferences']);
  }

  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override styles = [base, css`
    :host { display: inline-grid; flex: none; }
    .icon-button { position: relative; background: var(--accent-soft); color: var(--accent-text); touch-action: none; user-select: none; -webkit-user-select: none; -webkit-touch-callout: none; }
    button:disabled { opacity: 0.5; }
    .icon-button.listening, .icon-button.asking { background: var(--alert); color: var(--on-alert); }
    .listening::after { content: ''; position: absolute; inset: 0; border-radius: 50%; border: 3px solid var(--alert); opacity: 0.55; transform: scale(calc(1 + 0.5 * var(--level, 0))); pointer-events: none; }
  `];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    hold(false);
  }

  override render() {
    const { phase } = microphone;
    const [icon, name] = looks(phase);
    return html`<button type="button" class="icon-button ${phase}" aria-label=${name} aria-pressed=${phase === 'asking' || phase === 'listening' ? 'true' : 'false'} ?disabled=${!store.isLive && phase === 'off'}
      @pointerdown=${this.down} @pointerup=${this.up} @pointercancel=${this.up} @keydown=${this.key} @keyup=${this.key} @click=${this.clicked} @contextmenu=${(event: Event) => event.preventDefault()}>
      ${phase === 'thinking' ? html`<k-busy></k-busy>` : html`<k-icon name=${icon}></k-icon>`}</button>`;
  }

  private begin(): void {
    this.pressed = 0;
    if (microphone.phase === 'off') {
      this.pressed = performance.now();
      listen(this.room);
    } else if (microphone.phase === 'listening') stop();
    else cancel();
  }

  private finish(): void {
    hold(false);
    const isHeld = this.pressed > 0 && performance.now() - this.pressed > HoldMs;
    this.pressed = 0;
    if (isHeld) stop();
  }

  private readonly down = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    hold(true);
    // The finger may slide off the button while it talks.
    this.button.setPointerCapture(event.pointerId);
    this.begin();
  };

  private readonly up = (): void => this.finish();

  private readonly key = (event: KeyboardEvent): void => {
    if (event.key !== ' ') return;
    // Else the browser would make a click of it.
    event.preventDefault();
    if (event.type === 'keyup') this.finish();
    else if (!event.repeat) {
      hold(true);
      this.begin();
    }
  };

  /** Enter and screen readers click without a pointer. */
  private readonly clicked = (event: MouseEvent): void => {
    if (event.detail === 0) this.begin();
  };
}

function looks(phase: Phase): [icon: string, name: string] {
  switch (phase) {
    case 'off': return ['microphone', t('mic.talk')];
    case 'listening': return ['stop', t('mic.stop')];
    case 'speaking': return ['muted', t('mic.hush')];
    default: return ['microphone', t('mic.cancel')];
  }
}
