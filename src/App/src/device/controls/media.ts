import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { valueText } from '../../i18n/format.ts';
import { local, t } from '../../i18n/text.ts';
import type { Service } from '../../live/contract.ts';
import '../../ui/icon.ts';
import '../../ui/slider.ts';
import '../../ui/toggle.ts';
import { Control } from '../control.ts';
import { canWrite, part, serviceOf } from '../parts.ts';

/** Players: what plays, the transport keys, and the volume of the speaker beside it. */
@customElement('k-media')
export class MediaControl extends Control {
  static override styles = [...[Control.styles].flat(), css`
    .playing { display: grid; justify-items: center; text-align: center; gap: 4px; }
    .cover { display: grid; place-items: center; width: 112px; height: 112px; border-radius: 26px; background: var(--accent-soft); color: var(--accent-text); font-size: 2.4rem; margin-bottom: var(--s3); }
    .title { font-size: 1.25rem; font-weight: 650; overflow-wrap: anywhere; }
    .keys { display: flex; justify-content: center; align-items: center; gap: var(--s4); }
    .keys button { width: 56px; height: 56px; background: var(--surface-sunk); font-size: 1rem; }
    .keys .main { width: 76px; height: 76px; background: var(--accent); color: var(--on-accent); font-size: 1.3rem; }
    .volume { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: var(--s3); align-items: center; }
  `];

  override render() {
    const player = this.parts;
    const spec = this.spec;
    if (!player || !spec) return '';
    const state = this.find('playing-state');
    const key = state?.choices?.find((choice) => choice.value === this.value(state))?.key;
    const title = this.value(this.find('title'));
    const artist = this.value(this.find('artist'));
    const speaker = serviceOf(spec, 'speaker');
    return html`<div class="playing"><div class="cover" aria-hidden="true"><k-icon name="speaker"></k-icon></div>
        <div class="title">${title || valueText(state, this.value(state))}</div><div class="muted">${[artist, title ? valueText(state, this.value(state)) : ''].filter(Boolean).join(' · ')}</div></div>
      <div class="keys">${this.key(player, 'previous', 'previous')}${key === 'playing' ? this.key(player, 'pause', 'pause', true) : this.key(player, 'play', 'media', true)}${this.key(player, 'next', 'skip')}</div>
      ${this.volume(speaker)}`;
  }

  private key(player: Service, name: string, icon: string, main = false) {
    const action = player.actions.find((one) => one.name === name);
    return action ? html`<button type="button" class="icon-button ${main ? 'main' : ''}" aria-label=${local(action.title)} @click=${() => this.act(action.address)}><k-icon name=${icon}></k-icon></button>` : '';
  }

  private volume(speaker: Service | undefined) {
    const volume = part(speaker, 'volume');
    const mute = part(speaker, 'mute');
    if (!volume || !canWrite(volume)) return '';
    const name = `${this.subject?.name ?? ''}, ${local(volume.title)}`;
    return html`<div><p class="caption" aria-hidden="true"><span>${local(volume.title)}</span><span>${mute && this.value(mute) === true ? t('media.muted') : valueText(volume, this.value(volume))}</span></p>
      <div class="volume"><k-slider .label=${name} .value=${this.number(volume)} .min=${volume.range?.min ?? 0} .max=${volume.range?.max ?? 100} ?pending=${this.pending(volume)}
        .words=${(value: number) => valueText(volume, value)} @change=${(event: CustomEvent<number>) => this.set(volume, event.detail)}></k-slider>
      ${mute && canWrite(mute) ? html`<button type="button" class="icon-button filled" aria-label=${local(mute.title)} aria-pressed=${this.value(mute) === true ? 'true' : 'false'} @click=${() => this.set(mute, this.value(mute) !== true)}>
        <k-icon name=${this.value(mute) === true ? 'muted' : 'volume'}></k-icon></button>` : ''}</div></div>`;
  }
}
