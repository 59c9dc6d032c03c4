import { LitElement, css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { t } from '../i18n/text.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { ask } from '../ui/ask.ts';
import { back } from '../ui/back.ts';
import { base } from '../ui/base.ts';
import '../ui/dialog.ts';
import '../ui/empty.ts';
import '../ui/icon.ts';
import { faultText } from '../ui/said.ts';
import { tried } from '../ui/tried.ts';
import { add, change, drop, engines, satellites, type Engine, type Satellite, type SatelliteForm, type Voice } from './satellites.ts';

/** Whether a microphone is open is to be seen soon after it is. */
const RefreshMs = 2_000;

/** The engines that a home hears and speaks with, and its microphones: what each does now, paused by one tap. */
@customElement('k-voice')
export class VoicePage extends LitElement {
  @state() private voice?: Voice;
  @state() private all?: Satellite[];
  @state() private edited?: Satellite | 'new';
  @state() private fault?: unknown;
  @state() private refused?: unknown;
  private timer?: ReturnType<typeof setInterval>;

  constructor() {
    super();
    new Watch(this, () => ['preferences', 'connection', 'rooms', 'clock']);
  }

  static override styles = [base, back, css`
    .satellite { display: grid; gap: var(--s3); padding: var(--s4); }
    .microphone { display: flex; align-items: center; gap: var(--s2); }
    .microphone.open { color: var(--alert-text); font-weight: 600; }
    .languages { text-transform: uppercase; }
    .who { margin-top: var(--s5); }
  `];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.fetch();
    this.timer = setInterval(() => void this.fetch(), RefreshMs);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  private async fetch(): Promise<void> {
    try {
      [this.all, this.voice] = await Promise.all([satellites(), engines()]);
      this.fault = undefined;
    } catch (error) {
      if (!this.voice) this.fault = error;
    }
  }

  override render() {
    const { voice, all } = this;
    return html`<div class="page"><a class="back" href="#/me"><k-icon name="back"></k-icon>${t('nav.me')}</a>
      <div class="title"><h1 class="grow">${t('satellite.title')}</h1>${voice?.satellites ? html`<button type="button" class="button" @click=${() => this.edit('new')}><k-icon name="plus"></k-icon>${t('satellite.add')}</button>` : ''}</div>
      <p class="muted">${t('satellite.text')}</p>
      ${this.fault ? html`<p class="problem" role="alert">${faultText(this.fault)}</p>` : ''}
      ${voice && all ? html`<section><h2>${t('satellite.list')}</h2>
          ${!voice.satellites ? html`<p class="note">${t('satellite.not')}</p>` : all.length === 0 ? html`<k-empty icon="microphone" .heading=${t('satellite.empty')} .text=${t('satellite.emptyText')}></k-empty>`
            : html`<ul class="list">${all.map((one) => html`<li>${this.satellite(one)}</li>`)}</ul>`}</section>
        <section><h2>${t('satellite.engines')}</h2><ul class="list">${this.engine('hearing', 'talk', voice.hearing)}${this.engine('speaking', 'speaker', voice.speaking)}${this.engine('waking', 'signal', voice.waking)}</ul></section>
        <p class="note who">${t('satellite.who')}</p>` : ''}
      ${this.edited ? html`<k-dialog open .heading=${this.edited === 'new' ? t('satellite.add') : this.edited.name} @closed=${() => (this.edited = undefined)}>${this.form(this.edited)}</k-dialog>` : ''}</div>`;
  }

  private engine(kind: 'hearing' | 'speaking' | 'waking', icon: string, engine: Engine) {
    const facts = engine.state === 'off' ? t(kind === 'waking' ? 'satellite.wakeOff' : 'satellite.engineOff') : engine.state === 'away' ? t('satellite.engineAway')
      : html`${engine.name}${engine.languages?.length ? html` · <span class="languages">${engine.languages.slice(0, 6).join(' ')}</span>` : ''}`;
    return html`<li class="row"><k-icon name=${icon}></k-icon><span class="grow"><b>${t(`satellite.${kind}`)}</b><br /><span class="muted small">${facts}</span></span>
      <span class="badge ${engine.state === 'there' ? 'safe' : engine.state === 'away' ? 'alert' : ''}">${t(`satellite.engine.${engine.state}`)}</span></li>`;
  }

  private satellite(one: Satellite) {
    const where = [store.rooms.find((room) => room.id === one.room)?.name, one.program].filter(Boolean).join(' · ');
    const tone = one.state === 'offline' || one.state === 'paused' ? 'stale' : one.state === 'idle' ? '' : 'safe';
    return html`<div class="satellite"><div class="line"><div class="grow"><h3>${one.name}</h3><p class="muted small">${where}</p></div><span class="badge ${tone}">${t(`satellite.state.${one.state}`)}</span></div>
      ${one.state === 'offline' ? '' : html`<p class="microphone small ${one.microphone ? 'open' : 'muted'}"><k-icon name="microphone"></k-icon>${t(one.microphone ? 'satellite.open' : 'satellite.shut')}</p>`}
      ${one.trouble ? html`<p class=${one.state === 'offline' ? 'note' : 'problem'}>${t(one.state === 'offline' ? 'satellite.gone' : 'satellite.failed')}<br /><span class="small" lang="en">${one.trouble}</span></p>` : ''}
      <div class="line"><button type="button" class="button ${one.paused ? 'primary' : ''}" aria-label=${t(one.paused ? 'satellite.resumeName' : 'satellite.pauseName', { name: one.name })} @click=${() => this.pause(one)}><k-icon name=${one.paused ? 'microphone' : 'pause'}></k-icon>${t(one.paused ? 'satellite.resume' : 'satellite.pause')}</button>
        <button type="button" class="button quiet" aria-label=${t('satellite.editName', { name: one.name })} @click=${() => this.edit(one)}><k-icon name="edit"></k-icon>${t('satellite.edit')}</button></div></div>`;
  }

  private form(of: Satellite | 'new') {
    const one = of === 'new' ? undefined : of;
    return html`<form class="stack" @submit=${this.save}>
      <label>${t('satellite.name')}<input name="name" type="text" required maxlength="64" autocomplete="off" .value=${one?.name ?? ''} /></label>
      <label>${t('satellite.address')}<input name="address" type="text" required maxlength="300" autocomplete="off" autocapitalize="none" spellcheck="false" placeholder="tcp://192.168.1.20:10700" .value=${one?.address ?? ''} /><span class="small">${t('satellite.addressHint')}</span></label>
      <label>${t('satellite.room')}<select name="room"><option value="">${t('satellite.noRoom')}</option>${store.rooms.map((room) => html`<option value=${room.id} ?selected=${room.id === one?.room}>${room.name}</option>`)}</select></label>
      <label>${t('satellite.language')}<select name="language"><option value="">${t('satellite.anyLanguage')}</option><option value="en" lang="en" ?selected=${one?.language === 'en'}>English</option><option value="zh" lang="zh" ?selected=${one?.language === 'zh'}>中文</option></select></label>
      ${this.refused ? html`<p class="problem" role="alert">${faultText(this.refused)}</p>` : ''}
      <button class="button primary wide">${t(one ? 'do.save' : 'satellite.add')}</button>
      ${one ? html`<button type="button" class="button danger wide" @click=${() => this.delete(one)}>${t('satellite.remove')}</button>` : ''}</form>`;
  }

  private edit(of: Satellite | 'new'): void {
    this.refused = undefined;
    this.edited = of;
  }

  private readonly save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const fields = new FormData(event.target as HTMLFormElement);
    const text = (name: string): string => String(fields.get(name) ?? '').trim();
    const form: SatelliteForm = { name: text('name'), address: text('address'), room: text('room') || null, language: text('language') || null };
    try {
      if (this.edited === 'new') await add(form);
      else if (this.edited) await change(this.edited.id, form);
      this.edited = undefined;
      await this.fetch();
    } catch (error) {
      this.refused = error;
    }
  };

  private async pause(one: Satellite): Promise<void> {
    await tried(() => change(one.id, { paused: !one.paused }));
    await this.fetch();
  }

  private async delete(one: Satellite): Promise<void> {
    if (!(await ask({ title: t('satellite.removeAsk', { name: one.name }), text: t('satellite.removeText'), yes: t('satellite.remove'), danger: true }))) return;
    if (await tried(() => drop(one.id))) this.edited = undefined;
    await this.fetch();
  }
}
