import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { t } from '../i18n/text.ts';
import './icon.ts';

/** How long a finger or key stays down before it counts. */
const HoldMs = 900;

/** A button that must be held, so that a pocket opens no door. Fires `held`; a screen reader's click fires `asked`, to be confirmed by a dialog. */
@customElement('k-hold')
export class Hold extends LitElement {
  @property() text = '';
  @property() icon = 'lock';
  @property() tone: 'safe' | 'alert' = 'safe';
  @property({ type: Boolean }) pending = false;
  @property({ type: Boolean }) disabled = false;
  /** A bar across instead of a large round button, for what stands among other controls. */
  @property({ type: Boolean, reflect: true }) bar = false;
  @state() private holding = false;
  private timer?: ReturnType<typeof setTimeout>;

  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override styles = css`
    :host { display: block; width: min(100%, 240px); margin-inline: auto; }
    button { position: relative; width: 100%; aspect-ratio: 1; border: 0; border-radius: 50%; background: var(--tone-soft); color: var(--tone-text); font: inherit; font-weight: 650;
      display: grid; place-content: center; justify-items: center; gap: var(--s3); cursor: pointer; touch-action: none; user-select: none; -webkit-user-select: none; padding: var(--s5); }
    :host([bar]) { width: 100%; }
    :host([bar]) button { aspect-ratio: auto; min-height: 60px; padding: var(--s2) var(--s5); border-radius: 22px; grid-auto-flow: column; place-content: center; align-items: center; overflow: hidden; isolation: isolate; text-align: start; }
    :host([bar]) k-icon { font-size: 1.1rem; }
    :host([bar]) svg { display: none; }
    :host([bar]) button::before { content: ''; position: absolute; z-index: -1; inset: 0; background: color-mix(in srgb, var(--tone) 30%, transparent); transform: scaleX(0); transform-origin: left; }
    :host([bar]) .holding::before { transform: none; transition: transform 0.9s linear; }
    :host([tone='safe']) { --tone: var(--safe); --tone-soft: var(--safe-soft); --tone-text: var(--safe-text); }
    :host([tone='alert']) { --tone: var(--alert); --tone-soft: var(--alert-soft); --tone-text: var(--alert-text); }
    button:focus-visible { outline: 3px solid var(--accent); outline-offset: 4px; }
    k-icon { font-size: 2.4rem; }
    svg { position: absolute; inset: 0; width: 100%; height: 100%; transform: rotate(-90deg); pointer-events: none; }
    circle { fill: none; stroke: var(--tone); stroke-width: 5; stroke-dasharray: 100 120; stroke-dashoffset: 101; }
    .holding circle { stroke-dashoffset: 0; transition: stroke-dashoffset 0.9s linear; }
    .pending { opacity: 0.65; }
    small { font-weight: 500; font-size: var(--size-small); }
  `;

  override render() {
    return html`<button type="button" class="${this.holding ? 'holding' : ''} ${this.pending ? 'pending' : ''}" ?disabled=${this.disabled} aria-busy=${this.pending ? 'true' : 'false'}
      @pointerdown=${this.begin} @pointerup=${this.end} @pointerleave=${this.end} @pointercancel=${this.end}
      @keydown=${this.keyDown} @keyup=${this.end} @blur=${this.end} @click=${this.clicked} @contextmenu=${(event: Event) => event.preventDefault()}>
      <svg viewBox="0 0 100 100" aria-hidden="true"><circle cx="50" cy="50" r="47" pathLength="100"></circle></svg>
      <k-icon name=${this.icon}></k-icon><span>${this.text}</span><small>${t('hold.hint')}</small></button>`;
  }

  private readonly begin = (): void => {
    if (this.holding || this.disabled) return;
    this.holding = true;
    this.timer = setTimeout(() => {
      this.holding = false;
      navigator.vibrate?.(30);
      this.dispatchEvent(new CustomEvent('held'));
    }, HoldMs);
  };

  private readonly end = (): void => {
    this.holding = false;
    clearTimeout(this.timer);
  };

  private keyDown(event: KeyboardEvent): void {
    if (event.key !== ' ' && event.key !== 'Enter') return;
    event.preventDefault();
    if (!event.repeat) this.begin();
  }

  /** A click without a pointer or key before it comes from assistive technology, which cannot hold. */
  private clicked(event: PointerEvent): void {
    if (event.detail === 0 && event.pointerType === '') this.dispatchEvent(new CustomEvent('asked'));
  }
}
