import { LitElement, css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { t } from '../i18n/text.ts';
import { tell, Watch } from '../live/watch.ts';
import { base } from './base.ts';
import './icon.ts';

export interface Toast { text: string; tone?: 'plain' | 'alert' | 'safe'; action?: string; run?: () => void }

interface Shown extends Toast { id: number }

/** Long enough to read twice; with something to undo, to reach for it too. */
const ShownMs = 8_000, UndoMs = 10_000;
const MostShown = 3;

let shown: Shown[] = [];
let next = 1;

export function toast(message: Toast): void {
  const id = next++;
  // The same failure said twice is one toast.
  shown = [...shown.filter((one) => one.text !== message.text), { ...message, id }].slice(-MostShown);
  tell('toasts');
  setTimeout(() => drop(id), message.action ? UndoMs : ShownMs);
}

function drop(id: number): void {
  shown = shown.filter((one) => one.id !== id);
  tell('toasts');
}

@customElement('k-toasts')
export class Toasts extends LitElement {
  constructor() {
    super();
    new Watch(this, () => ['toasts', 'preferences']);
  }

  static override styles = [base, css`
    :host { position: fixed; z-index: 20; inset: auto 0 calc(84px + env(safe-area-inset-bottom)); display: grid; gap: var(--s2); justify-items: center; padding: 0 var(--s4); pointer-events: none; }
    @media (min-width: 900px) { :host { bottom: var(--s5); } }
    .toast { pointer-events: auto; display: flex; align-items: center; gap: var(--s2); width: fit-content; max-width: min(100%, 520px); padding: var(--s1) var(--s1) var(--s1) var(--s4);
      border-radius: 22px; background: var(--toast); color: var(--toast-text); box-shadow: var(--shadow-2); animation: rise var(--calm) var(--ease); }
    .toast > k-icon { color: var(--toast-alert); font-size: 0.9rem; }
    .safe > k-icon { color: var(--toast-safe); }
    p { padding: 10px 0; font-size: 0.9375rem; }
    .button { flex: none; background: transparent; color: var(--toast-action); white-space: nowrap; }
    .icon-button { color: inherit; font-size: 0.8rem; }
    @media (hover: hover) { .icon-button:hover { background: color-mix(in srgb, var(--toast-text) 15%, transparent); } }
    @keyframes rise { from { transform: translateY(16px); opacity: 0; } }
  `];

  override render() {
    return html`<div role="status" aria-live="polite" class="stack">${repeat(shown, (one) => one.id, (one) => html`
      <div class="toast ${one.tone ?? 'plain'}">
        ${one.tone === 'alert' ? html`<k-icon name="warning"></k-icon>` : one.tone === 'safe' ? html`<k-icon name="check"></k-icon>` : ''}
        <p>${one.text}</p>
        ${one.action ? html`<button type="button" class="button" @click=${() => { drop(one.id); one.run?.(); }}>${one.action}</button>` : ''}
        <button type="button" class="icon-button" aria-label=${t('do.dismiss')} @click=${() => drop(one.id)}><k-icon name="close"></k-icon></button>
      </div>`)}</div>`;
  }
}
