import { LitElement, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { t } from '../i18n/text.ts';
import { signIn } from '../live/session.ts';
import { Watch } from '../live/watch.ts';
import { base } from '../ui/base.ts';
import '../ui/busy.ts';
import '../ui/empty.ts';
import { book } from './book.ts';
import './list.ts';

/** #/rules is the list, #/rules/{id} one of them, #/rules/{id}/edit and #/rules/new the editor, #/rules/ideas the ready ones. */
@customElement('k-rules')
export class RulesPage extends LitElement {
  @property() rule = '';
  /** What follows the id: edit, or the device that a new rule is to be about. */
  @property() more = '';
  @state() private loaded = '';

  constructor() {
    super();
    new Watch(this, () => ['session', 'home', 'preferences']);
  }

  static override styles = base;

  override willUpdate(): void {
    if (signIn.seesPeople && signIn.homeId) book.open();
    const { wanted } = this;
    if (wanted === 'list' || this.loaded === wanted) return;
    const part: Promise<unknown> = wanted === 'editor' ? import('./editor.ts') : wanted === 'ideas' ? import('./ideas.ts') : import('./view.ts');
    void part.then(() => (this.loaded = wanted));
  }

  private get wanted(): 'list' | 'view' | 'editor' | 'ideas' {
    if (!this.rule) return 'list';
    if (this.rule === 'ideas' && signIn.mayManage) return 'ideas';
    return this.rule === 'new' || this.more === 'edit' ? 'editor' : 'view';
  }

  override render() {
    if (!signIn.seesPeople) return html`<k-empty icon="home" .heading=${t('nav.lost')} .text=${t('nav.lostText')}><a class="button primary" href="#/">${t('nav.home')}</a></k-empty>`;
    const { wanted } = this;
    if (wanted === 'list') return html`<k-rule-list></k-rule-list>`;
    if (this.loaded !== wanted) return html`<k-busy></k-busy>`;
    if (wanted === 'ideas') return html`<k-rule-ideas .idea=${this.more}></k-rule-ideas>`;
    if (wanted === 'view') return html`<k-rule .rule=${this.rule}></k-rule>`;
    return this.rule === 'new' ? html`<k-rule-editor .device=${this.more}></k-rule-editor>` : html`<k-rule-editor .rule=${this.rule}></k-rule-editor>`;
  }
}
