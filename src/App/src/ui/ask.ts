// A question that needs an answer before something goes on: `if (await ask({...}))`.
import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../i18n/text.ts';
import { base } from './base.ts';
import './dialog.ts';

export interface Question { title: string; text: string; yes: string; danger?: boolean }

@customElement('k-ask')
export class Ask extends LitElement {
  @property({ attribute: false }) question!: Question;
  private answered = false;

  static override styles = [base, css`#answers { justify-content: flex-end; }`];

  override render() {
    const { title, text, yes, danger } = this.question;
    return html`<k-dialog open .heading=${title} @closed=${() => this.answer(false)}>
      <div class="stack"><p class="muted">${text}</p>
        <div class="line" id="answers">
          <button type="button" class="button" @click=${() => this.answer(false)}>${t('do.cancel')}</button>
          <button type="button" class="button ${danger ? 'danger' : 'primary'}" id="yes" @click=${() => this.answer(true)}>${yes}</button>
        </div></div></k-dialog>`;
  }

  private answer(yes: boolean): void {
    if (this.answered) return;
    this.answered = true;
    this.dispatchEvent(new CustomEvent('answer', { detail: yes }));
    this.remove();
  }
}

export function ask(question: Question): Promise<boolean> {
  const element = document.createElement('k-ask') as Ask;
  element.question = question;
  document.body.append(element);
  return new Promise((resolve) => element.addEventListener('answer', (event) => resolve((event as CustomEvent<boolean>).detail), { once: true }));
}
