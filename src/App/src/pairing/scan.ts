import { LitElement, css, html } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { t } from '../i18n/text.ts';
import { Watch } from '../live/watch.ts';
import { go } from '../shell/route.ts';
import { base } from '../ui/base.ts';
import '../ui/busy.ts';
import '../ui/icon.ts';
import { codeOf, seen, type Label } from './label.ts';
import { makeReader } from './reader.ts';

/** Between two looks: quick enough to feel at once, and a phone stays cool. */
const LookEveryMs = 150;

type Camera = 'asking' | 'on' | 'refused' | 'missing' | 'insecure';

/** Reads the code that stands on a device, with the camera or from the keyboard; says `label` when it has one. */
@customElement('k-scan')
export class Scan extends LitElement {
  /** Of a Matter device: its code begins with MT:, or has 11 or 21 digits. */
  @property({ type: Boolean }) matter = false;
  @state() private camera: Camera = 'asking';
  @state() private hint = '';
  @query('video') private video!: HTMLVideoElement;
  private stream?: MediaStream;
  private timer?: ReturnType<typeof setTimeout>;

  constructor() {
    super();
    new Watch(this, () => ['preferences']);
  }

  static override styles = [base, css`
    :host { display: block; }
    .finder { position: relative; width: 100%; max-width: 420px; aspect-ratio: 1; margin: 0 auto; border-radius: var(--radius); overflow: hidden; background: #000; display: grid; place-items: center; color: #fff; }
    video { position: absolute; inset: 0; width: 100%; height: 100%; object-fit: cover; }
    /* The scrim around the frame is the frame's own shadow. */
    .frame { position: absolute; inset: 16%; border-radius: var(--radius); border: 3px solid #fff; box-shadow: 0 0 0 100vmax rgb(0 0 0 / 45%); pointer-events: none; }
    form { display: grid; gap: var(--s3); grid-template-columns: minmax(0, 1fr) auto; align-items: end; }
    .say { text-align: center; }
  `];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
    this.stream?.getTracks().forEach((track) => track.stop());
    this.stream = undefined;
  }

  override render() {
    const works = this.camera === 'on' || this.camera === 'asking';
    return html`<div class="card stack">
      ${works ? html`<div class="finder">${this.camera === 'asking' ? html`<k-busy></k-busy>` : ''}
          <video ?hidden=${this.camera !== 'on'} muted playsinline aria-label=${t('scan.picture')}></video>${this.camera === 'on' ? html`<div class="frame"></div>` : ''}</div>
        <p class="say muted" role="status">${this.hint || t(this.camera === 'on' ? 'scan.hold' : 'scan.asking')}</p>`
      : html`<p class="note" role="status">${t(`scan.${this.camera as 'refused' | 'missing' | 'insecure'}`)}</p>`}
      <form @submit=${this.typed}><label>${t('scan.typed')}<input name="code" type="text" inputmode="numeric" autocomplete="off" required maxlength="40" placeholder=${this.matter ? '1234-567-8901' : '1234-5678'} aria-describedby="hint" /></label>
        <button class="button ${works ? '' : 'primary'}">${t('scan.next')}</button></form>
      ${!works && this.hint ? html`<p id="hint" class="problem" role="alert">${this.hint}</p>` : ''}
      <button type="button" class="button" @click=${() => this.dispatchEvent(new CustomEvent('closed'))}>${t('do.cancel')}</button></div>`;
  }

  private async begin(): Promise<void> {
    if (!window.isSecureContext || !navigator.mediaDevices) {
      this.camera = 'insecure';
      return;
    }
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1280 } }, audio: false });
      if (!this.isConnected) return stream.getTracks().forEach((track) => track.stop());
      this.stream = stream;
      const read = await makeReader();
      await this.updateComplete;
      this.video.srcObject = stream;
      await this.video.play();
      this.camera = 'on';
      void this.look(read);
    } catch (error) {
      if (this.isConnected) this.camera = (error as DOMException).name === 'NotAllowedError' ? 'refused' : 'missing';
    }
  }

  private async look(read: (video: HTMLVideoElement) => Promise<string | undefined>): Promise<void> {
    const text = await read(this.video).catch(() => undefined);
    if (!this.isConnected || (text && this.take(text))) return;
    this.timer = setTimeout(() => void this.look(read), LookEveryMs);
  }

  /** True when it was what we look for; else it is said, and looked on. */
  private take(text: string): boolean {
    if (this.matter) {
      if (text.startsWith('MT:')) this.tell({ code: text });
      else this.hint = t('scan.strange');
      return text.startsWith('MT:');
    }
    const it = seen(text);
    if (it.kind === 'device') this.tell(it.label);
    else if (it.kind === 'page') go(it.hash);
    else this.hint = t(it.kind === 'ours' ? 'scan.ours' : 'scan.strange');
    return it.kind === 'device' || it.kind === 'page';
  }

  private typed(event: Event): void {
    event.preventDefault();
    const code = codeOf(String(new FormData(event.target as HTMLFormElement).get('code')));
    if (code) this.tell({ code });
    else this.hint = t('scan.digits');
  }

  private tell(label: Label): void {
    this.dispatchEvent(new CustomEvent<Label>('label', { detail: label }));
  }
}
