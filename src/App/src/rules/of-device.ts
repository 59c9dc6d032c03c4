import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../i18n/text.ts';
import { signIn } from '../live/session.ts';
import { Watch } from '../live/watch.ts';
import { base } from '../ui/base.ts';
import '../ui/icon.ts';
import { book } from './book.ts';
import { sentence } from './sentence.ts';
import { badges } from './standing.ts';

/** On a device's page: the rules that name it, and the way to a new one about it. */
@customElement('k-device-rules')
export class DeviceRules extends LitElement {
  @property() device = '';

  constructor() {
    super();
    new Watch(this, () => ['rules', 'devices', 'preferences', 'session']);
  }

  static override styles = [base, css`
    h2 { margin-bottom: var(--s2); }
    li + li { border-top: 1px solid var(--line); }
    li a { display: flex; align-items: center; gap: var(--s3); padding: var(--s3) 0; min-height: 52px; color: var(--text); }
    b { font-weight: 600; }
    .badge k-icon { font-size: 0.6rem; }
    li a > k-icon { color: var(--text-2); font-size: 0.7rem; }
    .button { margin-top: var(--s2); }
  `];

  override willUpdate(): void {
    book.open();
  }

  override render() {
    const rules = book.of(this.device);
    if (rules.length === 0 && !signIn.mayManage) return '';
    return html`<section class="card" aria-label=${t('rules.title')}><h2>${t('rules.title')}</h2>
      ${rules.length === 0 ? html`<p class="muted">${t('rules.noneHere')}</p>` : html`<ul>${rules.map((view) => html`<li><a href="#/rules/${view.id}"><span class="grow"><b>${view.rule.name}</b><br /><span class="muted small">${sentence(view.rule)}</span></span>${badges(view)}<k-icon name="next"></k-icon></a></li>`)}</ul>`}
      ${signIn.mayManage ? html`<a class="button" href="#/rules/new/${this.device}"><k-icon name="plus"></k-icon>${t('rules.makeHere')}</a>` : ''}</section>`;
  }
}
