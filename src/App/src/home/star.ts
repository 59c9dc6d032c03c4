import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../i18n/text.ts';
import { arrange, isFavourite, toggled } from '../live/arrangement.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { base } from '../ui/base.ts';
import '../ui/icon.ts';
import { tried } from '../ui/tried.ts';

/** Puts a device among one's favourites, or takes it away from them. */
@customElement('k-star')
export class Star extends LitElement {
  @property() device = '';

  constructor() {
    super();
    new Watch(this, () => ['arrangement', 'preferences']);
  }

  static override styles = [base, css`
    [aria-pressed='true'] { background: var(--light-soft); color: var(--light-text); }
  `];

  override render() {
    return html`<button type="button" class="icon-button filled" aria-pressed=${isFavourite(this.device) ? 'true' : 'false'} aria-label=${t('arrange.favourite')} @click=${this.turn}><k-icon name="star"></k-icon></button>`;
  }

  private async turn(): Promise<void> {
    await tried(() => arrange({ favourites: toggled(store.arrangement.favourites, this.device) }));
  }
}
