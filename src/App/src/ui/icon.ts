import { LitElement, css, html, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { icons } from './icons.ts';

/** The rare ones, once somebody needed one; null while they are on their way. */
let rare: Record<string, string> | null | undefined;
const waiting = new Set<Icon>();

function loadRare(): void {
  if (rare === null) return;
  rare = null;
  import('./rare.ts').then((found) => { rare = found.rare; }, () => { rare = {}; }).finally(() => {
    for (const icon of waiting) icon.requestUpdate();
    waiting.clear();
  });
}

/** A drawing beside words; it never carries a meaning that the words lack. */
@customElement('k-icon')
export class Icon extends LitElement {
  @property() name = 'device';

  static override styles = css`
    :host { display: inline-grid; width: 1.5em; height: 1.5em; flex: none; }
    svg { width: 100%; height: 100%; fill: none; stroke: currentColor; stroke-width: 1.6; stroke-linecap: round; stroke-linejoin: round; }
  `;

  override willUpdate(): void {
    if (icons[this.name] || rare) return;
    waiting.add(this);
    loadRare();
  }

  override render() {
    const drawing = icons[this.name] ?? rare?.[this.name] ?? (rare ? icons['device']! : '');
    return html`<svg viewBox="0 0 24 24" aria-hidden="true">${svg`<path d=${drawing}></path>`}</svg>`;
  }
}
