import { LitElement, css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { t } from '../i18n/text.ts';
import { microphone } from '../live/microphone.ts';
import { signIn } from '../live/session.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { base } from '../ui/base.ts';
import '../ui/busy.ts';
import '../ui/empty.ts';
import '../ui/icon.ts';
import '../ui/toasts.ts';
import '../home/page.ts';
import '../signin/page.ts';
import './banner.ts';
import './navigation.ts';
import './arrows.ts';
import { pageOf } from './pages.ts';
import { route } from './route.ts';

/** The whole app: navigation around one page at a time. */
@customElement('k-app')
export class App extends LitElement {
  @state() private ready = 'home';
  @state() private failed = false;

  constructor() {
    super();
    new Watch(this, () => ['route', 'session', 'preferences', 'microphone']);
  }

  static override styles = [base, css`
    :host { display: block; min-height: 100dvh; }
    .skip { position: fixed; z-index: 30; inset: var(--s2) auto auto var(--s2); transform: translateY(-200%); background: var(--accent); color: var(--on-accent); padding: var(--s3) var(--s4); border-radius: var(--radius-s); border: 0; }
    .skip:focus { transform: none; }
    .frame { display: grid; grid-template-columns: minmax(0, 1fr); }
    main { max-width: 1120px; width: 100%; margin: 0 auto; padding: max(var(--s4), env(safe-area-inset-top)) var(--s4) calc(152px + env(safe-area-inset-bottom)); }
    main:focus, main:focus-visible { outline: none; }
    @media (min-width: 900px) {
      .frame { grid-template-columns: 264px minmax(0, 1fr); }
      main { padding: var(--s6) var(--s6) 96px; }
    }
    .talk { position: fixed; z-index: 9; inset: auto var(--s4) calc(82px + env(safe-area-inset-bottom)) auto; display: grid; place-items: center; width: 54px; height: 54px; border: 0; border-radius: 50%;
      background: var(--accent); color: var(--on-accent); box-shadow: var(--shadow-2); font-size: 1.4rem; transition: transform var(--quick); }
    .talk.on { background: var(--alert); color: var(--on-alert); outline: 4px solid var(--alert-soft); }
    .talk:active { transform: scale(0.94); }
    @media (min-width: 900px) { .talk { inset-block-end: var(--s5); inset-inline-end: var(--s5); } }
    main.bare { max-width: none; padding: var(--s5); }
    .alone { min-height: 70dvh; display: grid; place-content: center; justify-items: center; gap: var(--s4); font-size: 1.4rem; color: var(--text-2); }
  `];

  override render() {
    const page = pageOf(route.page);
    if (page?.open) return html`<main id="main" tabindex="-1">${this.body()}</main><k-toasts></k-toasts>`;
    if (!signIn.current) return signIn.asking ? html`<main class="alone"><k-busy></k-busy></main>` : html`<main id="main" tabindex="-1"><k-sign-in></k-sign-in></main><k-toasts></k-toasts>`;
    if (page?.bare) return html`<main id="main" class="bare" tabindex="-1"><k-banner></k-banner>${keyed(signIn.homeId, this.body())}</main>${route.page === 'wall' ? this.bubble() : ''}<k-toasts></k-toasts>`;
    return html`<button type="button" class="skip" @click=${() => this.focusMain()}>${t('nav.skip')}</button>
      <div class="frame"><k-navigation .tab=${page?.tab ?? 'home'}></k-navigation>
        <main id="main" tabindex="-1"><k-banner></k-banner>${keyed(signIn.homeId, this.body())}</main></div>
      ${this.bubble()}<k-toasts></k-toasts>`;
  }

  /** On every page; red while the microphone is open. */
  private bubble() {
    if (!signIn.homeId) return '';
    const isOn = microphone.phase === 'asking' || microphone.phase === 'listening';
    return html`<button type="button" class="talk ${isOn ? 'on' : ''}" aria-label=${t(isOn ? 'mic.on' : 'assistant.open')} aria-keyshortcuts="/ Control+Space" @click=${this.talk}><k-icon name=${isOn ? 'microphone' : 'talk'}></k-icon></button>`;
  }

  private readonly talk = (): void => void import('../assistant/panel.ts').then(({ openAssistant }) => openAssistant());

  private body() {
    const page = pageOf(route.page);
    if (!page) return html`<k-empty icon="home" .heading=${t('nav.lost')} .text=${t('nav.lostText')}><a class="button primary" href="#/">${t('nav.home')}</a></k-empty>`;
    if (this.failed) return html`<k-empty icon="offline" .heading=${t('nav.failed')} .text=${t('nav.failedText')}><button class="button primary" @click=${() => location.reload()}>${t('do.retry')}</button></k-empty>`;
    if (page.load && this.ready !== route.page) return html`<div class="alone"><k-busy></k-busy></div>`;
    if (!page.open && !signIn.homeId) return html`<k-empty icon="home" .heading=${t('home.none')} .text=${t('home.noneText')}><a class="button primary" href="#/me">${t('nav.me')}</a></k-empty>`;
    return page.show(route);
  }

  private loading?: string;
  private shownKey = '';

  override willUpdate(): void {
    const name = route.page;
    const page = pageOf(name);
    if (!page) return;
    if (!page.load) this.ready = name;
    else if (this.ready !== name && this.loading !== name) {
      this.loading = name;
      this.failed = false;
      page.load().then(() => {
        this.loading = undefined;
        this.ready = route.page === name ? name : this.ready;
        if (route.page !== name) this.requestUpdate();
      }, () => {
        this.loading = undefined;
        this.failed = true;
      });
    }
  }

  override updated(): void {
    const key = `${route.page}/${route.id ?? ''}/${route.part ?? ''}`;
    if (this.ready !== route.page || this.shownKey === key) return;
    // A new page begins at its top, and the keyboard begins there as well.
    if (this.shownKey) {
      scrollTo(0, 0);
      this.focusMain();
    }
    this.shownKey = key;
    document.title = store.home ? `${store.home.name} · Kith` : 'Kith';
  }

  private focusMain(): void {
    this.renderRoot.querySelector<HTMLElement>('#main')?.focus({ preventScroll: true });
  }
}
