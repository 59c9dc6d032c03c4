import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { t } from '../../i18n/text.ts';
import { base } from '../../ui/base.ts';
import '../../ui/dialog.ts';
import { faultText } from '../../ui/said.ts';
import '../../ui/segments.ts';
import { doWith } from '../deeds.ts';

/** A blaster that connects by MQTT: which firmware it has, and its topic. Zigbee ones are found by themselves. */
@customElement('k-infrared-blaster')
export class AddBlaster extends LitElement {
  @property() bridge = '';
  @state() private kind = 'tasmota';
  @state() private fault = '';

  static override styles = [base, css`:host { display: contents; }`];

  override render() {
    return html`<k-dialog open .heading=${t('infrared.addBlaster')} @closed=${() => this.dispatchEvent(new CustomEvent('closed'))}><form class="stack" @submit=${this.submitted}>
      <k-segments .label=${t('infrared.firmware')} .value=${this.kind} .items=${[{ value: 'tasmota', text: 'Tasmota' }, { value: 'esphome', text: 'ESPHome' }]} @change=${(event: CustomEvent<string>) => (this.kind = event.detail)}></k-segments>
      <label>${t(this.kind === 'tasmota' ? 'infrared.topic' : 'infrared.prefix')}<input name="topic" required maxlength="100" autocapitalize="off" autocomplete="off" spellcheck="false" placeholder=${this.kind === 'tasmota' ? 'tasmota_A1B2C3' : 'living-room-ir'} /></label>
      <label>${t('infrared.name')}<input name="name" maxlength="60" autocomplete="off" /></label>
      <p class="muted small">${t(this.kind === 'tasmota' ? 'infrared.tasmotaText' : 'infrared.esphomeText')}</p>
      ${this.fault ? html`<p class="problem" role="alert">${this.fault}</p>` : ''}
      <button class="button primary wide">${t('infrared.add')}</button></form></k-dialog>`;
  }

  private readonly submitted = async (event: Event): Promise<void> => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    this.fault = '';
    try {
      await doWith(this.bridge, 'add-blaster', { kind: this.kind, topic: String(form.get('topic')), name: String(form.get('name')) });
      this.dispatchEvent(new CustomEvent('closed'));
    } catch (error) {
      this.fault = faultText(error);
    }
  };
}
