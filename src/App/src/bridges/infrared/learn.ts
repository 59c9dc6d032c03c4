import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { t } from '../../i18n/text.ts';
import { base } from '../../ui/base.ts';
import '../../ui/busy.ts';
import '../../ui/dialog.ts';
import '../../ui/icon.ts';
import { faultText } from '../../ui/said.ts';
import { doWith } from '../deeds.ts';
import { typeText, type Blaster, type Learning, type Remote } from './model.ts';

const TickMs = 1_000;
/** Names that the home knows the meaning of, so that a learned television has the page of a networked one. */
const usual: Record<string, string[]> = {
  television: ['Power', 'Volume up', 'Volume down', 'Mute', 'Channel up', 'Channel down', 'HDMI 1', 'HDMI 2', 'Home', 'Back', 'OK', 'Up', 'Down', 'Left', 'Right'],
  speaker: ['Power', 'Volume up', 'Volume down', 'Mute', 'Play', 'Pause', 'Next', 'Previous'],
  fan: ['Power', 'Swing', 'Speed up', 'Speed down'],
  light: ['On', 'Off', 'Brighter', 'Dimmer'],
};
usual['projector'] = usual['television']!;

/** Learns a remote button after button: press it before the blaster, try what was heard, name it, keep it, and go on with the next. */
@customElement('k-infrared-learn')
export class LearnRemote extends LitElement {
  @property() bridge = '';
  @property({ attribute: false }) blasters: Blaster[] = [];
  @property({ attribute: false }) types: string[] = [];
  /** The remote that gets the buttons; none yet for a new one. */
  @property({ attribute: false }) remote?: Remote;
  @state() private heard?: Learning;
  @state() private listening?: Learning;
  @state() private fault = '';
  @state() private kept: string[] = [];
  @state() private made = '';
  @state() private type = 'television';
  @state() private blaster = '';
  @state() private name = '';
  private ticking?: ReturnType<typeof setInterval>;

  static override styles = [base, css`
    :host { display: contents; }
    .wait { display: grid; justify-items: center; gap: var(--s3); padding: var(--s5); border-radius: var(--radius); background: var(--surface-sunk); text-align: center; }
    .wait b { font-size: 1.5rem; font-variant-numeric: tabular-nums; }
  `];

  override connectedCallback(): void {
    super.connectedCallback();
    this.ticking = setInterval(() => { if (this.listening) this.requestUpdate(); }, TickMs);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.ticking);
    this.listening = undefined;
  }

  override render() {
    const known = this.remote?.name ?? (this.made ? this.name : '');
    return html`<k-dialog open .heading=${known ? t('infrared.teach', { name: known }) : t('infrared.byLearning')} @closed=${() => this.dispatchEvent(new CustomEvent('closed'))}><div class="stack">
      ${known ? '' : html`<label>${t('infrared.name')}<input maxlength="100" .value=${this.name} autocomplete="off" @input=${(event: Event) => (this.name = (event.target as HTMLInputElement).value)} /></label>
        <label>${t('infrared.type')}<select @change=${(event: Event) => (this.type = (event.target as HTMLSelectElement).value)}>${this.types.filter((type) => type !== 'air-conditioner').map((type) => html`<option value=${type} ?selected=${type === this.type}>${typeText(type)}</option>`)}</select></label>`}
      ${this.remote || this.made ? '' : html`<label>${t('infrared.through')}<select @change=${(event: Event) => (this.blaster = (event.target as HTMLSelectElement).value)}>${this.blasters.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}</select></label>`}
      ${this.kept.length ? html`<p class="note" role="status">${t('infrared.kept', { names: this.kept.join(', ') })}</p>` : ''}
      ${this.heard ? this.naming(this.heard) : this.listening ? this.waiting(this.listening) : html`<button type="button" class="button primary wide" ?disabled=${!known && !this.name.trim()} @click=${this.learn}>${t(this.kept.length ? 'infrared.learnNext' : 'infrared.learnFirst')}</button>`}
      ${this.fault ? html`<p class="problem" role="alert">${this.fault}</p>` : ''}</div></k-dialog>`;
  }

  private waiting(learning: Learning) {
    const left = Math.max(0, Math.round((Date.parse(learning.until) - Date.now()) / 1000));
    return html`<div class="wait" role="status"><k-busy></k-busy><span>${t('infrared.press')}</span><b aria-hidden="true">${left}</b></div>`;
  }

  private naming(heard: Learning) {
    const names = (usual[this.remote?.type ?? this.type] ?? []).filter((name) => !this.kept.includes(name) && !this.remote?.buttons.includes(name));
    return html`<form class="stack" @submit=${this.keep}><p class="note" role="status">${t('infrared.heard', { n: heard.times ?? 0, khz: Math.round((heard.carrier ?? 0) / 1000) })}</p>
      <button type="button" class="button wide" @click=${() => this.run(() => doWith(this.bridge, 'send', { blaster: this.through, code: heard.code }))}>${t('infrared.try')}</button>
      <label>${t('infrared.button')}<input name="button" required maxlength="60" autocomplete="off" list="usual" .value=${names[0] ?? ''} /></label><datalist id="usual">${names.map((name) => html`<option value=${name}></option>`)}</datalist>
      <div class="line"><button class="button primary">${t('infrared.keepButton')}</button><button type="button" class="button" @click=${this.learn}>${t('infrared.again')}</button></div></form>`;
  }

  private get through(): string | undefined {
    return this.remote?.blaster ?? (this.blaster || this.blasters[0]?.id);
  }

  private readonly learn = async (): Promise<void> => {
    this.heard = undefined;
    const blaster = this.through;
    await this.run(async () => {
      this.listening = await doWith<Learning>(this.bridge, 'learn', { blaster });
      // Each answer comes with news or after a few seconds, so that no request waits for half a minute.
      while (this.listening?.listening) {
        const next = await doWith<Learning>(this.bridge, 'learned', { blaster });
        if (!this.isConnected) return;
        this.listening = next;
      }
      if (this.listening?.code) this.heard = this.listening;
      else this.fault = t('infrared.nothing');
    });
    this.listening = undefined;
  };

  private readonly keep = (event: Event): void => {
    event.preventDefault();
    const button = String(new FormData(event.target as HTMLFormElement).get('button'));
    void this.run(async () => {
      const remote = this.remote?.id ?? this.made;
      const made = await doWith<{ remote: string }>(this.bridge, 'keep', { button, code: this.heard?.code, ...(remote ? { remote } : { name: this.name.trim(), type: this.type, blaster: this.through }) });
      this.made = made.remote;
      this.kept = [...this.kept, button];
      this.heard = undefined;
    });
  };

  private async run(what: () => Promise<unknown>): Promise<void> {
    this.fault = '';
    try {
      await what();
    } catch (error) {
      this.fault = faultText(error);
    }
  }
}
