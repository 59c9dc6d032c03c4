import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { number } from '../../i18n/format.ts';
import { t, textOf } from '../../i18n/text.ts';
import type { Bridge } from '../../live/contract.ts';
import { base } from '../../ui/base.ts';
import '../../ui/busy.ts';
import '../../ui/icon.ts';
import { toast } from '../../ui/toasts.ts';
import { tried } from '../../ui/tried.ts';
import { vars } from '../../ui/vars.ts';
import { doWith } from '../deeds.ts';
import { bindable, type Binding, type Details, type Listed } from './contract.ts';
import { called } from './names.ts';
import './options.ts';
import './scenes.ts';

/** A sleeping device answers when it wakes. */
const Patient = { limitMs: 130_000 };

/** One device of the network: its firmware, what it is bound to, its scenes, and its options. */
@customElement('k-zigbee-device')
export class ZigbeeDevice extends LitElement {
  @property({ attribute: false }) bridge!: Bridge;
  @property({ attribute: false }) one!: Listed;
  @property({ attribute: false }) devices: Listed[] = [];
  @state() private busy = '';

  static override styles = [base, css`
    :host { display: grid; gap: var(--s5); }
    section { display: grid; gap: var(--s3); }
    form { align-items: end; }
    form label { flex: 1 1 140px; min-width: 0; }
    select { min-width: 0; width: 100%; }
    .bar { height: 8px; border-radius: 4px; background: var(--surface-sunk); overflow: hidden; }
    .bar i { display: block; height: 100%; width: var(--part); background: var(--accent); transition: width var(--calm); }
    .list { box-shadow: none; border: 1px solid var(--line); }
  `];

  override render() {
    const { one } = this;
    const away = one.away ? (textOf(`zigbee.away.${one.away}`) ?? textOf(`bridge.standing.${one.away}`)) : undefined;
    return html`<p class="muted small">${one.what ?? ''}<br />${one.address}${away ? html`<br />${away}` : ''}</p>
      ${one.updates ? this.firmware() : ''}${this.bindings()}
      ${one.endpoints.some((endpoint) => endpoint.hears.includes('genScenes')) ? html`<section><h3>${t('zigbee.scenes')}</h3><k-zigbee-scenes .bridge=${this.bridge} .address=${one.address} .scenes=${one.endpoints.flatMap((endpoint) => endpoint.scenes)}></k-zigbee-scenes></section>` : ''}
      <section><h3>${t('zigbee.options')}</h3><k-zigbee-options .bridge=${this.bridge} .address=${one.address}></k-zigbee-options></section>
      <div class="line"><button type="button" class="button" ?disabled=${this.busy !== ''} @click=${() => this.run('interview', { address: one.address })}>${t('zigbee.interview')}</button>
        <button type="button" class="button" ?disabled=${this.busy !== ''} @click=${() => this.run('configure', { address: one.address })}>${t('zigbee.configure')}</button>
        ${this.busy === 'interview' || this.busy === 'configure' ? html`<k-busy></k-busy>` : ''}</div>`;
  }

  private firmware() {
    const { address, update } = this.one;
    const state = update?.state ?? 'idle';
    const button = (deed: string, text: string, primary = false) => html`<button type="button" class="button ${primary ? 'primary' : ''}" ?disabled=${this.busy !== ''} @click=${() => this.run(deed, { address })}>${text}</button>`;
    return html`<section><h3>${t('zigbee.firmware')}</h3>
      <p class="muted small" role="status">${update?.installed === undefined ? '' : `${t('zigbee.version', { version: update.installed })} · `}${textOf(`zigbee.update.${state}`) ?? state}${state === 'available' && update?.latest !== undefined ? `: ${update.latest}` : ''}</p>
      ${state === 'updating' ? html`<div class="bar" role="progressbar" aria-label=${t('zigbee.firmware')} aria-valuenow=${Math.round(update?.progress ?? 0)} aria-valuemin="0" aria-valuemax="100"><i ${vars({ '--part': `${update?.progress ?? 0}%` })}></i></div>
        <p class="small">${number(update?.progress ?? 0)} %${update?.remaining ? ` · ${t('zigbee.remaining', { n: Math.max(1, Math.round(update.remaining / 60)) })}` : ''}</p>` : ''}
      <div class="line">${state === 'updating' ? button('update-abort', t('zigbee.abort')) : state === 'scheduled' ? button('update-unschedule', t('zigbee.unschedule'))
        : html`${state === 'available' ? html`${button('update-install', t('zigbee.install'), true)}${button('update-schedule', t('zigbee.schedule'))}` : ''}${button('update-check', t('zigbee.check'))}`}
        ${this.busy === 'update-check' ? html`<k-busy></k-busy>` : ''}</div></section>`;
  }

