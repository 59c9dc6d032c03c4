import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { t } from '../../i18n/text.ts';
import { canWrite, part, serviceOf } from '../parts.ts';
import { PiecedControl } from '../pieces.ts';

/** Cameras, until pictures come: whether it sees, covered at one tap and uncovered by holding, and what it watches for. */
@customElement('k-camera')
export class CameraControl extends PiecedControl {
  static override styles = [...[PiecedControl.styles].flat(), css`.note { text-align: center; }`];

  protected override body() {
    const { spec } = this;
    if (!spec) return '';
    const hidden = this.find('privacy-mode');
    const on = this.find('on');
    // The large words are what is, never the wish that still waits to be held.
    const isOn = on && this.subject?.values[on.address]?.v;
    const isHidden = hidden && this.subject?.values[hidden.address]?.v;
    const sees = isOn === true && isHidden !== true;
    const watched = sees && this.value(this.find('streaming')) === true;
    const lens = hidden && canWrite(hidden) ? hidden : undefined;
    return html`${this.does('camera', watched ? 'alert' : sees ? 'busy' : 'safe', isOn === undefined ? t('value.unknown') : isOn === false ? t('value.off') : t(isHidden ? 'camera.covered' : watched ? 'camera.watched' : 'camera.sees'))}
      ${lens && isOn !== false ? isHidden === true ? this.hold(t('camera.uncover'), 'camera', 'alert', () => this.set(lens, false, true), this.pending(lens))
        : html`<button type="button" class="button primary wide" aria-busy=${this.pending(lens) ? 'true' : 'false'} @click=${() => this.set(lens, true, true)}><k-icon name="shield"></k-icon>${t('camera.cover')}</button>` : ''}
      <p class="note">${t('camera.pictures')}</p>
      ${this.flags(on, part(serviceOf(spec, 'motion-detection'), 'on'), this.find('motion-tracking'))}${this.choice(this.find('night-shot'))}${this.choice(this.find('recording-mode'))}`;
  }
}
