import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { look } from '../device/looks.ts';
import { mayGo } from '../device/removal.ts';
import '../home/star.ts';
import { t } from '../i18n/text.ts';
import { get, remove } from '../live/api.ts';
import { roomsInOrder } from '../live/arrangement.ts';
import { phaseOf } from '../live/commands.ts';
import type { Changes, Device } from '../live/contract.ts';
import { homePath, signIn } from '../live/session.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { go, goBack } from '../shell/route.ts';
import { back } from '../ui/back.ts';
import { base } from '../ui/base.ts';
import '../ui/busy.ts';
import '../ui/icon.ts';
import { faultText } from '../ui/said.ts';
import { toast } from '../ui/toasts.ts';
import { tried } from '../ui/tried.ts';
import { isSet } from './kind.ts';
import { mayUndo, runScene, undoScene } from './run.ts';
import { byRoom, nameOf, type SceneView, type Step } from './scene.ts';
import { differenceWords, stepWords } from './words.ts';

/** Several changes of one moment are one look at the scene. */
const SettleMs = 150;

/** A scene: run it, take it back, see whether the home is so and where not, what it does; and what may be changed about it. */
@customElement('k-scene')
export class ScenePage extends LitElement {
  @property() scene = '';
  @state() private view?: SceneView;
  @state() private fault?: unknown;
  @state() private taking = false;
  private loadedFor = '';
  private leaving = false;
  private timer?: ReturnType<typeof setTimeout>;
  private unfollow?: () => void;

  constructor() {
    super();
    new Watch(this, () => [`device:${this.scene}`, 'devices', 'rooms', 'connection', 'clock', 'preferences', 'session']);
  }

  static override styles = [base, back, css`
    .title > i { display: grid; place-items: center; width: 56px; height: 56px; border-radius: 50%; background: var(--surface-sunk); color: var(--text-2); font-size: 1.3rem; font-style: normal; transition: background var(--calm), color var(--calm); }
    .title > i.set { background: var(--accent); color: var(--on-accent); }
    .title h1 { font-size: 1.625rem; }
    .under { display: flex; flex-wrap: wrap; gap: var(--s2); align-items: center; color: var(--text-2); margin-top: 6px; }
    .columns { display: grid; gap: var(--s5); align-items: start; grid-template-columns: minmax(0, 1fr); }
    .column { display: grid; gap: var(--s5); min-width: 0; }
    .card { display: grid; gap: var(--s4); }
    .main { min-height: 56px; font-size: 1.0625rem; }
    .so { display: flex; align-items: center; gap: var(--s2); font-weight: 600; color: var(--safe-text); }
    .differs li { display: flex; gap: var(--s2); padding: var(--s2) 0; }
    .differs li + li { border-top: 1px solid var(--line); }
    h3 { color: var(--text-2); font-size: var(--size-small); }
    .steps { display: grid; gap: var(--s4); }
    .steps .row { padding-inline: 0; min-height: 52px; }
    .steps li + li { border-top: 1px solid var(--line); }
    .steps b { font-weight: 600; }
    @media (min-width: 1000px) { .columns { grid-template-columns: minmax(0, 5fr) minmax(0, 6fr); } }
  `];

  override connectedCallback(): void {
    super.connectedCallback();
    this.unfollow = store.onChanges((changes) => this.heed(changes));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.unfollow?.();
    clearTimeout(this.timer);
    this.loadedFor = '';
  }

  override willUpdate(): void {
    const key = `${this.scene}/${store.isLive}`;
    if (this.loadedFor === key || !store.isLive) return;
    this.loadedFor = key;
    void this.load();
  }

