import { LitElement, css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { t } from '../i18n/text.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { base } from '../ui/base.ts';
import '../ui/icon.ts';

/** More than this is many. */
const MostShown = 99;

/** The way to one's notices, with how many are new. */
@customElement('k-bell')
export class Bell extends LitElement {
  constructor() {
    super();
    new Watch(this, () => ['notices', 'preferences']);
  }

  static override styles = [base, css`
    a { position: relative; }
    b { position: absolute; inset: -2px -4px auto auto; display: grid; place-items: center; min-width: 20px; height: 20px; padding: 0 5px; border-radius: 10px; background: var(--alert-soft); color: var(--alert-text); font-size: 0.75rem; font-weight: 700; border: 2px solid var(--bg); box-sizing: content-box; font-variant-numeric: tabular-nums; }
  `];

  override render() {
    const n = store.unread;
    return html`<a class="icon-button filled" href="#/notices" aria-label=${n > 0 ? `${t('notices.title')}, ${t('notices.bell', { n })}` : t('notices.title')}><k-icon name="bell"></k-icon>${n > 0 ? html`<b aria-hidden="true">${n > MostShown ? `${MostShown}+` : n}</b>` : ''}</a>`;
  }
}
