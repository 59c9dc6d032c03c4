import { LitElement, css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { look } from '../device/looks.ts';
import { findAction, findProperty } from '../device/parts.ts';
import { t } from '../i18n/text.ts';
import { favourites, inOrder, isFavourite, isHidden, roomsInOrder } from '../live/arrangement.ts';
import type { Device } from '../live/contract.ts';
import { isScene, scenesOf } from '../scenes/kind.ts';
import { signIn } from '../live/session.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { base } from '../ui/base.ts';
import '../ui/empty.ts';
import './tile.ts';

/** What a tap on the tile does is a matter of comfort: all that a child may command (the server's table of rights says so, too). */
function isForChildren(device: Device): boolean {
  const spec = store.specOf(device);
  const { tap, run } = look(device, spec);
  if (tap) return Object.keys(tap).every((address) => (findProperty(spec, address)?.risk ?? 'comfort') === 'comfort');
  return run !== undefined && (findAction(spec, run)?.risk ?? 'comfort') === 'comfort';
}

/** The home of a child: large tiles of what they may switch, and nothing to set up. */
@customElement('k-simple')
export class SimplePage extends LitElement {
  constructor() {
    super();
    new Watch(this, () => ['home', 'rooms', 'devices', 'values', 'people', 'arrangement', 'preferences']);
  }

  static override styles = [base, css`
    h1 { margin-bottom: var(--s2); }
    section { margin-top: var(--s5); }
    h2 { margin-bottom: var(--s3); }
    .tiles { display: grid; gap: var(--s4); grid-template-columns: repeat(auto-fill, minmax(min(100%, 240px), 1fr)); }
    .tiles li { min-height: 168px; }
    k-tile { height: 100%; font-size: 1.15rem; }
  `];

  override render() {
    const mine = [...store.devices.values()].filter(isForChildren);
    const name = store.myself?.name ?? signIn.current?.account.name ?? '';
    if (mine.length === 0) return html`<h1>${t('simple.hello', { name })}</h1><k-empty icon="bulb" .heading=${t('simple.none')} .text=${t('simple.noneText')}></k-empty>`;
    const places: { name: string; devices: Device[] }[] = [
      { name: t('scenes.title'), devices: scenesOf().filter((scene) => isForChildren(scene) && !isFavourite(scene.id)) },
      { name: t('home.favourites'), devices: favourites().filter(isForChildren) },
      ...roomsInOrder().map((room) => ({ name: room.name, devices: inOrder(mine.filter((device) => device.room === room.id && !isScene(device) && !isFavourite(device.id) && !isHidden(device.id))) })),
      { name: t('home.elsewhere'), devices: inOrder(mine.filter((device) => !store.room(device.room) && !isScene(device) && !isFavourite(device.id) && !isHidden(device.id))) },
    ];
    return html`<h1>${t('simple.hello', { name })}</h1>${places.filter(({ devices }) => devices.length > 0).map((place) => html`<section aria-label=${place.name}><h2>${place.name}</h2>
      <ul class="tiles">${repeat(place.devices, (device) => device.id, (device) => html`<li><k-tile .device=${device.id}></k-tile></li>`)}</ul></section>`)}`;
  }
}
