import { css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { ageText, timeText } from '../../i18n/format.ts';
import { local, t } from '../../i18n/text.ts';
import { get, query } from '../../live/api.ts';
import type { Activity, Changes } from '../../live/contract.ts';
import { homePath } from '../../live/session.ts';
import { store } from '../../live/store.ts';
import { Watch } from '../../live/watch.ts';
import '../../ui/icon.ts';
import { Control } from '../control.ts';
import { findEvent } from '../parts.ts';

const MostShown = 8;
/** A key that was pressed this lately is lit. */
const LitMs = 2_000;

interface Press { event: string; at: string }

/** Buttons: the keys as they lie on the wall, lit when one is pressed, and the last presses with their times. */
@customElement('k-presses')
export class PressesControl extends Control {
  @state() private presses: Press[] = [];
  private asked = '';
  private unhear?: () => void;

  static override styles = [...[Control.styles].flat(), css`
    .keys { display: grid; grid-template-columns: repeat(auto-fit, minmax(132px, 1fr)); gap: var(--s3); max-width: 420px; width: 100%; margin: 0 auto; }
    .key { display: grid; justify-items: center; align-content: center; gap: var(--s2); min-height: 96px; padding: var(--s3); border-radius: 22px; background: var(--surface-sunk); color: var(--text-2); font-weight: 600; text-align: center; transition: background var(--calm), color var(--calm); }
    .lit { background: var(--accent-soft); color: var(--accent-text); }
    li { display: flex; justify-content: space-between; gap: var(--s3); padding: 10px 0; border-top: 1px solid var(--line); }
    time { color: var(--text-2); font-variant-numeric: tabular-nums; }
  `];

  constructor() {
    super();
    new Watch(this, () => ['clock']);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.unhear = store.onChanges((changes) => this.heard(changes));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.unhear?.();
  }

  override willUpdate(): void {
    if (!store.isLive || this.asked === this.device) return;
    this.asked = this.device;
    void this.fetch();
  }

  private async fetch(): Promise<void> {
    try {
      const { items } = await get<{ items: Activity[] }>(homePath(`/activity${query({ device: this.device, kind: 'event', limit: MostShown })}`));
      const known = new Set(this.presses.map(({ at }) => at));
      this.take(...this.presses, ...items.filter((item) => item.subject && !known.has(item.at)).map((item) => ({ event: item.subject!, at: item.at })));
    } catch {
      // The feed still brings what is pressed from now on.
    }
  }

  private heard(changes: Changes): void {
    const fresh = (changes.events ?? []).filter(({ d }) => d === this.device).map(({ e, t: at }) => ({ event: e, at }));
    if (fresh.length === 0) return;
    this.take(...fresh.reverse(), ...this.presses);
    setTimeout(() => this.requestUpdate(), LitMs);
  }

  private take(...presses: Press[]): void {
    this.presses = presses.filter(({ event }) => findEvent(this.spec, event) && this.keys.some(({ id }) => event.startsWith(`${id}.`))).slice(0, MostShown);
  }

  private get keys() {
    return this.spec?.services.filter(({ type }) => type === 'switch-sensor') ?? [];
  }

  protected override body() {
    const { keys } = this;
    const last = this.presses[0];
    const lit = last && Date.now() - Date.parse(last.at) < LitMs ? last.event.split('.')[0] : '';
    return html`<div class="keys">${keys.map(({ id, name }) => html`<div class="key ${id === lit ? 'lit' : ''}"><k-icon name="button"></k-icon>${local(name)}</div>`)}</div>
      <div><h3>${t('presses.title')}</h3>${last ? html`<ul aria-live="polite">${this.presses.map(({ event, at }) => html`<li><span>${keys.length > 1 ? `${local(keys.find(({ id }) => event.startsWith(`${id}.`))?.name)}: ` : ''}${local(findEvent(this.spec, event)?.title)}</span>
        <time datetime=${at} title=${timeText(at)}>${ageText(at)}</time></li>`)}</ul>` : html`<p class="muted">${t('presses.none')}</p>`}</div>`;
  }
}
