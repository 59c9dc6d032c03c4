import { LitElement, css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { controlOf } from '../device/controls.ts';
import { grid } from '../home/grid.ts';
import '../home/tile.ts';
import { language, languages, local, t, useLanguage } from '../i18n/text.ts';
import type { Language } from '../live/contract.ts';
import { signIn } from '../live/session.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { chooseTheme, theme, themes } from '../settings/theme.ts';
import { base } from '../ui/base.ts';
import '../ui/segments.ts';
import './icons.ts';
import './pieces.ts';
import { home, kinds, states, wish } from './samples.ts';

/** Everything the app is built of, on a home that does not exist: for those who change it, and for the visual tests. */
@customElement('k-gallery')
export class GalleryPage extends LitElement {
  @state() private ready = false;
  private filling = false;

  constructor() {
    super();
    new Watch(this, () => ['preferences', 'devices']);
  }

  static override styles = [base, grid, css`
    :host { display: grid; gap: var(--s6); max-width: 1200px; margin: 0 auto; }
    .controls { display: grid; gap: var(--s4); grid-template-columns: repeat(auto-fill, minmax(min(100%, 340px), 1fr)); align-items: start; }
    .controls .card { min-width: 0; }
    .controls h3, section > h2 { margin-bottom: var(--s4); }
    .choices { display: flex; flex-wrap: wrap; gap: var(--s3); }
  `];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.fill();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    store.close();
    if (signIn.homeId) signIn.choose(signIn.homeId);
  }

  private async fill(): Promise<void> {
    this.filling = true;
    const made = await home();
    this.filling = false;
    store.pretend(made);
    wish();
    await Promise.all(made.devices.map((device) => controlOf(made.specs[device.spec]!)?.load()));
    this.ready = true;
  }

  /** The answer to who is signed in may come later, and with it a real home or none. */
  override willUpdate(): void {
    if (this.ready && !this.filling && store.home?.id !== 'gallery') void this.fill();
  }

  override render() {
    return html`<header class="line"><h1 class="grow">${local({ en: 'Gallery', zh: '组件展示' })}</h1><div class="choices">
        <k-segments .label=${t('settings.theme')} .items=${themes.map((value) => ({ value, text: t(`theme.${value}`) }))} .value=${theme()} @change=${(event: CustomEvent<string>) => chooseTheme(event.detail)}></k-segments>
        <k-segments .label=${t('settings.language')} .items=${languages.map((value) => ({ value, text: value === 'zh' ? '中文' : 'English' }))} .value=${language} @change=${(event: CustomEvent<Language>) => void useLanguage(event.detail, true)}></k-segments></div></header>
      ${this.ready ? html`<section id="tiles"><h2>${local({ en: 'Tiles', zh: '卡片' })}</h2><ul class="tiles">${[...states.map((state) => `tile-${state}`), ...kinds].map((id) => html`<li><k-tile .device=${id}></k-tile></li>`)}</ul></section>
        <section id="pieces"><h2>${local({ en: 'Components', zh: '组件' })}</h2><k-gallery-pieces></k-gallery-pieces></section>
        <section id="controls"><h2>${local({ en: 'Main controls', zh: '主控件' })}</h2><div class="controls">${kinds.map((kind) => this.control(kind))}</div></section>
        <section id="icons"><h2>${local({ en: 'Icons', zh: '图标' })}</h2><k-gallery-icons></k-gallery-icons></section>` : html`<k-busy></k-busy>`}`;
  }

  private control(kind: string) {
    const device = store.device(kind);
    const spec = device && store.specOf(device);
    const control = spec && controlOf(spec);
    return control ? html`<article class="card" data-kind=${kind} aria-label=${device.name}><h3>${local(spec.name)}</h3>${control.show(kind, control.service)}</article>` : '';
  }
}