  /** What it says of the home is asked again when something it sets has changed. */
  private heed({ values, devices, removed }: Changes): void {
    const steps = this.view?.steps ?? [];
    const mine = (id: string): boolean => id === this.scene || steps.some((step) => step.device === id);
    const touched = values?.some(({ d, p }) => d === this.scene || steps.some((step) => step.device === d && step.values?.[p] !== undefined)) || devices?.some(({ id }) => mine(id)) || removed?.some(mine);
    if (!touched) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.load(), SettleMs);
  }

  private async load(): Promise<void> {
    const { scene } = this;
    // What is being removed, or is gone, has nothing more to say.
    if (this.leaving || !store.device(scene)) return;
    try {
      const view = await get<SceneView>(homePath(`/scenes/${scene}`));
      if (scene === this.scene) [this.view, this.fault] = [view, undefined];
    } catch (error) {
      if (scene === this.scene) this.fault = error;
    }
  }

  override render() {
    const device = store.device(this.scene);
    if (!device) return html``;
    const view = this.view?.id === this.scene ? this.view : undefined;
    const room = store.room(device.room)?.name;
    return html`<button type="button" class="back" @click=${() => goBack('')}><k-icon name="back"></k-icon>${t('do.back')}</button>
      <div class="title"><i class=${isSet(device) ? 'set' : ''}><k-icon name=${look(device, store.specOf(device)).icon}></k-icon></i>
        <div class="grow"><h1>${device.name}</h1><div class="under small"><span>${[room, t('scene.scene')].filter(Boolean).join(' · ')}</span>${isSet(device) ? html`<span class="badge safe">${t('scene.active')}</span>` : ''}</div></div><k-star .device=${device.id}></k-star></div>
      <div class="columns"><div class="column">${this.main(device, view)}${view ? this.standing(view) : ''}</div>
        <div class="column">${view ? this.steps(view) : this.fault ? html`<p class="problem" role="alert">${faultText(this.fault)}</p>` : html`<k-busy></k-busy>`}${signIn.mayManage ? this.manage(device, view) : ''}</div></div>
      ${this.taking && view ? html`<k-take-over .view=${view} @closed=${() => (this.taking = false)} @taken=${(event: CustomEvent<SceneView>) => { this.view = event.detail; this.taking = false; }}></k-take-over>` : ''}`;
  }

  private main(device: Device, view: SceneView | undefined) {
    const wish = phaseOf(device.id);
    const busy = wish?.phase === 'asked' || wish?.phase === 'waiting';
    return html`<div class="card"><button type="button" class="button primary wide main" aria-busy=${busy ? 'true' : 'false'} @click=${() => void runScene(device.id)}>
        ${busy ? html`<k-busy></k-busy>` : html`<k-icon name=${wish?.phase === 'confirmed' ? 'check' : 'media'}></k-icon>`}${t('scenes.run')}</button>
      ${mayUndo(device.id) && view?.steps.some((step) => !step.call) ? html`<button type="button" class="button wide" @click=${() => void undoScene(device.id)}><k-icon name="retry"></k-icon>${t('scenes.undo')}</button>` : ''}
      ${wish?.phase === 'failed' ? html`<p class="problem" role="alert">${faultText(wish.fault)}</p>` : ''}</div>`;
  }

  /** Whether the home is as the scene sets it; a scene that only starts things sets nothing. */
  private standing({ steps, differences, isSet: set }: SceneView) {
    if (!steps.some((step) => !step.call)) return '';
    return html`<section class="card" aria-label=${t('scenes.standing')}><h2>${t('scenes.standing')}</h2>
      ${differences.length === 0 ? html`<p class=${set ? 'so' : 'muted'}>${set ? html`<k-icon name="check"></k-icon>` : ''}${set ? t('scenes.so') : t('scenes.notSo')}</p>`
        : html`<p class="muted">${t('scenes.otherwise', { n: differences.length })}</p><ul class="differs">${differences.map((one) => html`<li>${differenceWords(one)}</li>`)}</ul>`}</section>`;
  }

  private steps({ steps }: SceneView) {
    return html`<section class="card" aria-label=${t('scenes.steps')}><h2>${t('scenes.steps')}</h2>
      ${steps.length === 0 ? html`<p class="note">${t('scenes.noSteps')}</p>` : html`<div class="steps">${byRoom(steps, roomsInOrder(), t('device.noRoom')).map(({ name, parts }) => html`<div><h3>${name}</h3><ul>${parts.map((step) => this.step(step))}</ul></div>`)}</div>`}</section>`;
  }

  private step(step: Step) {
    const device = store.device(step.device);
    return html`<li><a class="row" href="#/device/${step.device}"><k-icon name=${device ? look(device, store.specOf(device)).icon : 'device'}></k-icon><span class="grow"><b>${nameOf(device, step.device)}</b><br /><span class="small muted">${stepWords(step)}</span></span><k-icon name="next"></k-icon></a></li>`;
  }

  private manage(device: Device, view: SceneView | undefined) {
    return html`<section class="card" aria-label=${t('scenes.change')}><h2>${t('scenes.change')}</h2><div class="line">
      <a class="button" href="#/scene/${device.id}"><k-icon name="edit"></k-icon>${t('scenes.edit')}</a>
      ${view?.steps.some((step) => !step.call) ? html`<button type="button" class="button" @click=${this.take}>${t('scenes.take')}</button>` : ''}
      <button type="button" class="button danger" @click=${() => this.forget(device)}>${t('scenes.remove')}</button></div></section>`;
  }

  private readonly take = async (): Promise<void> => {
    await import('./take-over.ts');
    this.taking = true;
  };

  private async forget(device: Device): Promise<void> {
    if (!(await mayGo(device, t('scenes.removeText'), t('scenes.remove')))) return;
    this.leaving = true;
    if (!(await tried(() => remove(homePath(`/devices/${device.id}`))))) {
      this.leaving = false;
      return;
    }
    toast({ text: t('device.removed', { name: device.name }) });
    go('scenes', true);
  }
}
