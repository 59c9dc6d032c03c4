import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { t } from '../i18n/text.ts';
import type { Bridge } from '../live/contract.ts';
import { signIn } from '../live/session.ts';
import { store } from '../live/store.ts';
import { ask } from '../ui/ask.ts';
import { base } from '../ui/base.ts';
import '../ui/icon.ts';
import '../ui/toggle.ts';
import { tried } from '../ui/tried.ts';
import './access.ts';
import { doWith } from './deeds.ts';
import './infrared/blaster.ts';
import './infrared/learn.ts';
import { detailsOf, rangeOf, typeText, type Blaster, type Remote } from './infrared/model.ts';
import './infrared/take-in.ts';

/** Infrared: what sends, what it stands in for, and the ways to add a remote. */
@customElement('k-bridge-infrared')
export class InfraredPanel extends LitElement {
  @property({ attribute: false }) bridge!: Bridge;
  @property() password = '';
  @state() private open: '' | 'blaster' | 'file' | 'learn' = '';
  /** The remote that learns another button; empty for a new one. */
  @state() private teaching = '';

  static override styles = [base, css`
    :host { display: grid; gap: var(--s5); margin-top: var(--s4); }
    li { padding: var(--s3) var(--s4); }
    .line { align-items: center; }
    .small { overflow-wrap: anywhere; }
    details { margin-top: var(--s2); }
    summary { min-height: var(--target); display: flex; align-items: center; cursor: pointer; color: var(--accent-text); font-weight: 600; font-size: var(--size-small); }
    .keys { display: flex; flex-wrap: wrap; gap: var(--s2); padding-block: var(--s2); }
    .keys .button { max-width: 100%; overflow-wrap: anywhere; }
    .flag { display: flex; align-items: center; justify-content: space-between; gap: var(--s3); min-height: 44px; }
  `];

  override render() {
    const { blasters, remotes, types } = detailsOf(this.bridge);
    return html`<section class="stack"><div class="line"><h2 class="grow">${t('infrared.remotes')}</h2></div>
        ${remotes.length ? html`<ul class="list">${remotes.map((remote) => this.remote(remote, blasters))}</ul>` : html`<p class="note">${t(blasters.length ? 'infrared.noRemotes' : 'infrared.noBlasters')}</p>`}
        ${signIn.mayManage && blasters.length ? html`<div class="line"><button type="button" class="button primary" @click=${() => (this.open = 'file')}><k-icon name="plus"></k-icon>${t('infrared.fromFile')}</button>
          <button type="button" class="button" @click=${() => this.teach('')}>${t('infrared.byLearning')}</button></div>` : ''}</section>
      <section class="stack"><h2>${t('infrared.blasters')}</h2>
        ${blasters.length ? html`<ul class="list">${blasters.map((blaster) => this.blaster(blaster))}</ul>` : ''}
        <p class="muted small">${t('infrared.blastersText')}</p>
        ${signIn.mayManage ? html`<div><button type="button" class="button ${blasters.length ? '' : 'primary'}" @click=${() => (this.open = 'blaster')}><k-icon name="plus"></k-icon>${t('infrared.addBlaster')}</button></div>` : ''}</section>
      ${this.password || !blasters.length ? html`<k-bridge-access .bridge=${this.bridge} .password=${this.password} .text=${t('infrared.access')}></k-bridge-access>` : ''}
      ${this.open === 'blaster' ? html`<k-infrared-blaster .bridge=${this.bridge.id} @closed=${this.closed}></k-infrared-blaster>` : ''}
      ${this.open === 'file' ? html`<k-infrared-file .bridge=${this.bridge.id} .blasters=${blasters} .types=${types} @closed=${this.closed}></k-infrared-file>` : ''}
      ${this.open === 'learn' ? html`<k-infrared-learn .bridge=${this.bridge.id} .blasters=${blasters} .types=${types} .remote=${remotes.find(({ id }) => id === this.teaching)} @closed=${this.closed}></k-infrared-learn>` : ''}`;
  }

