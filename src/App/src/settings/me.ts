import { LitElement, css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { t } from '../i18n/text.ts';
import type { Role } from '../live/contract.ts';
import { signIn } from '../live/session.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { ask } from '../ui/ask.ts';
import { back } from '../ui/back.ts';
import { alarmRow } from '../alarms/kind.ts';
import { things } from '../scenes/kind.ts';
import { base } from '../ui/base.ts';
import '../ui/icon.ts';
import './account.ts';
import './taste.ts';

/** Everything that is not the home itself: people, devices, bridges, access, settings, the way out. */
@customElement('k-me')
export class MePage extends LitElement {
  constructor() {
    super();
    new Watch(this, () => ['session', 'people', 'devices', 'preferences', 'home', 'notices']);
  }

  static override styles = [base, back, css`
    .out { margin-top: var(--s5); }
    .who { display: flex; align-items: center; gap: var(--s4); }
    .face { display: grid; place-items: center; width: 64px; height: 64px; border-radius: 50%; background: var(--accent-soft); color: var(--accent-text); font-weight: 650; font-size: 1.5rem; flex: none; }
  `];

  override render() {
    const account = signIn.current?.account;
    const role = store.home?.role ?? signIn.home?.role;
    if (!signIn.seesPeople) return this.simple(account?.name ?? '', role);
    const alarm = alarmRow();
    const row = (href: string, icon: string, text: string, note?: string) => html`<li><a class="row" href=${href}><k-icon name=${icon}></k-icon><span class="grow">${text}</span><span class="muted small">${note ?? ''}</span><k-icon name="next"></k-icon></a></li>`;
    return html`<div class="page">${this.who(account?.name ?? '', [account?.user, role ? t(`role.${role}`) : ''].filter(Boolean).join(' · '))}
      <section><h2>${store.home?.name ?? t('nav.home')}</h2><ul class="list">${row('#/rules', 'rule', t('rules.title'))}${alarm ? row(...alarm) : ''}${row('#/people', 'people', t('people.title'), String(store.people.length || ''))}${signIn.isPanel ? '' : row('#/notices', 'bell', t('notices.title'), String(store.unread || ''))}${store.devices.size > 0 ? row('#/arrange', 'sort', t('arrange.title')) : ''}${row('#/devices', 'devices', t('devices.title'), String(things().length || ''))}${row('#/skills', 'talk', t('taught.title'))}${signIn.mayManage ? html`${row('#/bridges', 'bridge', t('bridge.title'))}${row('#/import', 'home', t('import.title'))}${row('#/voice', 'microphone', t('satellite.title'))}` : ''}</ul></section>
      <section><h2>${t('me.app')}</h2><ul class="list">${row('#/settings', 'settings', t('settings.title'))}
        ${signIn.isPanel ? '' : html`${row('#/security', 'shield', t('security.title'))}${row('#/access', 'key', t('access.title'))}${row('#/panel', 'devices', t('panel.enter'))}`}
        ${row('#/wall', 'television', t('wall.title'))}
        <li><button type="button" class="row" @click=${this.leave}><k-icon name="exit"></k-icon><span class="grow">${t('me.leave')}</span></button></li></ul></section></div>`;
  }

  /** Who arranges nothing here and sees nobody else: their own name, language, theme and password, and the way out. */
  private simple(name: string, role: Role | undefined) {
    return html`<div class="page">${this.who(name, role ? t(`role.${role}`) : '')}<k-taste></k-taste>${signIn.isPanel ? '' : html`<k-account></k-account>`}
      <button type="button" class="button wide out" @click=${this.leave}><k-icon name="exit"></k-icon>${t('me.leave')}</button></div>`;
  }

  private who(name: string, note: string) {
    return html`<div class="title"><div class="who"><span class="face" aria-hidden="true">${[...name][0] ?? '?'}</span><div><h1>${name}</h1><p class="muted">${note}</p></div></div></div>`;
  }

  private async leave(): Promise<void> {
    if (await ask({ title: t('me.leave'), text: t('me.leaveText'), yes: t('me.leave') })) await signIn.leave().catch(() => undefined);
  }
}
