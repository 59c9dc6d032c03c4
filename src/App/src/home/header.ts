import { LitElement, css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { namesOf } from '../i18n/format.ts';
import { t } from '../i18n/text.ts';
import { signIn } from '../live/session.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { maySetMode, modeIcon } from '../modes/mode.ts';
import { base } from '../ui/base.ts';
import '../notices/bell.ts';
import '../ui/icon.ts';

/** Faces beside the name of the home; who does not fit is counted. */
const MostFaces = 4;

/** The top of the home: its name, which opens the list of homes; whether it is live; its people; the way to add something. */
@customElement('k-home-header')
export class HomeHeader extends LitElement {
  constructor() {
    super();
    new Watch(this, () => ['home', 'devices', 'people', 'preferences', 'session', 'connection']);
  }

  static override styles = [base, css`
    header { display: flex; align-items: flex-start; gap: var(--s2); }
    /* On a phone the order of things is found under Me. */
    @media (max-width: 480px) { h1 { font-size: 1.625rem; } .sort { display: none; } }
    .switch { display: inline-flex; align-items: center; gap: 6px; max-width: 100%; min-height: 44px; margin: -4px 0 -4px -8px; padding: 0 8px; border: 0; border-radius: var(--radius-s); background: none; font: inherit; letter-spacing: inherit; text-align: start; }
    .switch k-icon { font-size: 0.5em; color: var(--text-2); }
    .status { display: inline-flex; align-items: center; gap: 7px; color: var(--text-2); font-size: var(--size-small); font-weight: 500; }
    .status i { width: 8px; height: 8px; border-radius: 50%; background: var(--safe); }
    .status.off i { background: transparent; box-shadow: inset 0 0 0 2px var(--stale-text); }
    .under { display: flex; align-items: center; gap: var(--s3) var(--s4); flex-wrap: wrap; }
    /* A pill of 32 px in a target of 44: the border belongs to the button and shows nothing. */
    .mode { display: inline-flex; align-items: center; gap: 6px; height: 44px; margin: -6px; padding: 0 12px; border: 6px solid transparent; border-radius: 22px; background: var(--button) padding-box; color: var(--text); font-size: var(--size-small); font-weight: 600; }
    .mode k-icon { font-size: 0.75rem; }
    .faces { display: flex; align-items: center; min-height: 44px; margin: -6px 0; padding: 0 2px; border-radius: 22px; }
    .faces i { display: grid; place-items: center; width: 28px; height: 28px; border-radius: 50%; background: var(--accent-soft); color: var(--accent-text); border: 2px solid var(--bg); font-style: normal; font-weight: 650; font-size: 0.75rem; }
    .faces i.home { box-shadow: 0 0 0 2px var(--safe); }
    .faces i.away { background: var(--surface-sunk); color: var(--text-2); }
    .faces i + i { margin-inline-start: -8px; }
    .faces i.home + i, .faces i + i.home { margin-inline-start: 2px; }
    .faces .rest { background: var(--surface-sunk); color: var(--text-2); font-size: 0.75rem; }
    @media (hover: hover) { .switch:hover { background: var(--surface-sunk); } }
  `];

  override render() {
    const live = store.isLive;
    return html`<header><div class="grow"><h1><button type="button" class="switch" aria-haspopup="dialog" @click=${this.choose}><span>${store.home?.name ?? signIn.home?.name ?? ''}</span><k-icon name="down"></k-icon></button></h1>
        <div class="under">${this.mode()}<span class="status ${live ? '' : 'off'}"><i></i>${live ? t('home.live') : t('home.notLive')}</span>${this.faces()}</div></div>
      ${signIn.isPanel ? '' : html`<k-bell></k-bell>`}
      ${store.devices.size > 0 ? html`<a class="icon-button filled sort" href="#/arrange" aria-label=${t('arrange.title')}><k-icon name="sort"></k-icon></a>` : ''}
      ${signIn.mayManage ? html`<a class="icon-button filled" href="#/pair" aria-label=${t('home.add')}><k-icon name="plus"></k-icon></a>` : ''}</header>`;
  }

  /** Who belongs here; who is at home, where that is known, has a ring. */
  private faces() {
    const people = store.people.filter((person) => !person.expired);
    if (people.length < 2) return '';
    const rest = people.length - MostFaces;
    const names = namesOf(people.map((person) => person.name));
    const known = people.some((person) => person.at);
    const home = namesOf(people.filter((person) => person.at === 'home').map((person) => person.name)) || t('presence.nobody');
    return html`<a class="faces" href="#/people" aria-label=${known ? t('presence.faces', { names, home }) : t('homes.faces', { names })}>
      ${people.slice(0, MostFaces).map((person) => html`<i class=${person.at ?? ''} aria-hidden="true">${[...person.name][0]}</i>`)}${rest > 0 ? html`<i class="rest" aria-hidden="true">+${rest}</i>` : ''}</a>`;
  }

  /** How the home is lived in; who may not change it sees it all the same. */
  private mode() {
    const now = store.home?.mode?.now;
    if (!now) return '';
    const words = html`<k-icon name=${modeIcon[now]}></k-icon>${t(`mode.${now}`)}`;
    return maySetMode() ? html`<button type="button" class="mode" aria-haspopup="dialog" aria-label=${t('mode.change', { mode: t(`mode.${now}`) })} @click=${this.chooseMode}>${words}</button>`
      : html`<span class="mode" role="img" aria-label=${t('mode.is', { mode: t(`mode.${now}`) })}>${words}</span>`;
  }

  private async chooseMode(): Promise<void> {
    (await import('../modes/chooser.ts')).showModes();
  }

  private async choose(): Promise<void> {
    (await import('./homes.ts')).showHomes();
  }
}
