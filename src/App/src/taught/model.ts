import { LitElement, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { t } from '../i18n/text.ts';
import { get, patch } from '../live/api.ts';
import { homePath, signIn } from '../live/session.ts';
import { Watch } from '../live/watch.ts';
import { base } from '../ui/base.ts';
import { tried } from '../ui/tried.ts';

/** Whether this home lets the server's language model propose what was meant, and what it is sent then. Nothing where the server has none. */
@customElement('k-model')
export class ModelConsent extends LitElement {
  @state() private model?: { name?: string; host?: string; agreed: boolean };

  constructor() {
    super();
    new Watch(this, () => ['preferences', 'home']);
  }

  static override styles = [base];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.fetch();
  }

  private async fetch(): Promise<void> {
    this.model = await get<NonNullable<typeof this.model>>(homePath('/assistant/model')).catch(() => undefined);
  }

  override render() {
    if (!this.model?.name) return '';
    return html`<section class="card stack"><h2>${t('taught.model')}</h2><p class="muted small">${t('taught.modelText', { name: this.model.name, host: this.model.host ?? '' })}</p>
      <label class="check"><input type="checkbox" .checked=${this.model.agreed} ?disabled=${!signIn.mayManage} @change=${this.changed} />${t('taught.modelAgree')}</label></section>`;
  }

  private readonly changed = async (event: Event): Promise<void> => {
    const agrees = (event.target as HTMLInputElement).checked;
    await tried(() => patch(homePath(''), { asksModel: agrees }));
    await this.fetch();
    this.requestUpdate();
  };
}
