import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { t } from '../../i18n/text.ts';
import { PiecedControl } from '../pieces.ts';

/** Sirens: held to sound, so that a pocket wakes nobody; silent at one tap, so that nobody has to look for it. */
@customElement('k-siren')
export class SirenControl extends PiecedControl {
  protected override body() {
    const on = this.find('on');
    const isOn = this.value(on);
    return html`${this.does('siren', isOn === true ? 'alert' : '', isOn === undefined ? t('value.unknown') : t(isOn ? 'siren.sounding' : 'siren.silent'))}
      ${this.begins('siren', isOn === true, [undefined, this.action('stop-alarm')], { words: [t('siren.sound'), t('siren.silence')], tone: 'alert' })}
      ${this.level(this.find('volume'))}${this.lengths(this.find('sounding-time'), 10, 60, 180, 600)}${this.choice(this.find('mode'))}${this.level(this.find('tone'))}${this.flags(this.find('strobe'))}`;
  }
}
