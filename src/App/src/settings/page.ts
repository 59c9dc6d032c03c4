import { LitElement, css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { t } from '../i18n/text.ts';
import { patch, post } from '../live/api.ts';
import type { Home } from '../live/contract.ts';
import { homePath, signIn } from '../live/session.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { secondsOf, spanOf } from '../rules/spans.ts';
import { back } from '../ui/back.ts';
import { base } from '../ui/base.ts';
import '../ui/icon.ts';
import './account.ts';
import { saved } from './saved.ts';
import './taste.ts';

/** Language and theme of this device; name and password of the account; name and time zone of the home; another home. */
@customElement('k-settings')
export class SettingsPage extends LitElement {
  @state() private version = '';

  constructor() {
    super();
    new Watch(this, () => ['preferences', 'session', 'home']);
  }

  static override styles = [base, back, css`
    form { display: grid; gap: var(--s3); }
    .place { display: grid; grid-template-columns: 1fr 1fr; gap: var(--s2) var(--s3); margin: 0; padding: 0; border: 0; }
    .place legend, .place p { grid-column: 1 / -1; padding: 0; margin: 0; }
  `];

  override connectedCallback(): void {
    super.connectedCallback();
    fetch('/health').then(async (answer) => (this.version = ((await answer.json()) as { version?: string }).version ?? ''), () => undefined);
  }

  override render() {
    const zones = Intl.supportedValuesOf('timeZone');
    return html`<div class="page"><a class="back" href="#/me"><k-icon name="back"></k-icon>${t('nav.me')}</a><div class="title"><h1>${t('settings.title')}</h1></div>
      ${signIn.current?.forgotPassword ? html`<k-account></k-account><k-taste></k-taste>` : html`<k-taste></k-taste><k-account></k-account>`}
      ${signIn.mayManage && store.home ? html`<section class="card stack"><h2>${t('settings.home')}</h2><form @submit=${this.saveHome}>
        <label>${t('setup.home')}<input name="name" type="text" required maxlength="64" .value=${store.home.name} autocomplete="off" /></label>
        <label>${t('settings.timeZone')}<select name="timeZone">${(zones.includes(store.home.timeZone) ? zones : [store.home.timeZone, ...zones]).map((zone) => html`<option ?selected=${zone === store.home!.timeZone}>${zone}</option>`)}</select></label>
        <fieldset class="place"><legend>${t('place.title')}</legend><label>${t('place.latitude')}<input name="latitude" type="number" min="-90" max="90" step="any" .value=${String(store.home.location?.latitude ?? '')} autocomplete="off" /></label>
        <label>${t('place.longitude')}<input name="longitude" type="number" min="-180" max="180" step="any" .value=${String(store.home.location?.longitude ?? '')} autocomplete="off" /></label><p class="muted small">${t('place.means')}</p></fieldset>
        <label>${t('place.leaveAfter')}<input name="leaveAfter" type="number" required min="1" max="60" step="any" .value=${String((secondsOf(store.home.leaveAfter) ?? 300) / 60)} autocomplete="off" /></label><p class="muted small">${t('place.leaveAfterMeans')}</p>
        <button class="button">${t('do.save')}</button></form></section>` : ''}
      <section class="card stack"><h2>${t('settings.another')}</h2><form @submit=${this.addHome}><label>${t('setup.home')}<input name="name" type="text" required maxlength="64" autocomplete="off" /></label><button class="button">${t('settings.addHome')}</button></form></section>
      <p class="muted small">Kith ${this.version}</p></div>`;
  }

  private saveHome(event: Event): void {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const [latitude, longitude] = ['latitude', 'longitude'].map((name) => String(form.get(name)));
    const location = latitude && longitude ? { latitude: Number(latitude), longitude: Number(longitude) } : undefined;
    void saved(() => patch<Home>(homePath(''), { name: String(form.get('name')).trim(), timeZone: form.get('timeZone'), location, leaveAfter: spanOf(Number(form.get('leaveAfter')) * 60) }));
  }

  private addHome(event: Event): void {
    event.preventDefault();
    const target = event.target as HTMLFormElement;
    const name = String(new FormData(target).get('name')).trim();
    void saved(async () => {
      const made = await post<{ id: string }>('/homes', { name, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone });
      await signIn.refresh();
      signIn.choose(made.id);
    }, target);
  }
}
