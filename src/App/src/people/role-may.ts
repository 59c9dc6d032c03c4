import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { t } from '../i18n/text.ts';
import type { Role } from '../live/contract.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { base } from '../ui/base.ts';
import { answerOf, rights, rolesOf, type RoleRights } from './roles.ts';

/** What somebody of one role may do, in a few lines beside the choice. */
@customElement('k-role-may')
export class RoleMay extends LitElement {
  @property() of: Role = 'adult';
  @state() private roles: RoleRights[] = [];
  private asked = false;

  constructor() {
    super();
    new Watch(this, () => ['preferences', 'connection']);
  }

  static override styles = [base, css`
    dl { font-size: var(--size-small); }
    dt { font-weight: 600; }
    dd + dt { margin-top: var(--s2); }
    dd { margin: 0; color: var(--text-2); }
    .yes { color: var(--safe-text); }
    .confirm { color: var(--stale-text); }
  `];

  override willUpdate(): void {
    if (this.asked || !store.isLive) return;
    this.asked = true;
    rolesOf().then((roles) => (this.roles = roles), () => (this.asked = false));
  }

  override render() {
    const role = this.roles.find((one) => one.role === this.of);
    if (!role) return html``;
    const groups = (['yes', 'confirm', 'no'] as const).map((answer) => ({ answer, names: rights.filter((right) => right !== 'bounded' && answerOf(role, right) === answer).map((right) => t(`rights.${right}`)) }));
    return html`<dl>${groups.filter(({ names }) => names.length > 0).map(({ answer, names }) => html`<dt class=${answer}>${t(`rights.${answer}`)}</dt><dd>${names.join(' · ')}</dd>`)}</dl>`;
  }
}
