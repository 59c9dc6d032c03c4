import { css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { t, textOf } from '../../i18n/text.ts';
import { base } from '../../ui/base.ts';
import '../../ui/busy.ts';
import '../../ui/dialog.ts';
import '../../ui/icon.ts';
import './device.ts';
import type { Listed } from './contract.ts';
import { ZigbeePart } from './listed.ts';
import { called } from './names.ts';

/** The devices of the network: which are away and why; each opens with its firmware, bindings, scenes and options. */
@customElement('k-zigbee-devices')
export class ZigbeeDevices extends ZigbeePart {
  @state() private open = '';

  static override styles = [base, css`
    .list { box-shadow: none; border: 1px solid var(--line); }
  `];

  override render() {
    if (!this.devices) return this.fault ? html`<p class="problem" role="alert">${this.fault}</p>` : html`<k-busy></k-busy>`;
    const one = this.devices.find((device) => device.address === this.open);
    return html`${this.devices.length ? html`<ul class="list">${this.devices.map((device) => html`<li><button type="button" class="row" @click=${() => (this.open = device.address)}>
        <span class="grow"><b>${called(device)}</b><br /><span class="muted small">${this.said(device)}</span></span>
        <span class="badge ${device.away ? 'stale' : 'safe'}">${t(device.away ? 'bridge.offline' : 'bridge.online')}</span><k-icon name="next"></k-icon></button></li>`)}</ul>` : html`<p class="muted">${t('zigbee.nobody')}</p>`}
      <k-dialog .open=${one !== undefined} .heading=${one ? called(one) : ''} @closed=${() => (this.open = '')}>${one ? html`<k-zigbee-device .bridge=${this.bridge} .one=${one} .devices=${this.devices} @changed=${() => void this.look()}></k-zigbee-device>` : ''}</k-dialog>`;
  }

  private said(device: Listed): string {
    const why = device.away ? (textOf(`zigbee.away.${device.away}`) ?? textOf(`bridge.standing.${device.away}`) ?? device.away) : t(`zigbee.kind.${device.kind}`);
    const update = device.update?.state === 'updating' ? ` · ${t('zigbee.updating', { n: Math.round(device.update.progress ?? 0) })}` : device.update?.state === 'available' ? ` · ${t('zigbee.updateThere')}` : '';
    return `${device.what ? `${device.what} · ` : ''}${why}${update}`;
  }
}
