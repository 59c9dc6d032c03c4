import { LitElement, css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { t } from '../i18n/text.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { base } from '../ui/base.ts';
import { answerOf, rights, rolesOf, type RoleRights } from './roles.ts';

/** What each role may do, side by side. */
@customElement('k-rights')
export class Rights extends LitElement {
  @state() private roles: RoleRights[] = [];
  private asked = false;

  constructor() {
    super();
    new Watch(this, () => ['preferences', 'connection']);
  }

  static override styles = [base, css`
    section { margin-top: var(--s5); }
    h2 { margin-bottom: var(--s3); }
    .scroll { overflow-x: auto; background: var(--surface); border-radius: var(--radius); box-shadow: var(--shadow-1); }
    table { border-collapse: collapse; width: 100%; min-width: 620px; font-size: var(--size-small); }
    th, td { padding: 10px var(--s3); border-top: 1px solid var(--line); text-align: start; vertical-align: top; }
    thead th { border-top: 0; color: var(--text-2); font-weight: 600; }
    tbody th { font-weight: 500; position: sticky; left: 0; background: var(--surface); }
    .yes { color: var(--safe-text); font-weight: 600; }
    .no { color: var(--text-2); }
    .confirm { color: var(--stale-text); font-weight: 600; }
  `];

  override willUpdate(): void {
    if (this.asked || !store.isLive) return;
    this.asked = true;
    rolesOf().then((roles) => (this.roles = roles), () => (this.asked = false));
  }

  override render() {
    if (this.roles.length === 0) return html``;
    return html`<section aria-label=${t('rights.title')}><h2>${t('rights.title')}</h2><div class="scroll" tabindex="0" role="region" aria-label=${t('rights.title')}><table>
      <thead><tr><th scope="col">${t('rights.can')}</th>${this.roles.map(({ role }) => html`<th scope="col">${t(`role.${role}`)}</th>`)}</tr></thead>
      <tbody>${rights.map((right) => html`<tr><th scope="row">${t(`rights.${right}`)}</th>${this.roles.map((role) => html`<td class=${answerOf(role, right)}>${t(`rights.${answerOf(role, right)}`)}</td>`)}</tr>`)}</tbody></table></div></section>`;
  }
}
