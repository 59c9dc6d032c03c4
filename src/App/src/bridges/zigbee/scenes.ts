import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../../i18n/text.ts';
import type { Bridge } from '../../live/contract.ts';
import { base } from '../../ui/base.ts';
import '../../ui/icon.ts';
import { toast } from '../../ui/toasts.ts';
import { tried } from '../../ui/tried.ts';
import { doWith } from '../deeds.ts';
import type { Scene } from './contract.ts';

/** Scenes that a device or a group keeps itself: stored as it is now, recalled by one message. */
@customElement('k-zigbee-scenes')
export class ZigbeeScenes extends LitElement {
  @property({ attribute: false }) bridge!: Bridge;
  @property() address = '';
  @property({ attribute: false }) scenes: Scene[] = [];

  static override styles = [base, css`
    :host { display: grid; gap: var(--s3); }
    form { align-items: end; }
    form label { flex: 1 1 140px; min-width: 0; }
    .list { box-shadow: none; border: 1px solid var(--line); }
  `];

  override render() {
    return html`${this.scenes.length ? html`<ul class="list">${this.scenes.map((scene) => html`<li class="row"><b class="grow">${scene.name || t('zigbee.scene', { n: scene.id })}</b>
        <button type="button" class="button" @click=${() => this.run('scene-recall', { scene: scene.id })}>${t('zigbee.recall')}</button>
        <button type="button" class="icon-button" aria-label=${t('zigbee.removeThis', { name: scene.name || t('zigbee.scene', { n: scene.id }) })} @click=${() => this.run('scene-remove', { scene: scene.id })}><k-icon name="trash"></k-icon></button></li>`)}</ul>` : ''}
      <form class="line" @submit=${this.store}><label class="grow">${t('zigbee.sceneName')}<input name="name" required maxlength="40" autocomplete="off" /></label><button class="button">${t('zigbee.store')}</button></form>`;
  }

  private readonly store = async (event: Event): Promise<void> => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    // Its own scenes of a bulb (the maker's, and 0 of a group) stand below.
    const number = Array.from({ length: 250 }, (_, place) => place + 1).find((free) => !this.scenes.some((scene) => scene.id === free));
    if (await this.run('scene-store', { scene: number, name: String(new FormData(form).get('name')).trim() })) form.reset();
  };

  private async run(deed: string, what: object): Promise<boolean> {
    const done = await tried(() => doWith(this.bridge.id, deed, { address: this.address, ...what }));
    if (done) toast({ text: t('zigbee.sent') });
    this.dispatchEvent(new Event('bridge-changed', { bubbles: true, composed: true }));
    return done;
  }
}
