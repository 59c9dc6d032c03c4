import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { look } from '../device/looks.ts';
import { t } from '../i18n/text.ts';
import { get, post, put } from '../live/api.ts';
import { inOrder } from '../live/arrangement.ts';
import { set } from '../live/commands.ts';
import type { Device } from '../live/contract.ts';
import { homePath, signIn } from '../live/session.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { go } from '../shell/route.ts';
import { back } from '../ui/back.ts';
import { base } from '../ui/base.ts';
import '../ui/empty.ts';
import '../ui/icon.ts';
import { faultText } from '../ui/said.ts';
import '../ui/stepper.ts';
import { type AlarmView, type ArmMode, guardOf, isAlarm, moves, type Sensor, type Settings, sirenOf } from './kind.ts';

const Modes: ArmMode[] = ['home', 'away', 'night'];

/** Which sensors guard the home and when, which sirens sound, and how much time one has. */
@customElement('k-alarm-setup')
export class AlarmSetup extends LitElement {
  /** The alarm system to change; empty for a new one. */
  @property() alarm = '';
  @state() private settings: Settings = { sensors: [], sirens: [], exitDelay: 60, entryDelay: 30, sirenTime: 180, followsMode: false };
  @state() private busy = false;
  @state() private fault?: unknown;

  constructor() {
    super();
    new Watch(this, () => ['devices', 'rooms', 'preferences', 'connection', 'session', 'home', 'arrangement']);
  }

