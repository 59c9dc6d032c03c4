import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { thingIconNames } from '../arrange/icons.ts';
import '../device/picker.ts';
import { t } from '../i18n/text.ts';
import { Fault, get, patch, post, put } from '../live/api.ts';
import { roomsInOrder } from '../live/arrangement.ts';
import { homePath, signIn } from '../live/session.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { askBeforeLeaving, go, goBack } from '../shell/route.ts';
import { ask } from '../ui/ask.ts';
import { back } from '../ui/back.ts';
import { base } from '../ui/base.ts';
import '../ui/busy.ts';
import '../ui/dialog.ts';
import '../ui/empty.ts';
import '../ui/icon.ts';
import { faultText } from '../ui/said.ts';
import { toast } from '../ui/toasts.ts';
import { begin, canTakePart } from './capture.ts';
import { isScene } from './kind.ts';
import { asNow, isRisky } from './part.ts';
import { byRoom, type SceneView, type Step } from './scene.ts';

interface Draft { name: string; icon: string; room: string; parts: Part[] }
interface Part { key: number; device: string; step: Step }

/** Drawings that scenes are usually given, before all others. */
const sceneIcons = [...new Set(['scene', 'sun', 'moon', 'sofa', 'television', 'media-player', 'suitcase', ...thingIconNames])];

/** A new scene, or another of one that is there: its name and place, and what it does with each device. Nothing is sent before it is saved. */
@customElement('k-scene-editor')
export class SceneEditor extends LitElement {
  /** The scene to change; empty for a new one. */
  @property() scene = '';
  @state() private draft?: Draft;
  @state() private busy = false;
  @state() private choosing = false;
  @state() private fault?: unknown;
  private kept = '';
  private nextKey = 1;

  constructor() {
    super();
    new Watch(this, () => ['devices', 'rooms', 'preferences', 'connection', 'session', 'home', 'arrangement']);
  }

