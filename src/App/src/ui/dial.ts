import { LitElement, css, html, svg } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';

/** The arc runs clockwise from 225° to 135° past the top: three quarters of a circle with the gap below. */
const StartDegrees = -225;
const SweepDegrees = 270;
const Radius = 104;

const at = (share: number, radius = Radius): [number, number] => {
  const angle = ((StartDegrees + SweepDegrees * share) * Math.PI) / 180;
  return [130 + radius * Math.cos(angle), 130 + radius * Math.sin(angle)];
};

function arc(from: number, to: number): string {
  const [x1, y1] = at(from);
  const [x2, y2] = at(to);
  return `M${x1} ${y1}A${Radius} ${Radius} 0 ${(to - from) * SweepDegrees > 180 ? 1 : 0} 1 ${x2} ${y2}`;
}

/** A round slider for a wished temperature, with what is measured marked on the ring. Fires `change` when let go. */
@customElement('k-dial')
export class Dial extends LitElement {
  @property({ type: Number }) value?: number;
  @property({ type: Number }) measured?: number;
  @property({ type: Number }) min = 5;
  @property({ type: Number }) max = 30;
  @property({ type: Number }) step = 0.5;
  @property() label = '';
  @property() caption = '';
  @property() note = '';
  @property() tint = 'var(--warm)';
  @property({ type: Boolean }) pending = false;
  @property({ attribute: false }) words: (value: number) => string = String;
  @state() private dragged?: number;
  @query('svg') private drawing!: SVGSVGElement;

  static override styles = css`
    :host { display: block; position: relative; width: min(100%, 300px); margin-inline: auto; }
    svg { width: 100%; display: block; overflow: visible; touch-action: none; cursor: pointer; border-radius: 50%; }
    svg:focus-visible { outline: 3px solid var(--accent); outline-offset: -2px; }
    path { fill: none; stroke-width: 20; stroke-linecap: round; stroke: var(--surface-sunk); }
    .filled { stroke: var(--dial-tint); transition: stroke var(--calm); }
    .knob { fill: var(--knob); stroke: rgb(0 0 0 / 22%); stroke-width: 1; filter: drop-shadow(0 1px 3px rgb(0 0 0 / 30%)); }
    .measured { stroke: var(--text); stroke-width: 3; }
    .words { position: absolute; inset: 0; display: grid; place-content: center; justify-items: center; gap: 2px; pointer-events: none; text-align: center; }
    strong { font-size: 3rem; font-weight: 650; letter-spacing: -0.03em; line-height: 1.1; font-variant-numeric: tabular-nums; }
    .pending strong { opacity: 0.6; }
    span { color: var(--text-2); font-size: var(--size-small); font-weight: 600; min-height: 1.4em; }
  `;

  private get shownValue(): number | undefined {
    return this.dragged ?? this.value;
  }

  override render() {
    const value = this.shownValue;
    const share = value === undefined ? 0 : this.share(value);
    const [x, y] = at(share);
    const mark = this.measured === undefined ? undefined : this.share(this.measured);
    return html`<svg viewBox="0 0 260 235" role="slider" tabindex="0" aria-label=${this.label} aria-valuemin=${this.min} aria-valuemax=${this.max}
        aria-valuenow=${value ?? this.min} aria-valuetext=${value === undefined ? '–' : this.words(value)} aria-busy=${this.pending ? 'true' : 'false'}
        @keydown=${this.keyed} @pointerdown=${this.pressed} @pointermove=${this.moved} @pointerup=${this.released} @pointercancel=${this.cancelled}>
      <path d=${arc(0, 1)}></path>
      ${value === undefined ? '' : svg`<path class="filled" d=${arc(0, Math.max(share, 0.001))}></path>`}
      ${mark === undefined ? '' : svg`<line class="measured" x1=${at(mark, 118)[0]} y1=${at(mark, 118)[1]} x2=${at(mark, 128)[0]} y2=${at(mark, 128)[1]}></line>`}
      ${value === undefined ? '' : svg`<circle class="knob" cx=${x} cy=${y} r="14"></circle>`}
    </svg>
    <div class="words ${this.pending ? 'pending' : ''}" aria-hidden="true"><span>${this.caption}</span>
      <strong>${value === undefined ? '–' : this.words(value)}</strong><span>${this.note}</span></div>`;
  }

  override updated(): void {
    this.style.setProperty('--dial-tint', this.tint);
  }

  private share(value: number): number {
    return Math.min(1, Math.max(0, (value - this.min) / (this.max - this.min)));
  }

  private snap(value: number): number {
    const stepped = this.min + Math.round((value - this.min) / this.step) * this.step;
    return Number(Math.min(this.max, Math.max(this.min, stepped)).toFixed(4));
  }

  private send(value: number): void {
    this.dispatchEvent(new CustomEvent('change', { detail: value }));
  }

  private keyed(event: KeyboardEvent): void {
    const value = this.value ?? this.min;
    const next = {
      ArrowUp: value + this.step, ArrowRight: value + this.step, ArrowDown: value - this.step, ArrowLeft: value - this.step,
      PageUp: value + this.step * 5, PageDown: value - this.step * 5, Home: this.min, End: this.max,
    }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    this.send(this.snap(next));
  }

  private valueAt(event: PointerEvent): number | undefined {
    const box = this.drawing.getBoundingClientRect();
    const scale = 260 / box.width;
    const x = (event.clientX - box.left) * scale - 130;
    const y = (event.clientY - box.top) * scale - 130;
    // The middle is for reading, not for a jump.
    if (this.dragged === undefined && Math.hypot(x, y) < 70) return undefined;
    let degrees = (Math.atan2(y, x) * 180) / Math.PI - StartDegrees;
    while (degrees < 0) degrees += 360;
    while (degrees >= 360) degrees -= 360;
    if (degrees > SweepDegrees) degrees = degrees > SweepDegrees + 45 ? 0 : SweepDegrees;
    return this.snap(this.min + (degrees / SweepDegrees) * (this.max - this.min));
  }

  private pressed(event: PointerEvent): void {
    const value = this.valueAt(event);
    if (value === undefined) return;
    this.drawing.setPointerCapture(event.pointerId);
    this.dragged = value;
  }

  private moved(event: PointerEvent): void {
    if (this.dragged !== undefined) this.dragged = this.valueAt(event) ?? this.dragged;
  }

  private released(): void {
    if (this.dragged === undefined) return;
    this.send(this.dragged);
    this.dragged = undefined;
  }

  private cancelled(): void {
    this.dragged = undefined;
  }
}
