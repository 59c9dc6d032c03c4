import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { language, t } from '../i18n/text.ts';
import { post } from '../live/api.ts';
import { homePath } from '../live/session.ts';
import type { Answer } from '../assistant/talk.ts';
import { base } from '../ui/base.ts';
import { formed } from '../rules/styles.ts';
import '../ui/dialog.ts';
import { faultText } from '../ui/said.ts';
import { keep, phraseOf, phrasesOf, type Skill } from './skill.ts';

const linesOf = (text: string): string[] => text.split('\n').map((line) => line.trim()).filter(Boolean);

/** One phrase of the household: what is said, what is done, and how each sentence of it is understood before it is kept. */
@customElement('k-phrase')
export class PhraseForm extends LitElement {
  @property({ attribute: false }) skill?: Skill;
  @state() private says = '';
  @state() private does = '';
  @state() private looked: { text: string; answer: Answer }[] = [];
  @state() private fault = '';

  static override styles = [base, formed, css`
    .looked { display: grid; gap: var(--s2); }
    .looked li { padding: var(--s2) var(--s3); border-radius: var(--radius-s); background: var(--surface-sunk); }
    .looked .no { background: var(--stale-soft); color: var(--stale-text); }
  `];

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.skill) return;
    this.says = phrasesOf(this.skill).join('\n');
    this.does = (this.skill.intents[0]!.run ?? []).join('\n');
  }

  override render() {
    const isReady = linesOf(this.says).length > 0 && linesOf(this.does).length > 0;
    return html`<k-dialog open .heading=${t(this.skill ? 'taught.change' : 'taught.add')} @closed=${() => this.close()}><form class="stack" novalidate @submit=${this.save}>
      <label>${t('taught.says')}<textarea name="says" rows="2" maxlength="1000" placeholder=${t('taught.saysHint')} .value=${this.says} @input=${(event: Event) => (this.says = (event.target as HTMLTextAreaElement).value)}></textarea></label>
      <label>${t('taught.does')}<textarea name="does" rows="3" maxlength="4000" placeholder=${t('taught.doesHint')} .value=${this.does} @input=${this.changed}></textarea></label>
      <p class="muted small">${t('taught.lines')}</p>
      <ul class="looked" aria-live="polite">${this.looked.map(({ text, answer }) => html`<li class=${['done', 'answer', 'confirm'].includes(answer.outcome) ? '' : 'no'}><b>${text}</b><br />${answer.say}</li>`)}</ul>
      ${this.fault ? html`<p class="problem" role="alert">${this.fault}</p>` : ''}
      <button type="button" class="button wide" ?disabled=${linesOf(this.does).length === 0} @click=${this.look}>${t('taught.try')}</button>
      <button class="button primary wide" ?disabled=${!isReady}>${t('do.save')}</button></form></k-dialog>`;
  }

  private readonly changed = (event: Event): void => {
    this.does = (event.target as HTMLTextAreaElement).value;
    this.looked = [];
  };

  private readonly look = async (): Promise<void> => {
    this.fault = '';
    try {
      this.looked = await Promise.all(linesOf(this.does).map(async (text) => ({ text, answer: await post<Answer>(homePath('/assistant/explain'), { text, language: language === 'zh' ? 'zh-CN' : 'en' }) })));
    } catch (error) {
      this.fault = faultText(error);
    }
  };

  private readonly save = async (event: Event): Promise<void> => {
    event.preventDefault();
    this.fault = '';
    try {
      await keep(phraseOf(linesOf(this.says), linesOf(this.does), this.skill?.id));
      this.close(true);
    } catch (error) {
      this.fault = faultText(error);
    }
  };

  private close(isKept = false): void {
    this.dispatchEvent(new CustomEvent('closed', { detail: isKept }));
  }
}