  static override styles = [base, back, css`
    .page { max-width: 640px; padding-bottom: var(--s6); }
    summary { display: flex; align-items: center; gap: var(--s3); min-height: 48px; font-weight: 600; color: var(--accent-text); cursor: pointer; border-radius: var(--radius-s); }
    form.stack { max-width: none; }
    .page .parts { display: grid; gap: var(--s3); margin: 0; }
    h3 { color: var(--text-2); font-size: var(--size-small); }
    .card details { margin: calc(-1 * var(--s2)) 0; }
    .head { display: flex; align-items: center; flex-wrap: wrap; gap: var(--s2); }
    .head h2 { flex: 1 0 auto; }
    .head .button { padding-inline: var(--s3); }
    .save { position: sticky; z-index: 1; bottom: calc(76px + env(safe-area-inset-bottom)); border-radius: 22px; background: var(--bg); box-shadow: 0 0 0 var(--s2) var(--bg); }
    @media (min-width: 900px) { .save { bottom: var(--s4); } }
  `];

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('beforeunload', this.unloading);
    void this.begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('beforeunload', this.unloading);
    askBeforeLeaving();
  }

  private async begin(): Promise<void> {
    if (!this.scene) return this.take({ name: '', icon: '', room: '', parts: [] });
    try {
      const { name, icon = '', room = '', steps } = await get<SceneView>(homePath(`/scenes/${this.scene}`));
      this.take({ name, icon, room, parts: steps.map((step) => this.keyed(step)) });
    } catch (error) {
      this.fault = error;
    }
  }

  private take(draft: Draft): void {
    this.draft = draft;
    this.kept = JSON.stringify(draft);
    this.fault = undefined;
  }

  private keyed(step: Step): Part {
    return { key: this.nextKey++, device: step.device, step };
  }

  private get isChanged(): boolean {
    return this.draft !== undefined && JSON.stringify(this.draft) !== this.kept;
  }

  override updated(): void {
    askBeforeLeaving(this.isChanged ? this.leaving : undefined);
  }

  private readonly leaving = (): Promise<boolean> => ask({ title: t('scenes.leave'), text: t('scenes.leaveText'), yes: t('scenes.leaveYes'), danger: true });

  private readonly unloading = (event: Event): void => {
    if (this.isChanged) event.preventDefault();
  };

  override render() {
    const { draft } = this;
    return html`<div class="page"><a class="back" href=${this.scene ? `#/device/${this.scene}` : '#/scenes'}><k-icon name="back"></k-icon>${this.scene ? (store.device(this.scene)?.name ?? t('scenes.title')) : t('scenes.title')}</a>
      <div class="title"><h1>${t(this.scene ? 'scenes.edit' : 'scenes.add')}</h1></div>
      ${!store.home ? '' : !signIn.mayManage ? html`<k-empty icon="lock" .heading=${t('scenes.forbidden')} .text=${t('pair.forbiddenText')}></k-empty>`
        : draft ? this.form(draft) : this.fault ? html`<p class="problem" role="alert">${faultText(this.fault)}</p><button type="button" class="button" @click=${() => void this.begin()}>${t('do.retry')}</button>` : html`<k-busy></k-busy>`}</div>`;
  }

  private form(draft: Draft) {
    const { name, steps, other } = this.problems(draft);
    const rooms = byRoom(draft.parts, roomsInOrder(), t('device.noRoom'));
    const count = new Set(draft.parts.map(({ device }) => device)).size;
    return html`<form class="stack" novalidate @submit=${this.save}><div class="card stack">
        <label>${t('scenes.name')}<input name="name" type="text" maxlength="64" autocomplete="off" aria-invalid=${name ? 'true' : 'false'} aria-describedby="named" .value=${draft.name} @input=${(event: Event) => this.change({ name: (event.target as HTMLInputElement).value })} /></label>
        <p class="problem" id="named" role="alert" ?hidden=${!name}>${name}</p>
        <label>${t('device.room')}<select name="room" @change=${(event: Event) => this.change({ room: (event.target as HTMLSelectElement).value })}><option value="" .selected=${!draft.room}>${t('scenes.wholeHome')}</option>
          ${roomsInOrder().map((room) => html`<option value=${room.id} .selected=${room.id === draft.room}>${room.name}</option>`)}</select></label>
        <details><summary><k-icon name=${draft.icon || 'scene'}></k-icon>${t('scenes.icon')}</summary>
          <k-icon-picker .label=${t('scenes.icon')} .names=${sceneIcons} .value=${draft.icon || 'scene'} @change=${(event: CustomEvent<string>) => this.change({ icon: event.detail })}></k-icon-picker></details></div>
      <div class="head"><h2>${t('scenes.devices')}</h2>
        ${draft.parts.some(({ step }) => !step.call) ? html`<button type="button" class="button" @click=${this.asNow}>${t('scenes.asNow')}</button>` : ''}
        <button type="button" class="button" aria-label=${t('scenes.choose')} @click=${() => (this.choosing = true)}><k-icon name="plus"></k-icon>${t('scenes.pick')}</button></div>
      ${count === 0 ? html`<p class="note">${t('scenes.chooseText')}</p>` : rooms.map(({ id, name: room, parts }) => html`<section class="parts" aria-label=${room} data-room=${id}><h3>${room}</h3>
        ${repeat(parts, ({ key }) => key, (part) => html`<k-scene-part .step=${part.step} ?data-wrong=${steps.has(draft.parts.indexOf(part))} .problem=${steps.get(draft.parts.indexOf(part)) ?? ''} @change=${(event: CustomEvent<Step>) => this.put(part, event.detail)}
          @more=${(event: CustomEvent<Step>) => this.also(part, event.detail)} @gone=${() => this.change({ parts: draft.parts.filter((one) => one !== part) })}></k-scene-part>`)}</section>`)}
      ${draft.parts.some(({ step }) => isRisky(step)) ? html`<p class="note">${t('scenes.risky')}</p>` : ''}
      ${other ? html`<p class="problem" role="alert">${other}</p>` : ''}
      <div class="save"><button class="button primary wide" ?disabled=${this.busy || !store.isLive}>${this.busy ? html`<k-busy></k-busy>` : ''}${t('scenes.save')}</button></div></form>
      ${this.choosing ? html`<k-dialog open .heading=${t('scenes.choose')} @closed=${() => (this.choosing = false)}><div class="stack">
        <k-device-picker .label=${t('scenes.choose')} .chosen=${draft.parts.map(({ device }) => device)} .allows=${(device: Parameters<typeof isScene>[0]) => !isScene(device) && canTakePart(device)} @change=${(event: CustomEvent<string[]>) => this.choose(event.detail)}></k-device-picker>
        <button type="button" class="button primary wide" @click=${() => (this.choosing = false)}>${t('scenes.chosen', { n: count })}</button></div></k-dialog>` : ''}`;
  }

  /** What is wrong, where it is: at the name, at a device, or of the whole. */
  private problems(draft: Draft): { name: string; steps: Map<number, string>; other: string } {
    const { fault } = this;
    const steps = new Map<number, string>();
    if (fault === undefined) return { name: '', steps, other: '' };
    if (!(fault instanceof Fault)) return { name: '', steps, other: faultText(fault) };
    if (fault.field === 'name') return { name: faultText(fault), steps, other: '' };
    const at = Number(/^steps\.(\d+)/.exec(fault.field ?? '')?.[1] ?? -1);
    if (draft.parts[at]) steps.set(at, faultText(fault));
    return { name: '', steps, other: steps.size > 0 ? '' : faultText(fault) };
  }

  private change(change: Partial<Draft>): void {
    if (this.draft) this.draft = { ...this.draft, ...change };
    this.fault = undefined;
  }

  private put(part: Part, step: Step): void {
    this.change({ parts: this.draft!.parts.map((one) => (one === part ? { ...one, step } : one)) });
  }

  private also(part: Part, step: Step): void {
    const { parts } = this.draft!;
    this.change({ parts: parts.flatMap((one) => (one === part ? [one, this.keyed(step)] : [one])) });
  }

  private choose(ids: string[]): void {
    const { parts } = this.draft!;
    const fresh = ids.filter((id) => !parts.some(({ device }) => device === id)).map(begin).filter((step) => step !== undefined);
    this.change({ parts: [...parts.filter(({ device }) => ids.includes(device)), ...fresh.map((step) => this.keyed(step))] });
  }

  private readonly asNow = (): void => {
    const before = this.draft!;
    this.change({ parts: before.parts.map((part) => ({ ...part, step: asNow(part.step) })) });
    toast({ text: t('scenes.asNowDone'), action: t('do.undo'), run: () => { if (this.draft) this.draft = { ...this.draft, parts: before.parts }; } });
  };

  private readonly save = async (event: Event): Promise<void> => {
    event.preventDefault();
    const draft = this.draft!;
    const name = draft.name.trim();
    if (!name) return this.refuse(new Fault('app.name', 0, t('scenes.nameFirst'), undefined, 'name'));
    if (draft.parts.length === 0) return this.refuse(new Fault('app.steps', 0, t('scenes.chooseFirst'), undefined, 'steps'));
    [this.busy, this.fault] = [true, undefined];
    try {
      const id = await this.send({ ...draft, name });
      this.kept = JSON.stringify(this.draft);
      askBeforeLeaving();
      // The way back from a changed scene is not by its editor.
      if (this.scene) goBack(`device/${id}`);
      else go(`device/${id}`, true);
    } catch (error) {
      await this.refuse(error);
    } finally {
      this.busy = false;
    }
  };

  /** What was saved before something else was refused is not sent again. */
  private async send({ name, icon, room, parts }: Draft): Promise<string> {
    const steps = parts.map(({ step }) => step);
    if (!this.scene) return (await post<SceneView>(homePath('/scenes'), { name, steps, ...(room ? { room } : {}), ...(icon ? { icon } : {}) })).id;
    const before = JSON.parse(this.kept) as Draft;
    const change = { ...(name === before.name ? {} : { name }), ...(room === before.room ? {} : { room: room || null }), ...(icon === before.icon ? {} : { icon }) };
    if (Object.keys(change).length > 0) await patch(homePath(`/devices/${this.scene}`), change);
    this.kept = JSON.stringify({ ...before, name, room, icon });
    if (JSON.stringify(steps) !== JSON.stringify(before.parts.map(({ step }) => step))) await put(homePath(`/scenes/${this.scene}`), { steps });
    return this.scene;
  }

  private async refuse(error: unknown): Promise<void> {
    this.fault = error;
    await this.updateComplete;
    const at = error instanceof Fault && error.field === 'name' ? this.renderRoot.querySelector<HTMLElement>('input[name=name]') : undefined;
    at?.focus();
    this.renderRoot.querySelector('k-scene-part[data-wrong], .problem:not([hidden])')?.scrollIntoView({ block: 'center' });
  }
}
