import { LitElement, css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { ageText } from '../i18n/format.ts';
import { t } from '../i18n/text.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { base } from '../ui/base.ts';
import '../ui/busy.ts';

/** A short gap heals by itself before anybody needs to know of it. */
const PatienceMs = 1_200;

/** Says that what is shown is not live, since when, and that nothing is sent meanwhile. */
@customElement('k-banner')
export class Banner extends LitElement {
  @state() private patient = true;
  private timer?: ReturnType<typeof setTimeout>;
  private was = '';

  constructor() {
    super();
    new Watch(this, () => ['connection', 'clock', 'preferences', 'session']);
  }

  static override styles = [base, css`
    .banner { display: flex; align-items: center; gap: var(--s3); margin-bottom: var(--s4); padding: var(--s3) var(--s4); border-radius: var(--radius); background: var(--stale-soft); color: var(--stale-text); font-size: 0.9375rem; }
    .button { color: inherit; background: transparent; min-height: 44px; }
  `];

  override willUpdate(): void {
    if (this.was === store.connection) return;
    this.was = store.connection;
    this.patient = true;
    clearTimeout(this.timer);
    if (store.connection !== 'live') this.timer = setTimeout(() => (this.patient = false), PatienceMs);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  override render() {
    if (store.connection === 'live' || this.patient || (!store.home && store.connection === 'connecting')) return html`<div role="status"></div>`;
    const text = store.connection === 'refused' ? t('banner.refused') : store.trueAt ? t('banner.lost', { age: ageText(store.trueAt) }) : t('banner.connecting');
    return html`<div role="status"><div class="banner">${store.connection === 'refused' ? nothing : html`<k-busy></k-busy>`}<span class="grow">${text}</span>
      <button type="button" class="button" @click=${() => store.wake()}>${t('do.retry')}</button></div></div>`;
  }
}
