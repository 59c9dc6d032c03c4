import { LitElement, css, html } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { vars } from './vars.ts';
import { t } from '../i18n/text.ts';
import type { Key } from '../i18n/text.ts';
import { fromHsv, hex, toHsv } from './rgb.ts';

const swatches: [Key, number][] = [
  ['colour.red', 0xff4a3d], ['colour.orange', 0xff9a2e], ['colour.yellow', 0xffdb4d], ['colour.green', 0x4fd06b], ['colour.turquoise', 0x3fd0cf],
  ['colour.blue', 0x3f7bff], ['colour.violet', 0x9a5bff], ['colour.pink', 0xff6fb5],
];

/** A colour by wheel or by swatch; the wheel's angle and depth also move with the arrow keys. Fires `change` with 0xRRGGBB. */
@customElement('k-colour')
export class Colour extends LitElement {
  @property({ type: Number }) value?: number;
  @property() label = '';
  @property({ type: Boolean }) pending = false;
  @state() private dragged?: { hue: number; depth: number };
  @query('.wheel') private wheel!: HTMLElement;

  static override styles = css`
    :host { display: grid; gap: 16px; justify-items: center; }
    .wheel { position: relative; width: min(100%, 220px); aspect-ratio: 1; border-radius: 50%; touch-action: none; cursor: crosshair;
      background: radial-gradient(closest-side, #fff, transparent 92%), conic-gradient(from 90deg, #f00, #ff0, #0f0, #0ff, #00f, #f0f, #f00); }
    .pending { opacity: 0.75; }
    .knob { position: absolute; width: 30px; height: 30px; margin: -15px; border-radius: 50%; border: 3px solid var(--knob); box-shadow: 0 0 0 1px rgb(0 0 0 / 25%), 0 2px 6px rgb(0 0 0 / 30%); background: var(--knob); pointer-events: none; left: var(--x); top: var(--y); }
    .wheel:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
    .swatches { display: flex; flex-wrap: wrap; justify-content: center; gap: 2px 8px; max-width: 208px; }
    button { width: 44px; height: 44px; padding: 6px; border: 0; border-radius: 50%; background: none; cursor: pointer; }
    button i { display: block; width: 100%; height: 100%; border-radius: 50%; background: var(--swatch); box-shadow: inset 0 0 0 1px rgb(0 0 0 / 15%); }
    button[aria-pressed='true'] { box-shadow: inset 0 0 0 3px var(--accent); }
    button:focus-visible { outline: 3px solid var(--accent); }
  `;

  override render() {
    const { hue, depth } = this.dragged ?? toHsv(this.value ?? 0xffffff);
    const angle = (hue * Math.PI) / 180;
    const knob = {
      '--x': `${50 + Math.cos(angle) * depth * 46}%`, '--y': `${50 + Math.sin(angle) * depth * 46}%`, '--knob': hex(fromHsv(hue, depth)),
    };
    return html`<div class="wheel ${this.pending ? 'pending' : ''}" role="slider" tabindex="0" aria-label=${this.label} aria-valuemin="0" aria-valuemax="359" aria-valuenow=${Math.round(hue)}
        aria-valuetext=${t('colour.words', { hue: Math.round(hue), depth: Math.round(depth * 100) })} @keydown=${this.keyed}
        @pointerdown=${this.pressed} @pointermove=${this.moved} @pointerup=${this.released} @pointercancel=${() => (this.dragged = undefined)}>
        <span class="knob" ${vars(knob)}></span></div>
      <div class="swatches">${swatches.map(([key, rgb]) => html`<button type="button" aria-label=${t(key as 'colour.red')} aria-pressed=${this.value === rgb ? 'true' : 'false'}
        @click=${() => this.send(rgb)}><i ${vars({ '--swatch': hex(rgb) })}></i></button>`)}</div>`;
  }

  private send(rgb: number): void {
    this.dispatchEvent(new CustomEvent('change', { detail: rgb }));
  }

  /** Arrows turn around the wheel by 10°; with Shift, or Page keys, they go out and in. */
  private keyed(event: KeyboardEvent): void {
    const now = toHsv(this.value ?? 0xffffff);
    const turn = { ArrowRight: 10, ArrowUp: 10, ArrowLeft: -10, ArrowDown: -10 }[event.key];
    const out = { PageUp: 0.1, PageDown: -0.1 }[event.key];
    if (turn === undefined && out === undefined) return;
    event.preventDefault();
    const hue = (now.hue + (turn ?? 0) + 360) % 360;
    const depth = Math.min(1, Math.max(0, (now.depth || (turn ? 1 : 0)) + (out ?? 0)));
    this.send(fromHsv(hue, depth));
  }

  private at(event: PointerEvent): { hue: number; depth: number } {
    const box = this.wheel.getBoundingClientRect();
    const x = (event.clientX - box.left) / box.width - 0.5;
    const y = (event.clientY - box.top) / box.height - 0.5;
    return { hue: ((Math.atan2(y, x) * 180) / Math.PI + 360) % 360, depth: Math.min(1, Math.hypot(x, y) / 0.46) };
  }

  private pressed(event: PointerEvent): void {
    this.wheel.setPointerCapture(event.pointerId);
    this.dragged = this.at(event);
  }

  private moved(event: PointerEvent): void {
    if (this.dragged) this.dragged = this.at(event);
  }

  private released(): void {
    if (!this.dragged) return;
    this.send(fromHsv(this.dragged.hue, this.dragged.depth));
    this.dragged = undefined;
  }
}
