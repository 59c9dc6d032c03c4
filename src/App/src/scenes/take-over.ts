import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { t } from '../i18n/text.ts';
import { put } from '../live/api.ts';
import { homePath } from '../live/session.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { base } from '../ui/base.ts';
import '../ui/dialog.ts';
import '../ui/icon.ts';
import { faultText } from '../ui/said.ts';
import { toast } from '../ui/toasts.ts';
import { capture } from './capture.ts';
import { nameOf, type SceneView, type Step } from './scene.ts';
import { stepWords } from './words.ts';

/** A scene takes over how the home is now: what would become of each device, before it does. Actions and transitions stay. Fires `taken` with the scene, or `closed`. */
@customElement('k-take-over')
export class TakeOver extends LitElement {
  @property({ attribute: false }) view!: SceneView;
  @state() private busy = false;
  @state() private fault?: unknown;

  constructor() {
    super();
    new Watch(this, () => ['values', 'devices', 'preferences', 'connection']);
  }

  static override styles = [base, css`
    li { padding: var(--s3) 0; display: grid; gap: 2px; }
    li + li { border-top: 1px solid var(--line); }
    b { font-weight: 600; overflow-wrap: anywhere; }
    .change { display: flex; flex-wrap: wrap; gap: 2px var(--s2); align-items: center; }
    .change k-icon { font-size: 0.55rem; color: var(--text-2); }
    del { color: var(--text-2); }
    ins { text-decoration: none; font-weight: 600; }
    .line { justify-content: flex-end; }
  `];

  /** As it would be: what says nothing now stays as it was. */
  private get next(): Step[] {
    return this.view.steps.map((step) => (step.call ? step : { ...step, values: capture(step.device) ?? step.values }));
  }

  override render() {
    const { next } = this;
    const changed = next.map((step, at) => ({ step, was: stepWords(this.view.steps[at]!), becomes: stepWords(step) })).filter(({ was, becomes }) => was !== becomes);
    return html`<k-dialog open .heading=${t('scenes.take')} @closed=${() => this.dispatchEvent(new CustomEvent('closed'))}><div class="stack">
      ${changed.length === 0 ? html`<p class="muted">${t('scenes.takeNothing')}</p>` : html`<p class="muted">${t('scenes.takeText', { n: changed.length })}</p>
        <ul>${changed.map(({ step, was, becomes }) => html`<li><b>${nameOf(store.device(step.device), step.device)}</b><span class="change small"><del>${was}</del><k-icon name="next"></k-icon><span class="sr">${t('scenes.becomes')}</span><ins>${becomes}</ins></span></li>`)}</ul>`}
      ${this.fault ? html`<p class="problem" role="alert">${faultText(this.fault)}</p>` : ''}
      ${changed.length > 0 ? html`<div class="line"><button type="button" class="button primary" ?disabled=${this.busy || !store.isLive} @click=${() => void this.take(next)}>${t('scenes.takeYes')}</button></div>` : ''}</div></k-dialog>`;
  }

  private async take(steps: Step[]): Promise<void> {
    [this.busy, this.fault] = [true, undefined];
    try {
      const view = await put<SceneView>(homePath(`/scenes/${this.view.id}`), { steps });
      toast({ text: t('scenes.taken', { name: view.name }), tone: 'safe', action: t('do.undo'), run: () => void put(homePath(`/scenes/${this.view.id}`), { steps: this.view.steps }).catch((error: unknown) => toast({ text: faultText(error), tone: 'alert' })) });
      this.dispatchEvent(new CustomEvent<SceneView>('taken', { detail: view }));
    } catch (error) {
      this.fault = error;
    } finally {
      this.busy = false;
    }
  }
}
