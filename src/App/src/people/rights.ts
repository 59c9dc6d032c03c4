import { LitElement, css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { t } from '../i18n/text.ts';
import { get } from '../live/api.ts';
import type { Role } from '../live/contract.ts';
import { homePath } from '../live/session.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { base } from '../ui/base.ts';

type May = 'no' | 'yes' | 'confirm';
interface RoleRights { role: Role; comfort: May; cost: May; safety: May; privacy: May; setMode: May; arrange: May; invite: May; own: May; seesPeople: boolean; bounded: boolean }
type Right = Exclude<keyof RoleRights, 'role'>;

const rows: readonly Right[] = ['comfort', 'cost', 'safety', 'privacy', 'setMode', 'arrange', 'invite', 'own', 'seesPeople', 'bounded'];

/** What each role may do: the server's own table, asked, not written down a second time. */
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
    get<{ items: RoleRights[] }>(homePath('/roles')).then(({ items }) => (this.roles = items), () => (this.asked = false));
  }

  override render() {
    if (this.roles.length === 0) return html``;
    const said = (value: May | boolean) => (value === true ? 'yes' : value === false ? 'no' : value);
    return html`<section aria-label=${t('rights.title')}><h2>${t('rights.title')}</h2><div class="scroll" tabindex="0" role="region" aria-label=${t('rights.title')}><table>
      <thead><tr><th scope="col">${t('rights.can')}</th>${this.roles.map(({ role }) => html`<th scope="col">${t(`role.${role}`)}</th>`)}</tr></thead>
      <tbody>${rows.map((right) => html`<tr><th scope="row">${t(`rights.${right}`)}</th>${this.roles.map((role) => html`<td class=${said(role[right])}>${t(`rights.${said(role[right])}`)}</td>`)}</tr>`)}</tbody></table></div></section>`;
  }
}
