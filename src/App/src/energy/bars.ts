import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { vars } from '../ui/vars.ts';

export interface Bar { label: string; value: number; words: string; future?: boolean }

/** Some bars beside each other, with the one under the finger in words. Whoever cannot see them is given the sentence, and the table beside it. */
@customElement('k-bars')
export class Bars extends LitElement {
  @property({ attribute: false }) bars: Bar[] = [];
  @property() label = '';
  @property() resting = '';
  @state() private at?: number;

  static override styles = css`
    :host { display: block; min-width: 0; }
    .said { display: flex; justify-content: space-between; gap: 12px; min-height: 1.5em; font-size: var(--size-small); color: var(--text-2); font-variant-numeric: tabular-nums; }
    .said b { color: var(--text); font-weight: 650; }
    .plot { display: flex; align-items: flex-end; gap: clamp(1px, 0.6%, 8px); height: 180px; margin-top: var(--s2); border-bottom: 1px solid var(--line); touch-action: pan-y; }
    .plot i { flex: 1; min-width: 2px; height: 100%; display: flex; align-items: flex-end; }
    .plot i::before { content: ''; flex: 1; max-width: 44px; margin: 0 auto; height: max(2px, var(--height, 0%)); border-radius: 6px 6px 2px 2px; background: var(--power); transition: height var(--calm) var(--ease); }
    .plot .future::before { background: var(--line); }
    .plot .at::before { background: var(--power-text); }
    .ticks { display: flex; gap: clamp(1px, 0.6%, 8px); margin-top: 6px; font-size: 0.75rem; color: var(--text-2); font-variant-numeric: tabular-nums; }
    .ticks b { width: 0; display: flex; justify-content: center; font-weight: 400; }
    .ticks span { flex: 1; min-width: 2px; display: flex; justify-content: center; white-space: nowrap; }
  `;

  override render() {
    const most = Math.max(...this.bars.map((bar) => bar.value), 0.001);
    const shown = this.at === undefined ? undefined : this.bars[this.at];
    // As many labels as have room on a phone.
    const every = Math.max(1, Math.ceil(this.bars.length / 7));
    return html`<div class="said" aria-hidden="true"><span>${shown?.label ?? this.resting}</span><b>${shown?.words ?? ''}</b></div>
      <div class="plot" role="img" aria-label=${this.label} @pointermove=${this.follow} @pointerdown=${this.follow} @pointerleave=${() => (this.at = undefined)}>${this.bars.map((bar, at) => html`
        <i class="${bar.future ? 'future' : ''} ${at === this.at ? 'at' : ''}" ${vars({ '--height': `${(100 * Math.max(0, bar.value)) / most}%` })}></i>`)}</div>
      <div class="ticks" aria-hidden="true">${this.bars.map((bar, at) => html`<span>${at % every === 0 ? html`<b>${bar.label}</b>` : ''}</span>`)}</div>`;
  }

  private follow(event: PointerEvent): void {
    const { left, width } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    this.at = Math.min(this.bars.length - 1, Math.max(0, Math.floor(((event.clientX - left) / width) * this.bars.length)));
  }
}
