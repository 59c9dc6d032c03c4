import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../i18n/text.ts';
import { roomsInOrder } from '../live/arrangement.ts';
import { signIn } from '../live/session.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { base } from '../ui/base.ts';
import '../ui/icon.ts';
import { route } from './route.ts';

const tabs = [
  { tab: 'home', href: '#/', icon: 'home', key: 'nav.home' },
  { tab: 'rooms', href: '#/rooms', icon: 'rooms', key: 'nav.rooms' },
  { tab: 'activity', href: '#/activity', icon: 'activity', key: 'nav.activity' },
  { tab: 'energy', href: '#/energy', icon: 'power', key: 'nav.energy' },
  { tab: 'me', href: '#/me', icon: 'me', key: 'nav.me' },
] as const;

/** Tabs at the thumb on a phone; at the side, with the rooms, on a desktop. */
@customElement('k-navigation')
export class Navigation extends LitElement {
  @property() tab = 'home';

  constructor() {
    super();
    new Watch(this, () => ['rooms', 'arrangement', 'preferences', 'route', 'home', 'session', 'connection']);
  }

  static override styles = [base, css`
    nav { position: fixed; z-index: 10; inset: auto 0 0; padding: 6px var(--s3) max(6px, env(safe-area-inset-bottom)); background: color-mix(in srgb, var(--bg) 82%, transparent);
      -webkit-backdrop-filter: blur(20px) saturate(1.6); backdrop-filter: blur(20px) saturate(1.6); border-top: 1px solid var(--line); }
    .tabs { display: flex; max-width: 560px; margin: 0 auto; }
    .tabs a { flex: 1; display: grid; justify-items: center; align-content: center; gap: 2px; min-height: 54px; color: var(--text-2); font-size: 0.6875rem; font-weight: 600; border-radius: var(--radius-s); }
    .tabs a[aria-current] { color: var(--accent-text); }
    .brand, .rooms { display: none; }
    @media (min-width: 900px) {
      nav { position: sticky; inset: 0 auto auto 0; height: 100dvh; overflow: auto; padding: var(--s5) var(--s4); border-top: 0; border-right: 1px solid var(--line); background: transparent; backdrop-filter: none; }
      .brand { display: flex; align-items: center; gap: var(--s3); padding: 0 var(--s3) var(--s5); font-weight: 700; font-size: 1.125rem; letter-spacing: -0.01em; }
      .brand img { width: 30px; height: 30px; border-radius: 9px; }
      .tabs { display: grid; gap: 2px; }
      .tabs a, .rooms a { display: flex; justify-content: flex-start; align-items: center; gap: var(--s3); min-height: 44px; padding: 0 var(--s3); font-size: 0.9375rem; border-radius: 14px; color: var(--text-2); font-weight: 600; }
      .tabs a[aria-current] { background: var(--accent-soft); }
      .rooms { display: block; margin-top: var(--s5); }
      .rooms h2 { padding: 0 var(--s3) var(--s2); font-size: var(--size-small); color: var(--text-2); font-weight: 600; letter-spacing: 0; }
      .rooms a { font-weight: 500; }
      .rooms a[aria-current] { background: var(--surface-sunk); color: var(--text); font-weight: 600; }
      a:hover { background: var(--surface-sunk); }
      a:focus-visible { outline-offset: -3px; }
    }
  `];

  /** A child has the home and themselves. */
  private get tabs() {
    return (store.home?.role ?? signIn.home?.role) === 'child' ? tabs.filter(({ tab }) => tab === 'home' || tab === 'me') : tabs;
  }

  override render() {
    return html`<nav aria-label=${t('nav.main')}>
      <div class="brand"><img src="./icons/kith.svg" alt="" />Kith</div>
      <div class="tabs">${this.tabs.map(({ tab, href, icon, key }) => html`
        <a href=${href} aria-current=${tab === this.tab ? 'page' : nothing}><k-icon name=${icon}></k-icon><span>${t(key)}</span></a>`)}</div>
      ${store.rooms.length > 0 && signIn.homeId ? html`<div class="rooms"><h2>${t('nav.rooms')}</h2>${roomsInOrder().map((room) => html`
        <a href="#/room/${room.id}" aria-current=${route.page === 'room' && route.id === room.id ? 'page' : nothing}>${room.name}</a>`)}</div>` : ''}
    </nav>`;
  }
}
