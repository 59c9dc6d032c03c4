import { LitElement, css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { ageText, namesOf } from '../i18n/format.ts';
import { t } from '../i18n/text.ts';
import { get } from '../live/api.ts';
import type { Bridge, Device } from '../live/contract.ts';
import { homePath, signIn } from '../live/session.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { things } from '../scenes/kind.ts';
import { base } from '../ui/base.ts';

/** The foot of the home: is everything there that should be, and what changed last. */
@customElement('k-home-status')
export class HomeStatus extends LitElement {
  @state() private bridges?: Bridge[];
  private asked = false;

  constructor() {
    super();
    new Watch(this, () => ['values', 'devices', 'connection', 'clock', 'preferences', 'home', 'people']);
  }

  static override styles = [base, css`
    section { margin-top: var(--s6); color: var(--text-2); font-size: var(--size-small); }
    h2 { font-size: var(--size-small); color: var(--text-2); margin-bottom: var(--s2); }
    dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: var(--s3) var(--s4); }
    dt { font-weight: 500; }
    dd { font-weight: 600; color: var(--text); overflow-wrap: anywhere; }
    a { display: inline-flex; align-items: center; min-height: 28px; color: var(--accent-text); }
  `];

  override willUpdate(): void {
    // Only who arranges the home may see its bridges.
    if (this.asked || !store.isLive || !signIn.mayManage) return;
    this.asked = true;
    get<{ items: Bridge[] }>(homePath('/bridges')).then(({ items }) => (this.bridges = items), () => (this.asked = false));
  }

  override render() {
    if (!store.home) return html``;
    const devices = things();
    const missing = devices.filter((device) => !device.online).length;
    const on = this.bridges?.filter((bridge) => bridge.state === 'online').length ?? 0;
    const last = lastChange(devices);
    const known = store.people.filter((person) => person.at);
    return html`<section aria-label=${t('status.title')}><h2>${t('status.title')}</h2><dl>
      <div><dt>${t('status.server')}</dt><dd>${store.isLive ? t('status.live') : t('status.lost')}</dd></div>
      ${this.bridges?.length ? html`<div><dt>${t('status.bridges')}</dt><dd><a href="#/bridges">${t('status.bridgesOn', { on, all: this.bridges.length })}</a></dd></div>` : ''}
      ${devices.length > 0 ? html`<div><dt>${t('status.devices')}</dt><dd><a href="#/devices">${missing === 0 ? t('status.allThere', { n: devices.length }) : t('status.missing', { n: missing, all: devices.length })}</a></dd></div>` : ''}
      ${known.length > 0 ? html`<div><dt>${t('presence.home')}</dt><dd><a href="#/people">${namesOf(known.filter((person) => person.at === 'home').map((person) => person.name)) || t('presence.nobody')}</a></dd></div>` : ''}
      ${last ? html`<div><dt>${t('status.last')}</dt><dd><a href="#/activity">${t('status.lastIs', { name: last.device.name, age: ageText(last.at) })}</a></dd></div>` : ''}</dl></section>`;
  }
}

/** The device that said something last. */
function lastChange(devices: Device[]): { device: Device; at: string } | undefined {
  let found: { device: Device; at: string } | undefined;
  for (const device of devices) {
    const at = device.seen;
    if (at && (!found || Date.parse(at) > Date.parse(found.at))) found = { device, at };
  }
  return found;
}