  static override styles = [base, back, css`
    .page { max-width: 640px; }
    section.stack { gap: var(--s2); }
    .sensor { display: grid; gap: var(--s2); padding-block: var(--s2); }
    .sensor .row { padding-inline: 0; min-height: 44px; font-weight: 400; }
    .list > .sensor { padding-inline: var(--s4); }
    .list > * + * { border-top: 1px solid var(--line); }
    .when { display: flex; flex-wrap: wrap; gap: 0 var(--s4); padding-inline-start: 36px; }
    .when label { font-weight: 500; }
    .time { display: flex; align-items: center; justify-content: space-between; flex-wrap: wrap; gap: var(--s3); min-height: 52px; }
    .siren { display: flex; align-items: center; gap: var(--s3); padding: var(--s2) var(--s4); }
    .siren .row { padding-inline: 0; font-weight: 400; }
  `];

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.alarm) void this.attempt(async () => { this.settings = (await get<AlarmView>(homePath(`/alarms/${this.alarm}`))).settings; });
  }

  override render() {
    const own = store.device(this.alarm);
    return html`<div class="page"><a class="back" href=${this.alarm ? `#/device/${this.alarm}` : '#/me'}><k-icon name="back"></k-icon>${own?.name ?? t('nav.me')}</a>
      <div class="title"><h1>${t(this.alarm ? 'alarm.edit' : 'alarm.setUp')}</h1></div>
      ${!store.home ? '' : signIn.mayManage ? this.form() : html`<k-empty icon="lock" .heading=${t('alarm.forbidden')} .text=${t('pair.forbiddenText')}></k-empty>`}</div>`;
  }

  private form() {
    const all = inOrder([...store.devices.values()].filter((device) => !isAlarm(device)));
    const sensors = all.filter((device) => guardOf(store.specOf(device)));
    const sirens = all.filter((device) => sirenOf(store.specOf(device)));
    if (sensors.length === 0) return html`<k-empty icon="contact" .heading=${t('alarm.none')} .text=${t('alarm.noneText')}><a class="button primary" href="#/pair">${t('home.add')}</a></k-empty>`;
    const { settings } = this;
    return html`<form class="stack" @submit=${this.save}>
      ${this.alarm ? '' : html`<div class="card stack"><p class="muted">${t('alarm.text')}</p><label>${t('device.name')}<input name="name" type="text" required maxlength="64" autocomplete="off" .value=${t('alarm.name')} /></label></div>`}
      <section class="stack"><h2>${t('alarm.sensors')}</h2><p class="muted small">${t('alarm.entryText')}</p><div class="list" role="group" aria-label=${t('alarm.sensors')}>${sensors.map((device) => this.sensor(device))}</div></section>
      <section class="stack"><h2>${t('alarm.sirens')}</h2>${sirens.length ? html`<div class="list" role="group" aria-label=${t('alarm.sirens')}>${sirens.map((device) => this.siren(device))}</div>` : html`<p class="note">${t('alarm.noSiren')}</p>`}</section>
      <section class="card">${this.time('exitDelay', 0, 600, 10)}${this.time('entryDelay', 0, 600, 10)}${this.time('sirenTime', 30, 900, 30)}
        <label class="check"><input type="checkbox" .checked=${settings.followsMode} @change=${(event: Event) => this.change({ followsMode: (event.target as HTMLInputElement).checked })} />${t('alarm.followsMode')}</label>
        <p class="muted small">${t('alarm.followsText')}</p></section>
      ${this.fault ? html`<p class="problem" role="alert">${faultText(this.fault)}</p>` : ''}
      <button class="button primary wide" ?disabled=${this.busy || settings.sensors.length === 0}>${settings.sensors.length === 0 ? t('alarm.choose') : t('do.save')}</button></form>`;
  }

  private sensor(device: Device) {
    const chosen = this.settings.sensors.find((sensor) => sensor.device === device.id);
    const put = (sensor: Sensor | undefined): void => this.change({ sensors: [...this.settings.sensors.filter((other) => other.device !== device.id), ...(sensor ? [sensor] : [])] });
    const when = (mode: ArmMode, on: boolean): void => { const modes = Modes.filter((one) => (one === mode ? on : chosen!.modes.includes(one))); put(modes.length ? { ...chosen!, modes } : undefined); };
    return html`<div class="sensor"><label class="row check"><input type="checkbox" .checked=${!!chosen} @change=${() => put(chosen ? undefined : this.suggest(device))} /><k-icon name=${look(device, store.specOf(device)).icon}></k-icon>
        <span class="grow">${device.name}<br /><span class="muted small">${store.room(device.room ?? '')?.name ?? t('device.noRoom')}</span></span></label>
      ${chosen ? html`<div class="when" role="group" aria-label=${device.name}>${Modes.map((mode) => html`<label class="check"><input type="checkbox" .checked=${chosen.modes.includes(mode)} @change=${(event: Event) => when(mode, (event.target as HTMLInputElement).checked)} />${t(`alarm.in.${mode as 'home'}`)}</label>`)}
        <label class="check"><input type="checkbox" .checked=${chosen.entry} @change=${(event: Event) => put({ ...chosen, entry: (event.target as HTMLInputElement).checked })} />${t('alarm.entry')}</label></div>` : ''}</div>`;
  }

  /** Movement counts when all are out and lies on the way; doors and windows count always, and only a door by name lies on the way. */
  private suggest(device: Device): Sensor {
    const address = guardOf(store.specOf(device))!;
    return moves(address) ? { device: device.id, address, modes: ['away'], entry: true } : { device: device.id, address, modes: Modes, entry: /door|门/i.test(device.name) };
  }

  private siren(device: Device) {
    const { sirens } = this.settings;
    const address = sirenOf(store.specOf(device))!;
    const sounds = device.values[address]?.v === true;
    return html`<div class="siren"><label class="row check grow"><input type="checkbox" .checked=${sirens.includes(device.id)} @change=${() => this.change({ sirens: sirens.includes(device.id) ? sirens.filter((one) => one !== device.id) : [...sirens, device.id] })} />
        <k-icon name=${look(device, store.specOf(device)).icon}></k-icon><span class="grow">${device.name}</span></label>
      <button type="button" class="button" ?disabled=${!device.online} @click=${() => void set(device.id, { [address]: !sounds })}>${t(sounds ? 'alarm.silence' : 'alarm.test')}</button></div>`;
  }

  private time(name: 'exitDelay' | 'entryDelay' | 'sirenTime', min: number, max: number, step: number) {
    return html`<div class="time"><span>${t(`alarm.${name}`)}</span><k-stepper .label=${t(`alarm.${name}`)} .value=${this.settings[name]} .min=${min} .max=${max} .step=${step} .text=${t('alarm.seconds', { n: this.settings[name] })}
      @change=${(event: CustomEvent<number>) => this.change({ [name]: event.detail })}></k-stepper></div>`;
  }

  private change(what: Partial<Settings>): void {
    this.settings = { ...this.settings, ...what };
  }

  private readonly save = (event: Event): void => {
    event.preventDefault();
    const name = String(new FormData(event.target as HTMLFormElement).get('name') ?? '').trim();
    void this.attempt(async () => {
      const { settings } = this;
      const kept = this.alarm ? await put<AlarmView>(homePath(`/alarms/${this.alarm}`), { settings }) : await post<AlarmView>(homePath('/alarms'), { name, settings });
      go(`device/${kept.id}`, true);
    });
  };

  private async attempt(work: () => Promise<void>): Promise<void> {
    [this.busy, this.fault] = [true, undefined];
    try {
      await work();
    } catch (error) {
      this.fault = error;
    } finally {
      this.busy = false;
    }
  }
}