  private bindings() {
    const all = this.one.endpoints.flatMap((endpoint) => endpoint.bindings.filter((binding) => this.nameOf(binding.to)).map((binding) => ({ ...binding, from: endpoint.id })));
    const says = bindable.filter((cluster) => this.one.endpoints.some((endpoint) => endpoint.says.includes(cluster) || endpoint.hears.includes(cluster)));
    if (all.length === 0 && says.length === 0) return '';
    const targets = [...this.groups.map((group) => [`group-${group.id}`, group.name]), ...this.devices.filter((device) => device.address !== this.one.address).map((device) => [device.address, called(device)])];
    return html`<section><h3>${t('zigbee.bindings')}</h3><p class="muted small">${t('zigbee.bindingsText')}</p>
      ${all.length ? html`<ul class="list">${all.map((binding) => html`<li class="row"><span class="grow"><b>${this.nameOf(binding.to)}</b><br /><span class="muted small">${textOf(`zigbee.cluster.${binding.cluster}`) ?? binding.cluster}</span></span>
        <button type="button" class="button" ?disabled=${this.busy !== ''} aria-label=${t('zigbee.unbindThis', { name: this.nameOf(binding.to) })} @click=${() => this.bind('unbind', binding.to, [binding.cluster], binding)}>${t('zigbee.unbind')}</button></li>`)}</ul>` : ''}
      ${says.length && targets.length ? html`<form class="line" @submit=${(event: Event) => { event.preventDefault(); const form = new FormData(event.target as HTMLFormElement); void this.bind('bind', String(form.get('to')), [String(form.get('what'))]); }}>
        <label class="grow">${t('zigbee.bindTo')}<select name="to" required>${targets.map(([address, name]) => html`<option value=${address}>${name}</option>`)}</select></label>
        <label class="grow">${t('zigbee.bindWhat')}<select name="what">${says.map((cluster) => html`<option value=${cluster}>${t(`zigbee.cluster.${cluster}`)}</option>`)}</select></label>
        <button class="button" ?disabled=${this.busy !== ''}>${t('zigbee.bind')}</button>${this.busy === 'bind' ? html`<k-busy></k-busy>` : ''}</form>` : ''}</section>`;
  }

  private get groups() {
    return (this.bridge.details as unknown as Details | undefined)?.groups ?? [];
  }

  /** Empty for the coordinator: that devices tell it what they do is no choice of anybody. */
  private nameOf(address: string): string {
    const device = this.devices.find((one) => one.address === address);
    return device ? called(device) : (this.groups.find((group) => `group-${group.id}` === address)?.name ?? '');
  }

  private async bind(deed: 'bind' | 'unbind', to: string, clusters: string[], binding?: Binding & { from: string }): Promise<void> {
    const target = to.startsWith('group-') ? Number(to.slice('group-'.length)) : to;
    await this.run(deed, { from: this.one.address, to: target, clusters, ...(binding ? { fromEndpoint: Number(binding.from), ...(binding.endpoint ? { toEndpoint: binding.endpoint } : {}) } : {}) });
  }

  private async run(deed: string, what: object): Promise<void> {
    this.busy = deed;
    if (await tried(() => doWith(this.bridge.id, deed, what, Patient))) toast({ text: t('zigbee.done') });
    this.busy = '';
    this.dispatchEvent(new Event('changed'));
  }
}
