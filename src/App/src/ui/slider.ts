import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { vars } from './vars.ts';

/** A large range input: native, so arrows, Home, End, Page Up and screen readers work. Fires `input` while moved and `change` when let go. */
@customElement('k-slider')
export class Slider extends LitElement {
  @property({ type: Number }) value?: number;
  @property({ type: Number }) min = 0;
  @property({ type: Number }) max = 100;
  @property({ type: Number }) step = 1;
  @property() label = '';
  /** The value in words, read out by screen readers. */
  @property({ attribute: false }) words: (value: number) => string = String;
  /** A CSS background for the whole track (white temperatures); without it the part up to the value is filled with `tint`. */
  @property() track = '';
  @property() tint = 'var(--accent)';
  @property({ type: Boolean }) pending = false;
  @property({ type: Boolean }) disabled = false;
  @state() private dragged?: number;

  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override styles = css`
    :host { display: block; }
    input {
      appearance: none; width: 100%; height: 52px; margin: 0; display: block; border-radius: 18px; cursor: pointer; touch-action: pan-y;
      background: var(--paint, linear-gradient(to right, var(--tint) var(--fill), var(--surface-sunk) var(--fill))); transition: opacity var(--calm);
    }
    input:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
    input::-webkit-slider-thumb { appearance: none; width: 14px; height: 36px; border-radius: 7px; border: 0; background: var(--knob); box-shadow: 0 0 0 1px rgb(0 0 0 / 20%), 0 1px 5px rgb(0 0 0 / 28%); }
    input::-moz-range-thumb { width: 14px; height: 36px; border-radius: 7px; border: 0; background: var(--knob); box-shadow: 0 0 0 1px rgb(0 0 0 / 20%), 0 1px 5px rgb(0 0 0 / 28%); }
    .unknown::-webkit-slider-thumb { opacity: 0.35; }
    .pending { opacity: 0.75; }
    input:disabled { opacity: 0.5; cursor: default; }
  `;

  override render() {
    const shown = this.dragged ?? this.value ?? this.min;
    const share = this.max > this.min ? (shown - this.min) / (this.max - this.min) : 0;
    // The fill ends under the middle of the thumb, whose travel is 14 px shorter than the track.
    const style = { '--fill': `calc(7px + (100% - 14px) * ${share})`, '--tint': this.tint, '--paint': this.track || undefined };
    return html`<input type="range" aria-label=${this.label} min=${this.min} max=${this.max} step=${this.step} .value=${String(shown)} ?disabled=${this.disabled}
      aria-valuetext=${this.value === undefined && this.dragged === undefined ? '–' : this.words(shown)} class="${this.pending ? 'pending' : ''} ${this.value === undefined ? 'unknown' : ''}"
      ${vars(style)} @input=${this.moved} @change=${this.settled} />`;
  }

  private moved(event: Event): void {
    event.stopPropagation();
    this.dragged = Number((event.target as HTMLInputElement).value);
    this.dispatchEvent(new CustomEvent('input', { detail: this.dragged }));
  }

  private settled(event: Event): void {
    event.stopPropagation();
    const value = Number((event.target as HTMLInputElement).value);
    this.dragged = undefined;
    this.dispatchEvent(new CustomEvent('change', { detail: value }));
  }
}
