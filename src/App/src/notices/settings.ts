import { LitElement, css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { t } from '../i18n/text.ts';
import { get, put } from '../live/api.ts';
import type { NoticeChannel, NoticeKind, NoticeSettings } from '../live/contract.ts';
import { homePath, signIn } from '../live/session.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { back } from '../ui/back.ts';
import { base } from '../ui/base.ts';
import '../ui/busy.ts';
import { faultText } from '../ui/said.ts';
import '../ui/toggle.ts';
import { toast } from '../ui/toasts.ts';
import './here.ts';
import './webhook.ts';

const channels: readonly NoticeChannel[] = ['app', 'push', 'webhook'];
/** What the house itself says, a test, is nothing to choose. */
type Chosen = Exclude<NoticeKind, 'house'>;
const kinds: readonly Chosen[] = ['danger', 'alarm', 'device', 'rule', 'people'];
/** What is critical comes by every way; a box that does nothing would be a lie. */
const isAlways = (kind: Chosen): kind is 'danger' | 'alarm' => kind === 'danger' || kind === 'alarm';
/** Where others are is not told to children and guests, nor do they have programs that the house calls. */
const grown = (): boolean => ['owner', 'admin', 'adult'].includes(store.home?.role ?? signIn.home?.role ?? '');

const nights = { from: '22:00', until: '07:00' };

/** How one hears of what: a matrix of kinds and ways, quiet hours, this device, a program of one's own. Each change is kept at once. */
@customElement('k-notice-settings')
export class NoticeSettingsPage extends LitElement {
  @state() private settings?: NoticeSettings;
  @state() private fault?: unknown;
  private saving: Promise<unknown> = Promise.resolve();

  constructor() {
    super();
    new Watch(this, () => ['preferences', 'home', 'session']);
  }

  static override styles = [base, back, css`
    .page section.card h2 { margin-bottom: 0; }
    table { width: 100%; border-collapse: collapse; table-layout: fixed; }
    th { overflow-wrap: anywhere; }
    th, td { padding: var(--s2) 0; border-top: 1px solid var(--line); text-align: center; }
    thead th, thead td { border-top: 0; }
    thead th { width: 60px; padding-inline: 2px; font-size: var(--size-small); color: var(--text-2); font-weight: 600; }
    tbody th { text-align: start; font-weight: 500; padding-inline-end: var(--s3); }
    tbody th small { display: block; color: var(--text-2); font-weight: 400; }
    td label { display: grid; place-items: center; min-height: var(--target); }
    .times { display: grid; grid-template-columns: 1fr 1fr; gap: var(--s3); }
    input[type='time'] { width: 100%; font-weight: 400; min-height: 48px; padding: 0 var(--s3); border: 1px solid var(--line-strong); border-radius: var(--radius-s); background: var(--surface); color: var(--text); font-size: var(--size-body); }
  `];

  override connectedCallback(): void {
    super.connectedCallback();
    get<NoticeSettings>(homePath('/notice-settings')).then((found) => (this.settings = found), (error: unknown) => (this.fault = error));
  }

  override render() {
    return html`<div class="page"><a class="back" href="#/notices"><k-icon name="back"></k-icon>${t('notices.title')}</a><div class="title"><h1>${t('notices.settings')}</h1></div>
      ${signIn.isPanel ? '' : html`<k-push-here></k-push-here>`}
      ${this.settings ? html`${this.matrix(this.settings)}${this.quiet(this.settings)}` : this.fault ? html`<p class="problem">${faultText(this.fault)}</p>` : html`<k-busy></k-busy>`}
      ${grown() && !signIn.isPanel ? html`<k-webhook></k-webhook>` : ''}</div>`;
  }

  private matrix(settings: NoticeSettings) {
    const shown = kinds.filter((kind) => kind !== 'people' || grown());
    return html`<section class="card stack" aria-label=${t('notices.matrix')}><h2>${t('notices.matrix')}</h2><table>
      <thead><tr><td></td>${channels.map((channel) => html`<th scope="col">${t(`notices.by.${channel}`)}</th>`)}</tr></thead>
      <tbody>${shown.map((kind) => html`<tr><th scope="row">${t(`notices.kind.${kind}`)}<small>${isAlways(kind) ? t('notices.always') : t(`notices.kind.${kind}.means`)}</small></th>
        ${channels.map((channel) => html`<td><label><input type="checkbox" aria-label=${t('notices.box', { kind: t(`notices.kind.${kind}`), way: t(`notices.by.${channel}`) })} ?disabled=${isAlways(kind)}
          .checked=${isAlways(kind) || settings.channels[kind].includes(channel)} @change=${(event: Event) => this.choose(kind, channel, (event.target as HTMLInputElement).checked)} /></label></td>`)}</tr>`)}</tbody></table></section>`;
  }

  private quiet({ quiet }: NoticeSettings) {
    const time = (name: 'from' | 'until') => html`<label>${t(`quiet.${name}`)}<input type="time" required .value=${quiet?.[name] ?? ''} @change=${(event: Event) => this.time(name, (event.target as HTMLInputElement).value)} /></label>`;
    return html`<section class="card stack" aria-label=${t('quiet.title')}><div class="line"><h2 class="grow">${t('quiet.title')}</h2>
        <k-toggle .label=${t('quiet.title')} ?on=${quiet !== undefined} @change=${(event: CustomEvent<boolean>) => this.save({ quiet: event.detail ? nights : undefined })}></k-toggle></div>
      <p class="muted">${t('quiet.text')}</p>${quiet ? html`<div class="times">${time('from')}${time('until')}</div>` : ''}</section>`;
  }

  private choose(kind: NoticeKind, channel: NoticeChannel, on: boolean): void {
    const chosen = this.settings!.channels[kind].filter((one) => one !== channel);
    this.save({ channels: { ...this.settings!.channels, [kind]: on ? [...chosen, channel] : chosen } });
  }

  private time(name: 'from' | 'until', value: string): void {
    if (value) this.save({ quiet: { ...nights, ...this.settings!.quiet, [name]: value } });
  }

  private save(change: Partial<NoticeSettings>): void {
    const before = this.settings!;
    this.settings = { ...before, ...change };
    const [wished, path] = [this.settings, homePath('/notice-settings')];
    // One after the other: two that overtake each other would leave the older one.
    this.saving = this.saving.then(() => put<NoticeSettings>(path, wished)).then(() => undefined, (error: unknown) => {
      this.settings = before;
      toast({ text: faultText(error), tone: 'alert' });
    });
  }
}
