import { css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { local, t } from '../../i18n/text.ts';
import { get, query } from '../../live/api.ts';
import type { Activity, SpecAction } from '../../live/contract.ts';
import { homePath } from '../../live/session.ts';
import { store } from '../../live/store.ts';
import { serviceOf } from '../parts.ts';
import { PiecedControl } from '../pieces.ts';

/** How far back in what was done the keys are looked for. */
const LookedThrough = 100;
const MostKeys = 12;

/** Infrared remotes: the keys that were used before, any other by its name, and learning one from the old remote. */
@customElement('k-infrared')
export class InfraredControl extends PiecedControl {
  @state() private keys: string[] = [];
  @state() private typed = '';
  private asked = '';

  static override styles = [...[PiecedControl.styles].flat(), css`
    form { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: var(--s3); align-items: end; }
    .used .button { min-height: 56px; overflow-wrap: anywhere; }
  `];

  override willUpdate(): void {
    if (!store.isLive || this.asked === this.device) return;
    this.asked = this.device;
    void this.fetch();
  }

  /** What this remote was told before, by anybody, is what it knows. */
  private async fetch(): Promise<void> {
    try {
      const { items } = await get<{ items: Activity[] }>(homePath(`/activity${query({ device: this.device, kind: 'operation', limit: LookedThrough })}`));
      for (const { operation } of items.reverse()) {
        const key = operation?.in?.['key-name'];
        if (operation?.outcome.kind === 'done' && typeof key === 'string') this.know(key);
      }
    } catch {
      // The field is there for every key.
    }
  }

  private know(key: string): void {
    this.keys = [key, ...this.keys.filter((known) => known !== key)].slice(0, MostKeys);
  }

  protected override body() {
    const learning = this.find('learning');
    const isLearning = this.value(learning) === true;
    const press = this.action('press-key');
    const own = this.spec && serviceOf(this.spec, 'open');
    if (own?.actions.length) return html`<div class="buttons used" role="group" aria-label=${local(own.name)}>${own.actions.map((button) => html`<button type="button" class="button" aria-busy=${this.pending(button) ? 'true' : 'false'} @click=${() => this.act(button.address)}>${local(button.title)}</button>`)}</div>`;
    return html`${this.does('remote', isLearning ? 'busy' : '', t(isLearning ? 'infrared.learning' : 'infrared.ready'), isLearning ? t('infrared.learn') : '')}
      ${press ? this.pad(press) : ''}
      <div class="buttons">${isLearning ? this.press(this.action('stop-learning'), 'stop', { primary: true }) : this.press(this.action('start-learning'), 'plus')}</div>`;
  }

  private pad(press: SpecAction) {
    const send = (key: string): void => this.act(press.address, { 'key-name': key });
    const submitted = (event: Event): void => {
      event.preventDefault();
      const key = this.typed.trim();
      if (!key) return;
      send(key);
      this.know(key);
      this.typed = '';
    };
    return html`${this.keys.length > 0 ? html`<div><p class="caption">${t('infrared.used')}</p><div class="buttons used" role="group" aria-label=${t('infrared.used')}>
        ${[...this.keys].sort((a, b) => a.localeCompare(b)).map((key) => html`<button type="button" class="button" @click=${() => send(key)}>${key}</button>`)}</div></div>` : ''}
      <form @submit=${submitted}><label>${local(this.find('key-name')?.title)}<input type="text" required maxlength=${this.find('key-name')?.maxLength ?? 64} autocapitalize="off" autocomplete="off"
        .value=${this.typed} @input=${(event: Event) => (this.typed = (event.target as HTMLInputElement).value)} /></label><button class="button primary">${local(press.title)}</button></form>`;
  }
}
