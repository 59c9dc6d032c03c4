import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { t } from '../../i18n/text.ts';
import { ask } from '../../ui/ask.ts';
import { base } from '../../ui/base.ts';
import '../../ui/icon.ts';
import { tried } from '../../ui/tried.ts';
import { doWith } from '../deeds.ts';
import type { Group } from './contract.ts';
import { ZigbeePart } from './listed.ts';
import { called } from './names.ts';
import './scenes.ts';

/** What a group can be made of: it must hear at least one of these. */
const Heard = ['genOnOff', 'genLevelCtrl', 'closuresWindowCovering'];

/** Groups of the radio: many lamps hear one message, at once, even while Kith is away. */
@customElement('k-zigbee-groups')
export class ZigbeeGroups extends ZigbeePart {
  static override styles = [base, css`
    :host { display: grid; gap: var(--s4); }
    .group { display: grid; gap: var(--s3); padding: var(--s4); border: 1px solid var(--line); border-radius: var(--radius); }
    form { align-items: end; }
    form label { flex: 1 1 180px; min-width: 0; }
    .members { display: flex; flex-wrap: wrap; gap: var(--s2); }
    .member { display: inline-flex; align-items: center; padding-inline-start: var(--s3); border-radius: 999px; background: var(--surface-sunk); font-weight: 600; }
  `];

  override render() {
    const groups = this.details?.groups ?? [];
    return html`<p class="muted small">${t('zigbee.groupsText')}</p>
      ${groups.map((group) => this.group(group))}
      <form class="line" @submit=${this.make}><label class="grow">${t('zigbee.groupName')}<input name="name" required maxlength="40" autocomplete="off" /></label><button class="button primary">${t('zigbee.makeGroup')}</button></form>`;
  }

  private group(group: Group) {
    const free = (this.devices ?? []).filter((device) => !group.members.some((member) => member.address === device.address) && device.endpoints.some((endpoint) => endpoint.hears.some((cluster) => Heard.includes(cluster))));
    return html`<section class="group" aria-label=${group.name}><div class="line"><h3 class="grow">${group.device ? html`<a href="#/device/${group.device}">${group.name}</a>` : group.name}</h3>
        <button type="button" class="icon-button" aria-label=${t('zigbee.removeThis', { name: group.name })} @click=${() => this.drop(group)}><k-icon name="trash"></k-icon></button></div>
      ${group.members.length ? html`<div class="members">${group.members.map((member) => html`<span class="member">${this.nameOf(member.address)}
        <button type="button" class="icon-button" aria-label=${t('zigbee.takeOut', { name: this.nameOf(member.address) })} @click=${() => this.run('member-remove', { group: group.id, address: member.address, endpoint: member.endpoint })}><k-icon name="close"></k-icon></button></span>`)}</div>` : html`<p class="muted small">${t('zigbee.noMembers')}</p>`}
      ${free.length ? html`<form class="line" @submit=${(event: Event) => this.join(event, group)}><label class="grow">${t('zigbee.addMember')}<select name="member">${free.map((device) => html`<option value=${device.address}>${called(device)}</option>`)}</select></label><button class="button">${t('zigbee.add')}</button></form>` : ''}
      ${group.members.length ? html`<h4>${t('zigbee.scenes')}</h4><k-zigbee-scenes .bridge=${this.bridge} .address=${`group-${group.id}`} .scenes=${group.scenes}></k-zigbee-scenes>` : ''}</section>`;
  }

  private readonly make = async (event: Event): Promise<void> => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    if (await this.run('group-add', { name: String(new FormData(form).get('name')).trim() })) form.reset();
  };

  private async join(event: Event, group: Group): Promise<void> {
    event.preventDefault();
    await this.run('member-add', { group: group.id, address: String(new FormData(event.target as HTMLFormElement).get('member')) });
  }

  private async drop(group: Group): Promise<void> {
    if (await ask({ title: t('bridge.removeAsk', { name: group.name }), text: t('zigbee.removeGroupText'), yes: t('bridge.remove'), danger: true })) await this.run('group-remove', { group: group.id });
  }

  private async run(deed: string, what: object): Promise<boolean> {
    const done = await tried(() => doWith(this.bridge.id, deed, what));
    this.dispatchEvent(new Event('bridge-changed', { bubbles: true, composed: true }));
    await this.look();
    return done;
  }
}
