import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { t } from '../../i18n/text.ts';
import { base } from '../../ui/base.ts';
import '../../ui/dialog.ts';
import { faultText } from '../../ui/said.ts';
import { toast } from '../../ui/toasts.ts';
import { doWith } from '../deeds.ts';
import { rangeOf, typeText, type Blaster, type CodeSet } from './model.ts';

/** A remote out of a file or a pasted code: read first, tried if one likes, then kept. The server knows the format by its content. */
@customElement('k-infrared-file')
export class TakeIn extends LitElement {
  @property() bridge = '';
  @property({ attribute: false }) blasters: Blaster[] = [];
  @property({ attribute: false }) types: string[] = [];
  @state() private text = '';
  @state() private set?: CodeSet;
  @state() private fault = '';
  @state() private busy = false;
  @state() private blaster = '';

  static override styles = [base, css`
    :host { display: contents; }
    textarea { font-family: ui-monospace, monospace; font-size: var(--size-small); }
    .keys { display: flex; flex-wrap: wrap; gap: var(--s2); max-height: 30dvh; overflow: auto; }
    .losses { max-height: 20dvh; overflow: auto; margin: 0; padding-inline-start: var(--s4); }
    .losses li, .keys .button { overflow-wrap: anywhere; }
    [hidden] { display: none; }
  `];

  override render() {
    return html`<k-dialog open .heading=${t('infrared.fromFile')} @closed=${() => this.dispatchEvent(new CustomEvent('closed'))}>${this.set ? this.found(this.set) : this.choosing()}
      ${this.fault ? html`<p class="problem" role="alert">${this.fault}</p>` : ''}</k-dialog>`;
  }

  private choosing() {
    return html`<form class="stack" @submit=${(event: Event) => { event.preventDefault(); void this.read(); }}><p class="muted small">${t('infrared.formats')}</p>
      <button type="button" class="button wide" @click=${() => this.renderRoot.querySelector<HTMLInputElement>('input[type=file]')!.click()}>${t('infrared.chooseFile')}</button>
      <label>${t('infrared.paste')}<textarea rows="5" spellcheck="false" autocapitalize="off" .value=${this.text} @input=${(event: Event) => (this.text = (event.target as HTMLTextAreaElement).value)}></textarea></label>
      <button class="button primary wide" ?disabled=${!this.text.trim() || this.busy}>${t('infrared.read')}</button>
      <input type="file" aria-label=${t('infrared.chooseFile')} hidden @change=${this.chosen} /></form>`;
  }

  private found(set: CodeSet) {
    const single = !set.states && set.buttons.length === 1;
    const tries = set.states ? [{ name: t('infrared.tryOff'), code: set.states.off }, { name: t('infrared.tryFirst'), code: set.states.first }] : set.buttons;
    return html`<form class="stack" @submit=${this.keep}>
      <p class="note" role="status">${set.states ? t('infrared.foundStates', { n: set.states.count }) : t('infrared.found', { n: set.buttons.length })}${set.states ? html`<br /><span class="small">${rangeOf(set.states)}</span>` : ''}</p>
      <label>${t('infrared.name')}<input name="name" required maxlength="100" .value=${set.name ?? ''} autocomplete="off" /></label>
      ${single ? html`<label>${t('infrared.button')}<input name="button" required maxlength="60" .value=${set.buttons[0]!.name} autocomplete="off" /></label>` : ''}
      <label>${t('infrared.type')}<select name="type">${this.types.filter((type) => (set.states ? type === 'air-conditioner' || type === 'fan' : type !== 'air-conditioner')).map((type) => html`<option value=${type} ?selected=${type === set.type}>${typeText(type)}</option>`)}</select></label>
      <label>${t('infrared.through')}<select name="blaster" @change=${(event: Event) => (this.blaster = (event.target as HTMLSelectElement).value)}>${this.blasters.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}</select></label>
      <div><p class="muted small">${t('infrared.tryText')}</p><div class="keys" role="group" aria-label=${t('infrared.try')}>${tries.map(({ name, code }) => html`<button type="button" class="button" @click=${() => this.send(code)}>${name}</button>`)}</div></div>
      ${set.lost ? html`<details><summary>${t('infrared.lost', { n: set.lost })}</summary><ul class="losses small muted">${set.losses.map(({ where, why }) => html`<li>${where}: ${why}</li>`)}</ul></details>` : ''}
      <button class="button primary wide" ?disabled=${this.busy}>${t('infrared.keep')}</button></form>`;
  }

  private readonly chosen = async (event: Event): Promise<void> => {
    const field = event.target as HTMLInputElement;
    const [file] = field.files ?? [];
    if (!file) return;
    this.text = await file.text();
    field.value = '';
    await this.read();
  };

  private async read(): Promise<void> {
    await this.run(async () => { this.set = await doWith<CodeSet>(this.bridge, 'read', { text: this.text }); });
  }

  private async send(code: string | undefined): Promise<void> {
    await this.run(() => doWith(this.bridge, 'send', { blaster: this.blaster || this.blasters[0]?.id, code }));
  }

  private readonly keep = (event: Event): void => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    void this.run(async () => {
      await doWith(this.bridge, 'import', { text: this.text, ...Object.fromEntries(form) });
      toast({ text: t('bridge.adopted', { name: String(form.get('name')) }) });
      this.dispatchEvent(new CustomEvent('closed'));
    });
  };

  private async run(what: () => Promise<unknown>): Promise<void> {
    this.fault = '';
    this.busy = true;
    try {
      await what();
    } catch (error) {
      this.fault = faultText(error);
    } finally {
      this.busy = false;
    }
  }
}