  private remote(remote: Remote, blasters: Blaster[]) {
    const device = remote.device ? store.device(remote.device) : undefined;
    const name = device?.name ?? remote.name;
    const through = blasters.find(({ id }) => id === remote.blaster)?.name;
    return html`<li><div class="line"><span class="grow"><b>${device ? html`<a href="#/device/${device.id}">${name}</a>` : name}</b><br /><span class="muted small">${[typeText(remote.type), through, remote.states ? t('infrared.states', { n: remote.states.count }) : t('infrared.buttons', { n: remote.buttons.length })].filter(Boolean).join(' · ')}</span></span>
        <span class="badge ${remote.online ? 'safe' : 'stale'}">${t(remote.online ? 'bridge.online' : 'bridge.offline')}</span></div>
      ${remote.why ? html`<p class="muted small">${through ? t('infrared.away', { name: through }) : t('infrared.blasterGone')}</p>` : ''}
      <details><summary>${t('infrared.more')}</summary><div class="stack">
        ${remote.states ? html`<p class="muted small">${rangeOf(remote.states)}</p>` : ''}
        ${remote.buttons.length ? html`<div class="keys" role="group" aria-label=${t('infrared.keysOf', { name })}>${remote.buttons.map((button) => html`<button type="button" class="button" ?disabled=${!remote.online} @click=${() => this.press(remote, button)}>${button}</button>`)}</div>` : ''}
        ${signIn.mayManage ? html`${remote.on === undefined ? '' : html`<div class="flag"><span aria-hidden="true">${t('infrared.isOn')}</span><k-toggle .on=${remote.on === true} ?unknown=${remote.on === null} .label=${`${name}, ${t('infrared.isOn')}`} @change=${(event: CustomEvent<boolean>) => this.tell('assume', { remote: remote.id, on: event.detail })}></k-toggle></div>`}
          <label>${t('infrared.through')}<select @change=${(event: Event) => this.tell('change', { remote: remote.id, blaster: (event.target as HTMLSelectElement).value })}>
            ${through ? '' : html`<option selected disabled>${t('infrared.choose')}</option>`}${blasters.map(({ id, name: its }) => html`<option value=${id} ?selected=${id === remote.blaster}>${its}</option>`)}</select></label>
          <div class="line"><button type="button" class="button" @click=${() => this.teach(remote.id)}><k-icon name="plus"></k-icon>${t('infrared.learnMore')}</button>
            <button type="button" class="button danger" @click=${() => this.forget(remote, name)}>${t('bridge.remove')}</button></div>` : ''}</div></details></li>`;
  }

  private blaster(blaster: Blaster) {
    return html`<li class="line"><span class="grow"><b>${blaster.name}</b><br /><span class="muted small">${blaster.kind === 'zigbee' ? 'Zigbee' : blaster.kind === 'esphome' ? 'ESPHome' : 'Tasmota'}${blaster.kind === 'zigbee' ? '' : ` · ${blaster.where}`}</span></span>
      <span class="badge ${blaster.online ? 'safe' : 'stale'}">${t(blaster.online ? 'bridge.online' : 'bridge.offline')}</span>
      ${signIn.mayManage && blaster.kind !== 'zigbee' ? html`<button type="button" class="icon-button" aria-label=${`${t('bridge.remove')} ${blaster.name}`} @click=${() => this.removeBlaster(blaster)}><k-icon name="trash"></k-icon></button>` : ''}</li>`;
  }

  private teach(remote: string): void {
    this.teaching = remote;
    this.open = 'learn';
  }

  private press(remote: Remote, button: string): void {
    void tried(() => doWith(this.bridge.id, 'send', { remote: remote.id, button }));
  }

  private async tell(deed: string, what: object): Promise<void> {
    await tried(() => doWith(this.bridge.id, deed, what));
    this.changed();
  }

  private async forget(remote: Remote, name: string): Promise<void> {
    if (await ask({ title: t('bridge.removeAsk', { name }), text: t('infrared.removeText'), yes: t('bridge.remove'), danger: true })) await this.tell('remove', { remote: remote.id });
  }

  private async removeBlaster(blaster: Blaster): Promise<void> {
    if (await ask({ title: t('bridge.removeAsk', { name: blaster.name }), text: t('infrared.removeBlasterText'), yes: t('bridge.remove'), danger: true })) await this.tell('remove-blaster', { blaster: blaster.id });
  }

  private readonly closed = (): void => {
    this.open = '';
    this.changed();
  };

  private changed(): void {
    this.dispatchEvent(new Event('bridge-changed', { bubbles: true, composed: true }));
  }
}
