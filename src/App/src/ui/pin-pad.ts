// The person's PIN, asked for one command: `const pin = await askPin('PIN for Front door')`, undefined when closed.
import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { t } from '../i18n/text.ts';
import { base } from './base.ts';
import './dialog.ts';
import './icon.ts';

const Shortest = 4;
const Longest = 8;

/** Twelve large keys for a thumb on a wall; the number keys of a keyboard do the same. */
@customElement('k-pin-pad')
export class PinPad extends LitElement {
  @property() heading = '';
  @property() wrong = '';
  @state() private digits = '';
  private answered = false;

  static override styles = [base, css`
    .pad { display: grid; gap: var(--s4); justify-items: center; }
    .dots { display: flex; gap: var(--s3); min-height: 16px; }
    .dots i { width: 14px; height: 14px; border-radius: 50%; border: 1.5px solid var(--line-strong); }
    .dots i.full { background: var(--accent); border-color: var(--accent); }
    .keys { display: grid; grid-template-columns: repeat(3, 76px); gap: var(--s3); }
    .keys button { height: 64px; border: 0; border-radius: 22px; background: var(--button); color: var(--text); font-size: 1.5rem; font-weight: 600; }
    .keys button:active { transform: scale(0.96); }
    .keys button:disabled { opacity: 0.45; }
    .keys .enter { background: var(--accent); color: var(--on-accent); }
    .keys k-icon { font-size: 1.2rem; }
  `];

  override render() {
    const shown = Math.max(Shortest, this.digits.length);
    return html`<k-dialog open .heading=${this.heading} @closed=${() => this.answer(undefined)} @keydown=${this.key}><div class="pad">
      ${this.wrong ? html`<p class="problem" role="alert">${this.wrong}</p>` : ''}
      <div class="dots" role="status" aria-label=${t('pin.typed', { n: this.digits.length })}>${Array.from({ length: shown }, (_, at) => html`<i class=${at < this.digits.length ? 'full' : ''}></i>`)}</div>
      <div class="keys">${['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((digit) => this.digit(digit))}
        <button type="button" aria-label=${t('pin.delete')} ?disabled=${!this.digits} @click=${this.drop}><k-icon name="back"></k-icon></button>${this.digit('0')}
        <button type="button" class="enter" aria-label=${t('pin.enter')} ?disabled=${this.digits.length < Shortest} @click=${this.enter}><k-icon name="check"></k-icon></button></div></div></k-dialog>`;
  }

  private digit(digit: string) {
    return html`<button type="button" @click=${() => this.add(digit)}>${digit}</button>`;
  }

  private add(digit: string): void {
    if (this.digits.length < Longest) this.digits += digit;
  }

  private readonly drop = (): void => {
    this.digits = this.digits.slice(0, -1);
  };

  private readonly enter = (): void => {
    if (this.digits.length >= Shortest) this.answer(this.digits);
  };

  private readonly key = (event: KeyboardEvent): void => {
    if (/^[0-9]$/.test(event.key)) this.add(event.key);
    else if (event.key === 'Backspace') this.drop();
    // Enter on a key of the pad presses that key; anywhere else it is the end of the PIN.
    else if (event.key === 'Enter' && !(event.composedPath()[0] as Element).closest?.('.keys')) this.enter();
    else return;
    event.preventDefault();
  };

  private answer(pin: string | undefined): void {
    if (this.answered) return;
    this.answered = true;
    this.dispatchEvent(new CustomEvent('answer', { detail: pin }));
    this.remove();
  }
}

export function askPin(heading: string, wrong = ''): Promise<string | undefined> {
  const element = document.createElement('k-pin-pad') as PinPad;
  element.heading = heading;
  element.wrong = wrong;
  document.body.append(element);
  return new Promise((resolve) => element.addEventListener('answer', (event) => resolve((event as CustomEvent<string | undefined>).detail), { once: true }));
}
