import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { look } from '../device/looks.ts';
import '../device/picker.ts';
import { t } from '../i18n/text.ts';
import type { Device, Spec } from '../live/contract.ts';
import { store } from '../live/store.ts';
import { base } from '../ui/base.ts';
import '../ui/dialog.ts';
import '../ui/icon.ts';
import { deviceName, listOf } from './names.ts';
import { formed } from './styles.ts';

/** Devices to choose among in a sheet, by room, found by a word: one, or several. Fires `change` with their ids. */
@customElement('k-device-field')
export class DeviceField extends LitElement {
  @property({ attribute: false }) value: string[] = [];
  @property() label = '';
  @property({ type: Boolean }) many = false;
  @property({ attribute: false }) fits: (spec: Spec) => boolean = () => true;
  @state() private open = false;

  static override styles = [base, formed, css`
    .pick { display: flex; align-items: center; gap: var(--s3); width: 100%; min-height: 48px; padding: var(--s2) var(--s3); border: 1px solid var(--line-strong); border-radius: var(--radius-s); background: var(--surface); color: var(--text); text-align: start; font-weight: 400; }
    .pick.none { color: var(--text-2); }
    .pick k-icon { color: var(--text-2); font-size: 0.9rem; }
    .pick k-icon:last-child { font-size: 0.65rem; }
    .done { margin-top: var(--s4); }
  `];

  override render() {
    const first = this.value.length > 0 ? store.device(this.value[0]!) : undefined;
    const name = this.value.length > 0 ? listOf(this.value.map(deviceName)) : t(this.many ? 'rules.choose.devices' : 'rules.choose.device');
    return html`<fieldset><legend aria-hidden="true">${this.label}</legend><button type="button" class="pick ${this.value.length > 0 ? '' : 'none'}" aria-haspopup="dialog" aria-label=${`${this.label}: ${name}`} @click=${() => (this.open = true)}>
        <k-icon name=${first ? look(first, store.specOf(first)).icon : 'device'}></k-icon><span class="grow">${name}</span><k-icon name="down"></k-icon></button></fieldset>
      ${this.open ? html`<k-dialog open .heading=${this.label} @closed=${this.close}>${this.chooser()}</k-dialog>` : ''}`;
  }

  private readonly close = (): void => {
    this.open = false;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.pick')?.focus());
  };

  private chooser() {
    const allows = (device: Device): boolean => {
      const spec = store.specOf(device);
      return spec !== undefined && this.fits(spec);
    };
    return html`<k-device-picker .label=${this.label} .chosen=${this.value} .allows=${allows} @change=${(event: CustomEvent<string[]>) => this.choose(event.detail)}></k-device-picker>
      ${this.many ? html`<button type="button" class="button primary wide done" ?disabled=${this.value.length === 0} @click=${this.close}>${t('rules.take')}</button>` : ''}`;
  }

  private choose(chosen: string[]): void {
    // One device at a time: the last that was touched.
    const value = this.many ? chosen : [chosen.find((id) => !this.value.includes(id)) ?? this.value[0]!];
    this.value = value;
    if (!this.many) this.close();
    this.dispatchEvent(new CustomEvent<string[]>('change', { detail: value }));
  }
}
