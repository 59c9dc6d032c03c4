import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { clockText } from '../i18n/format.ts';
import { t } from '../i18n/text.ts';
import { get } from '../live/api.ts';
import { homePath } from '../live/session.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { base } from '../ui/base.ts';
import '../ui/icon.ts';
import type { AlarmView } from './kind.ts';

/** What an alarm system waits for, second by second, who set it off, and what is open now. */
@customElement('k-alarm-now')
export class AlarmNow extends LitElement {
  @property() alarm = '';
  @state() private view?: AlarmView;
  @state() private left?: number;
  private seen = '';
  private timer?: ReturnType<typeof setInterval>;

  constructor() {
    super();
    new Watch(this, () => ['values', 'devices', 'connection']);
  }

  static override styles = [base, css`
    :host { display: grid; gap: var(--s3); }
    .left { text-align: center; font-size: 3rem; font-weight: 650; font-variant-numeric: tabular-nums; line-height: 1; }
    .left small { display: block; margin-top: var(--s2); font-size: var(--size-small); font-weight: 600; color: var(--text-2); }
    .row { background: var(--surface-sunk); border-radius: var(--radius-s); }
    .fired { background: var(--alert-soft); color: var(--alert-text); }
  `];

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = setInterval(() => this.count(), 500);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  /** Asked for again when it, or one of its sensors, is otherwise than before. */
  override willUpdate(): void {
    const known = [this.alarm, ...(this.view?.settings.sensors ?? []).map((sensor) => sensor.device)].map((id) => store.device(id));
    const now = known.map((device) => JSON.stringify(device?.values)).join() + store.connection;
    if (now === this.seen) return;
    this.seen = now;
    void get<AlarmView>(homePath(`/alarms/${this.alarm}`)).then((view) => {
      this.view = view;
      this.count();
    }, () => (this.view = undefined));
  }

  private count(): void {
    this.left = this.view?.until ? Math.max(0, Math.ceil((Date.parse(this.view.until) - Date.now()) / 1000)) : undefined;
  }

  override render() {
    const { view, left } = this;
    if (!view) return html``;
    const line = (id: string, icon: string, words: string, tone = '') => html`<a class="row ${tone}" href="#/device/${id}"><k-icon name=${icon}></k-icon><span class="grow"><b>${store.device(id)?.name ?? id}</b></span><span class="small">${words}</span></a>`;
    return html`${left === undefined ? '' : html`<p class="left" role="timer">${clockText(left)}<small>${t(view.status === 'entry' ? 'alarm.entryNow' : 'alarm.exitNow')}</small></p>`}
      ${view.fired.map((id) => line(id, 'siren', t('alarm.fired'), 'fired'))}
      ${view.open.filter((id) => !view.fired.includes(id)).map((id) => line(id, 'contact', t('alarm.openNow')))}
      ${view.open.length + view.fired.length === 0 && view.status === 'ready' ? html`<p class="muted small">${t('alarm.allClosed')}</p>` : ''}`;
  }
}
