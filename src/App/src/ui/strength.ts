import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { t, textOf } from '../i18n/text.ts';
import { post } from '../live/api.ts';
import { base } from './base.ts';

/** A pause in typing; the server has the one rule, and is asked for its opinion. */
const PauseMs = 250;
/** Longer ones that the rule takes are very good. */
const StrongLength = 16;

/** What the house thinks of a new password while it is typed: a bar, a word and, while it would be refused, the reason. */
@customElement('k-strength')
export class Strength extends LitElement {
  @property() password = '';
  @property() user = '';
  @state() private weakness?: string;
  @state() private judged = '';
  private timer?: ReturnType<typeof setTimeout>;

  static override styles = [base, css`
    :host { display: block; }
    .bar { display: grid; grid-template-columns: repeat(3, 1fr); gap: 6px; margin-bottom: 6px; }
    i { height: 6px; border-radius: 3px; background: var(--surface-sunk); }
    .l1 i:nth-child(-n + 1) { background: var(--alert); }
    .l2 i:nth-child(-n + 2) { background: var(--light); }
    .l3 i { background: var(--safe); }
  `];

  override updated(changed: Map<string, unknown>): void {
    if (!changed.has('password') && !changed.has('user')) return;
    clearTimeout(this.timer);
    if (this.password) this.timer = setTimeout(() => void this.judge(this.password), PauseMs);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  override render() {
    if (!this.password || !this.judged) return nothing;
    const level = this.weakness ? 1 : this.judged.length < StrongLength ? 2 : 3;
    const text = this.weakness ? (textOf(`strength.${this.weakness}`) ?? t('strength.weak')) : t(level === 2 ? 'strength.good' : 'strength.strong');
    return html`<div class="bar l${level}" role="img" aria-label=${t('strength.label')}><i></i><i></i><i></i></div><p class="small muted" role="status">${text}</p>`;
  }

  private async judge(password: string): Promise<void> {
    const verdict = await post<{ weakness?: string }>('/password/check', { password, user: this.user }).catch(() => undefined);
    if (!verdict || password !== this.password) return;
    this.weakness = verdict.weakness;
    this.judged = password;
  }
}
