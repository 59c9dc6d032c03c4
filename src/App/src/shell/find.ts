import { LitElement, css, html } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { look } from '../device/looks.ts';
import { t } from '../i18n/text.ts';
import { signIn } from '../live/session.ts';
import { store } from '../live/store.ts';
import { isScene, scenesOf } from '../scenes/kind.ts';
import { runScene } from '../scenes/run.ts';
import { base } from '../ui/base.ts';
import '../ui/dialog.ts';
import type { Dialog } from '../ui/dialog.ts';
import '../ui/icon.ts';

interface Hit { href: string; icon: string; name: string; note: string; run?: () => void }

/** More would not be looked through. */
const MostHits = 8;

/** Ctrl+K: any device, room or page by a part of its name. */
@customElement('k-find')
export class Find extends LitElement {
  @state() private words = '';
  @state() private at = 0;
  @query('input') private field!: HTMLInputElement;
  @query('k-dialog') private window!: Dialog;

  static override styles = [base, css`
    ul { display: grid; margin-top: var(--s3); min-height: 220px; align-content: start; }
    .row { border-radius: var(--radius-s); min-height: 48px; border: 0; }
    .row[aria-selected='true'] { background: var(--accent-soft); }
    p { margin-top: var(--s3); }
  `];

  override async firstUpdated(): Promise<void> {
    // The dialog puts the focus on its close button when it opens.
    await this.window.updateComplete;
    this.field.focus();
  }

  override render() {
    const hits = this.hits();
    const at = Math.min(this.at, Math.max(0, hits.length - 1));
    return html`<k-dialog open .heading=${t('find.title')} @closed=${() => this.remove()}>
      <input type="text" role="combobox" aria-label=${t('find.title')} aria-expanded="true" aria-controls="hits" aria-activedescendant=${hits.length ? `hit${at}` : ''} autocomplete="off" spellcheck="false" placeholder=${t('find.hint')}
        .value=${this.words} @input=${(event: Event) => { this.words = (event.target as HTMLInputElement).value; this.at = 0; }} @keydown=${(event: KeyboardEvent) => this.keyed(event, hits, at)} />
      <ul id="hits" role="listbox" aria-label=${t('find.title')}>${hits.map((hit, number) => html`<li role="presentation"><a class="row" role="option" id="hit${number}" tabindex="-1" aria-selected=${number === at ? 'true' : 'false'} href=${hit.href} @click=${(event: Event) => this.choose(event, hit)}>
        <k-icon name=${hit.icon}></k-icon><span class="grow clip">${hit.name}</span><span class="muted small">${hit.note}</span></a></li>`)}</ul>
      ${hits.length === 0 ? html`<p class="muted" role="status">${t('find.none')}</p>` : ''}</k-dialog>`;
  }

  private keyed(event: KeyboardEvent, hits: Hit[], at: number): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      this.at = (at + step + hits.length) % Math.max(1, hits.length);
    } else if (event.key === 'Enter' && hits[at]) {
      event.preventDefault();
      this.choose(event, hits[at]);
    }
  }

  /** A scene is run; everything else is a page. */
  private choose(event: Event, hit: Hit): void {
    event.preventDefault();
    this.remove();
    if (hit.run) hit.run();
    else location.hash = hit.href;
  }

  private hits(): Hit[] {
    const words = this.words.trim().toLocaleLowerCase();
    const all: Hit[] = [
      ...scenesOf().map(({ id, name }) => ({ href: `#/device/${id}`, icon: 'media', name, note: t('scenes.run'), run: () => void runScene(id) })),
      ...[...store.devices.values()].map((device) => ({ href: `#/device/${device.id}`, icon: look(device, store.specOf(device)).icon, name: device.name, note: store.room(device.room)?.name ?? (isScene(device) ? t('scene.scene') : '') })),
      ...store.rooms.map((room) => ({ href: `#/room/${room.id}`, icon: 'rooms', name: room.name, note: t('nav.rooms') })),
      ...([['#/', 'home', t('nav.home')], ['#/rooms', 'rooms', t('nav.rooms')], ['#/activity', 'activity', t('nav.activity')], ['#/scenes', 'scene', t('scenes.title')], ['#/energy', 'energy', t('nav.energy')], ['#/me', 'me', t('nav.me')],
        ...(signIn.seesPeople ? [['#/rules', 'rule', t('rules.title')], ['#/people', 'people', t('people.title')], ['#/devices', 'devices', t('devices.title')], ['#/settings', 'settings', t('settings.title')], ['#/access', 'key', t('access.title')], ['#/wall', 'home', t('wall.title')]] : []),
        ...(signIn.mayManage ? [['#/pair', 'plus', t('home.add')]] : [])] as const).map(([href, icon, name]) => ({ href: href!, icon: icon!, name: name!, note: '' })),
    ];
    const rank = ({ name, note }: Hit): number => {
      const text = name.toLocaleLowerCase();
      if (text.startsWith(words)) return 0;
      if (text.includes(words)) return 1;
      return `${text} ${note.toLocaleLowerCase()}`.includes(words) ? 2 : 3;
    };
    return all.map((hit) => ({ hit, rank: rank(hit) })).filter((found) => found.rank < 3).sort((a, b) => a.rank - b.rank).slice(0, MostHits).map(({ hit }) => hit);
  }
}

export function find(): void {
  if (!document.querySelector('k-find')) document.body.append(document.createElement('k-find'));
}
