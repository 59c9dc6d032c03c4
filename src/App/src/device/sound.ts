import { css, html } from 'lit';
import { local, t } from '../i18n/text.ts';
import { valueText } from '../i18n/format.ts';
import type { Property, Service } from '../live/contract.ts';
import { canWrite, part } from './parts.ts';
import { PiecedControl } from './pieces.ts';

/** Controls of what can be heard: with the volume of the speaker beside it. */
export abstract class SoundControl extends PiecedControl {
  static override styles = [...[PiecedControl.styles].flat(), css`.volume { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: var(--s3); align-items: center; } .louder { grid-template-columns: repeat(auto-fit, minmax(128px, 1fr)); }`];

  protected volume(speaker: Service | undefined) {
    const volume = part(speaker, 'volume');
    const mute = part(speaker, 'mute');
    if (!volume || !canWrite(volume)) return this.louder(speaker, mute);
    const isMuted = mute !== undefined && this.value(mute) === true;
    return html`<div><p class="caption" aria-hidden="true"><span>${local(volume.title)}</span><span>${isMuted ? t('media.muted') : this.text(volume)}</span></p>
      <div class="volume"><k-slider .label=${`${this.name}, ${local(volume.title)}`} .value=${this.number(volume)} .min=${volume.range?.min ?? 0} .max=${volume.range?.max ?? 100} ?pending=${this.pending(volume)}
        .words=${(value: number) => valueText(volume, value)} @change=${(event: CustomEvent<number>) => this.set(volume, event.detail)}></k-slider>
      ${mute && canWrite(mute) ? html`<button type="button" class="icon-button filled" aria-label=${local(mute.title)} aria-pressed=${isMuted ? 'true' : 'false'} @click=${() => this.set(mute, !isMuted)}>
        <k-icon name=${isMuted ? 'muted' : 'volume'}></k-icon></button>` : ''}</div></div>`;
  }

  /** Of what is only told louder and quieter, as by an infrared remote. */
  private louder(speaker: Service | undefined, mute: Property | undefined) {
    const actionOf = (name: string) => speaker?.actions.find((action) => action.name === name);
    const [up, down] = [actionOf('volume-up'), actionOf('volume-down')];
    if (!up && !down && !(mute && canWrite(mute))) return '';
    return html`<div class="buttons louder">${this.press(down, 'minus')}${this.press(up, 'plus')}
      ${mute && canWrite(mute) ? html`<button type="button" class="button" aria-pressed=${this.value(mute) === true ? 'true' : 'false'} @click=${() => this.set(mute, this.value(mute) !== true)}><k-icon name=${this.value(mute) === true ? 'muted' : 'volume'}></k-icon>${local(mute.title)}</button>` : ''}</div>`;
  }
}
