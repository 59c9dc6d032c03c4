import { LitElement, css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { look } from '../device/looks.ts';
import { t } from '../i18n/text.ts';
import { phaseOf } from '../live/commands.ts';
import type { Device } from '../live/contract.ts';
import { signIn } from '../live/session.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { back } from '../ui/back.ts';
import { base } from '../ui/base.ts';
import '../ui/busy.ts';
import '../ui/empty.ts';
import '../ui/icon.ts';
import { isSet, scenesOf } from './kind.ts';
import { runScene } from './run.ts';

/** All scenes: each with its page and a button that runs it. */
@customElement('k-scene-list')
export class SceneList extends LitElement {
  constructor() {
    super();
    new Watch(this, () => ['devices', 'values', 'rooms', 'arrangement', 'preferences', 'session', 'home', ...scenesOf().map(({ id }) => `device:${id}` as const)]);
  }

  static override styles = [base, back, css`
    li { display: flex; align-items: center; gap: var(--s2); padding-inline-end: var(--s3); }
    li .row { flex: 1; min-width: 0; }
    .on { color: var(--accent-text); font-weight: 600; }
    .button { min-width: 84px; }
  `];

  override render() {
    const scenes = scenesOf();
    const make = signIn.mayManage ? html`<a class="button primary" href="#/scene"><k-icon name="plus"></k-icon>${t('scenes.add')}</a>` : '';
    return html`<div class="page"><a class="back" href="#/"><k-icon name="back"></k-icon>${t('nav.home')}</a>
      <div class="title"><h1 class="grow">${t('scenes.title')}</h1>${scenes.length > 0 ? make : ''}</div>
      ${scenes.length > 0 ? html`<ul class="list">${repeat(scenes, ({ id }) => id, (scene) => html`<li>${this.row(scene)}</li>`)}</ul>`
        : store.home ? html`<k-empty icon="scene" .heading=${t('scenes.empty')} .text=${signIn.mayManage ? t('scenes.emptyText') : t('scenes.emptyForOthers')}>${make}</k-empty>` : ''}</div>`;
  }

  private row(scene: Device) {
    const phase = phaseOf(scene.id)?.phase;
    const busy = phase === 'asked' || phase === 'waiting';
    const room = store.room(scene.room)?.name;
    return html`<a class="row" href="#/device/${scene.id}"><k-icon name=${look(scene, store.specOf(scene)).icon}></k-icon><span class="grow"><b>${scene.name}</b>
        ${room || isSet(scene) ? html`<br /><span class="small muted">${room ?? ''}${room && isSet(scene) ? ' · ' : ''}${isSet(scene) ? html`<span class="on">${t('scene.active')}</span>` : ''}</span>` : ''}</span></a>
      <button type="button" class="button" aria-label=${t('scenes.runOf', { name: scene.name })} aria-busy=${busy ? 'true' : 'false'} @click=${() => void runScene(scene.id)}>${busy ? html`<k-busy></k-busy>` : phase === 'confirmed' ? html`<k-icon name="check"></k-icon>` : ''}${t('do.run')}</button>`;
  }
}
