import { LitElement, css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { t } from '../i18n/text.ts';
import { Fault, post } from '../live/api.ts';
import { homePath } from '../live/session.ts';
import { base } from '../ui/base.ts';
import '../ui/dialog.ts';
import { faultText } from '../ui/said.ts';
import { beginWith } from './deeds.ts';
import type { Rule, Verdict } from './document.ts';
import { formed } from './styles.ts';

/** Takes in a rule that somebody wrote, was given or saved: pasted, or from a file. It is looked at in the editor before it is kept. */
@customElement('k-rule-import')
export class RuleImport extends LitElement {
  @state() private text = '';
  @state() private fault = '';

  static override styles = [base, formed, css`.line { justify-content: flex-end; }`];

  override render() {
    return html`<k-dialog open .heading=${t('rules.import')} @closed=${() => this.dispatchEvent(new CustomEvent('closed'))}><form class="form" novalidate @submit=${this.submitted}>
      <label>${t('rules.paste')}<textarea class="code" rows="8" spellcheck="false" autocapitalize="off" .value=${this.text} @input=${(event: Event) => (this.text = (event.target as HTMLTextAreaElement).value)}></textarea></label>
      ${this.fault ? html`<p class="problem" role="alert">${this.fault}</p>` : ''}
      <div class="line"><button type="button" class="button" @click=${() => this.renderRoot.querySelector<HTMLInputElement>('input[type=file]')!.click()}>${t('rules.fromFile')}</button>
        <button class="button primary" ?disabled=${!this.text.trim()}>${t('rules.takeIdea')}</button></div>
      <input type="file" accept="application/json,.json" aria-label=${t('rules.fromFile')} hidden @change=${this.chosen} /></form></k-dialog>`;
  }

  private readonly submitted = (event: Event): void => {
    event.preventDefault();
    void this.look();
  };

  private readonly chosen = async (event: Event): Promise<void> => {
    const field = event.target as HTMLInputElement;
    const [file] = field.files ?? [];
    if (!file) return;
    this.text = await file.text();
    field.value = '';
    await this.look();
  };

  /** The server reads it as strictly as when it is saved: whatever a file holds, the editor gets a rule. */
  private async look(): Promise<void> {
    this.fault = '';
    try {
      const rule = JSON.parse(this.text) as Partial<Rule>;
      if (!Array.isArray(rule.when) || !Array.isArray(rule.then)) throw new SyntaxError();
      await post<Verdict>(homePath('/rules/check'), { rule });
      beginWith({ ...rule, name: String(rule.name ?? ''), when: rule.when, then: rule.then });
    } catch (error) {
      this.fault = error instanceof Fault ? `${t('rules.importWrong')}: ${error.detail ?? faultText(error)}` : t('rules.importWrong');
    }
  }
}
