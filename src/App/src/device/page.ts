import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import '../home/star.ts';
import { ageText, valueText } from '../i18n/format.ts';
import { local, t, withRareTexts } from '../i18n/text.ts';
import { shown, wishesOf } from '../live/commands.ts';
import type { Device, Service, Spec } from '../live/contract.ts';
import { signIn } from '../live/session.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { isScene } from '../scenes/kind.ts';
import { goBack } from '../shell/route.ts';
import { back } from '../ui/back.ts';
import { base } from '../ui/base.ts';
import '../ui/empty.ts';
import '../ui/icon.ts';
import { faultText } from '../ui/said.ts';
import './action.ts';
import { controlOf, isCovered, type Chosen } from './controls.ts';
import './details.ts';
import { emblemOf } from './emblems.ts';
import { anyPart, heardAt } from './parts.ts';
import './property.ts';

/** It says what it says by itself, over MQTT. */
const speaks = (device: Device): boolean => signIn.mayManage && device.via === 'native';
const loadTraffic = withRareTexts(() => import('./traffic.ts'));

/** A device's page, made from its spec: main control, history, everything else it has, what may be changed about it. */
@customElement('k-device')
export class DevicePage extends LitElement {
  @property() device = '';
  @state() private loaded = '';
  private loading = '';

  constructor() {
    super();
    new Watch(this, () => [`device:${this.device}`, 'devices', 'rooms', 'connection', 'clock', 'preferences', 'session']);
  }

  static override styles = [base, back, css`
    .title h1 { font-size: 1.625rem; }
    .under { display: flex; flex-wrap: wrap; gap: var(--s2); align-items: center; color: var(--text-2); margin-top: 6px; }
    .columns { display: grid; gap: var(--s5); align-items: start; grid-template-columns: minmax(0, 1fr); }
    .column { display: grid; gap: var(--s5); min-width: 0; }
    .card h2 { display: flex; align-items: center; gap: var(--s2); margin-bottom: var(--s3); }
    h2 k-icon { color: var(--text-2); font-size: 0.9rem; }
    .stale { border: 1.5px dashed var(--line-strong); box-shadow: none; }
    .stale-note { display: flex; gap: var(--s3); align-items: center; padding: var(--s3) var(--s4); border-radius: var(--radius); background: var(--stale-soft); color: var(--stale-text); margin-bottom: var(--s4); }
    .rows { display: grid; gap: var(--s3); }
    .rows > * + * { border-top: 1px solid var(--line); padding-top: var(--s3); }
    .actions { display: flex; flex-wrap: wrap; gap: var(--s2); }
    .assumed { margin-bottom: var(--s4); }
    .failed { display: flex; gap: var(--s3); align-items: center; margin-bottom: var(--s4); }
    @media (min-width: 1000px) { .columns { grid-template-columns: minmax(0, 5fr) minmax(0, 6fr); } }
  `];

  override willUpdate(): void {
    const found = store.device(this.device);
    if (found && isScene(found)) {
      void import('../scenes/page.ts');
      return;
    }
    const spec = found && store.specOf(found);
    const control = spec && controlOf(spec);
    if (found && speaks(found)) void loadTraffic();
    if (signIn.seesPeople) void import('../rules/of-device.ts');
    if (!control || this.loaded === control.type || this.loading === control.type) return;
    this.loading = control.type;
    void Promise.all([control.load(), import('../history/history.ts')]).then(() => {
      this.loaded = control.type;
      this.loading = '';
    });
  }

  override render() {
    const device = store.device(this.device);
    if (!device) {
      if (!store.home) return html``;
      return html`<k-empty icon="device" .heading=${t('device.gone')} .text=${t('device.goneText')}><a class="button primary" href="#/">${t('nav.home')}</a></k-empty>`;
    }
    if (isScene(device)) return keyed(device.id, html`<k-scene .scene=${device.id}></k-scene>`);
    const spec = store.specOf(device);
    const room = store.room(device.room);
    const battery = spec && anyPart(spec, 'battery-level');
    const assumed = spec?.services.some((service) => service.properties.some((property) => property.assumed));
    const failed = [...wishesOf(device.id)].find((wish) => wish.phase === 'failed');
    return html`<button type="button" class="back" @click=${() => goBack('')}><k-icon name="back"></k-icon>${t('do.back')}</button>
      <div class="title"><div class="grow"><h1>${device.name}</h1><div class="under small"><span>${[room?.name, local(spec?.name)].filter(Boolean).join(' · ')}</span>
        <span class="badge ${device.online ? 'safe' : 'stale'}">${device.online ? t('device.online') : t('device.offline')}</span>
        ${assumed ? html`<span class="badge stale">${t('device.assumed')}</span>` : ''}
        ${battery && shown(device.id, battery.address) !== undefined ? html`<span class="badge"><k-icon name="battery"></k-icon><span class="sr">${local(battery.title)}</span>${valueText(battery, shown(device.id, battery.address))}</span>` : ''}</div></div><k-star .device=${device.id}></k-star></div>
      ${device.online ? '' : html`<div class="stale-note"><k-icon name="offline"></k-icon><span>${t('device.staleNote', { age: ageText(heardAt(device)) })}</span></div>`}
      ${assumed && device.online ? html`<p class="muted small assumed">${t('device.assumedNote')}</p>` : ''}
      ${failed ? html`<div class="problem failed" role="alert"><span class="grow">${faultText(failed.fault)}</span><button type="button" class="button" @click=${() => failed.retry()}><k-icon name="retry"></k-icon>${t('do.retry')}</button></div>` : ''}
      ${spec ? this.body(device, spec) : ''}`;
  }

  private body(device: Device, spec: Spec) {
    const control = controlOf(spec);
    const ready = control && this.loaded === control.type;
    return html`<div class="columns">
      <div class="column"><div class="card ${device.online ? '' : 'stale'}">${ready ? keyed(device.id, control.show(device.id, control.service)) : html`<k-busy></k-busy>`}</div>
        ${ready ? keyed(`h${device.id}`, html`<k-history .device=${device.id}></k-history>`) : ''}</div>
      <div class="column">${spec.services.filter((service) => service.type !== 'device-information').map((service) => this.service(device, service, control))}
        ${signIn.seesPeople ? keyed(`r${device.id}`, html`<k-device-rules .device=${device.id}></k-device-rules>`) : ''}
        ${signIn.mayManage ? keyed(`d${device.id}`, html`<k-device-details .device=${device.id}></k-device-details>`) : ''}
        ${speaks(device) ? keyed(`t${device.id}`, html`<k-traffic .path=${`/devices/${device.id}/traffic`}></k-traffic>`) : ''}</div></div>`;
  }

  /** Everything of a service that the main control does not show already. */
  private service(device: Device, service: Service, control: Chosen | undefined) {
    const properties = service.properties.filter((property) => property.access.length > 0 && !isCovered(control, service, property.name));
    const actions = service.actions.filter((action) => !isCovered(control, service, action.name));
    if (properties.length === 0 && actions.length === 0) return '';
    return html`<section class="card" aria-label=${local(service.name)}><h2><k-icon name=${emblemOf(service.type)}></k-icon>${local(service.name)}</h2>
      <div class="rows">${properties.map((property) => html`<k-property .device=${device.id} .property=${property}></k-property>`)}
      ${actions.length > 0 ? html`<div class="actions">${actions.map((action) => html`<k-action .device=${device.id} .action=${action} .service=${service}></k-action>`)}</div>` : ''}</div></section>`;
  }
}
