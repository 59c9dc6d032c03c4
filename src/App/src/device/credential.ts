import { LitElement, css, html, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { dateText } from '../i18n/format.ts';
import { t } from '../i18n/text.ts';
import { Fault, get, post, remove } from '../live/api.ts';
import { homePath } from '../live/session.ts';
import { Watch } from '../live/watch.ts';
import { ask } from '../ui/ask.ts';
import { base } from '../ui/base.ts';
import '../ui/icon.ts';
import { faultText } from '../ui/said.ts';
import '../ui/secret.ts';
import { toast } from '../ui/toasts.ts';
import { tried } from '../ui/tried.ts';

interface Credential { id: string; created: string; lastUsed?: string; fingerprint?: string; expires?: string }

const DayMs = 86_400_000;
/** From when on the house warns (Homes, Credentials/Expiry). */
const SoonDays = 28;

/** What a device proves with who it is: a password or a certificate with its last day. Gives it another, or none. */
@customElement('k-device-credential')
export class DeviceCredential extends LitElement {
  @property() device = '';
  @state() private credential?: Credential;
  /** Why it is not shown; 'none' when there is none. */
  @state() private missing?: unknown;
  @state() private secret?: { username: string; password: string };
  @state() private busy = false;

  constructor() {
    super();
    new Watch(this, () => ['clock', 'preferences']);
  }

  static override styles = [base, css`
    :host { display: grid; gap: var(--s4); }
    .proof { display: flex; gap: var(--s3); align-items: baseline; font-size: var(--size-small); }
    .proof span:last-child { margin-inline-start: auto; text-align: end; }
    .ends { display: flex; gap: var(--s2); align-items: baseline; font-size: var(--size-small); }
    .ends k-icon { flex: none; }
  `];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('device')) void this.fetch();
  }

  override render() {
    return html`<div class="proof"><span class="muted">${t('credential.proof')}</span><span>${this.proof()}</span></div>
      ${this.end()}
      ${this.secret ? html`<k-secret .items=${[[t('bridge.username'), this.secret.username], [t('bridge.password'), this.secret.password]]} .note=${t('secret.once')}></k-secret>` : ''}
      <div class="line"><button type="button" class="button" ?disabled=${this.busy} @click=${this.rotate}>${t(this.credential?.fingerprint ? 'credential.toPassword' : 'device.rotate')}</button>
        <button type="button" class="button danger" ?disabled=${this.busy} @click=${this.revoke}>${t('device.revoke')}</button></div>`;
  }

  private proof(): string {
    const its = this.credential;
    if (its) return its.fingerprint ? (its.expires ? t('credential.certificateUntil', { day: dateText(its.expires) }) : t('credential.certificate')) : t('credential.password');
    return this.missing === undefined ? '…' : this.missing === 'none' ? t('credential.none') : faultText(this.missing);
  }

  /** Only when somebody has to do something about it. */
  private end() {
    const days = this.credential?.expires ? Math.floor((new Date(this.credential.expires).getTime() - Date.now()) / DayMs) : SoonDays;
    if (days >= SoonDays) return '';
    return html`<p class="ends ${days < 0 ? 'problem' : 'note'}"><k-icon name="lock"></k-icon><span>${days < 0 ? t('credential.ended') : t('credential.endsSoon', { n: days })}</span></p>`;
  }

  private async fetch(): Promise<void> {
    [this.credential, this.missing, this.secret] = [undefined, undefined, undefined];
    const { device } = this;
    let found: Credential | undefined;
    let missing: unknown;
    try {
      found = await get<Credential>(homePath(`/devices/${device}/credential`));
    } catch (error) {
      missing = error instanceof Fault && error.code === 'not_found' ? 'none' : error;
    }
    if (device === this.device) [this.credential, this.missing] = [found, missing];
  }

  private async attempt(work: () => Promise<unknown>): Promise<boolean> {
    this.busy = true;
    const done = await tried(work);
    this.busy = false;
    return done;
  }

  private readonly rotate = async (): Promise<void> => {
    const what = t(this.credential?.fingerprint ? 'credential.toPassword' : 'device.rotate');
    if (!(await ask({ title: what, text: t('device.rotateText'), yes: what }))) return;
    await this.attempt(async () => {
      const made = await post<{ username: string; password: string }>(homePath(`/devices/${this.device}/credential`));
      await this.fetch();
      this.secret = made;
    });
  };

  private readonly revoke = async (): Promise<void> => {
    if (!(await ask({ title: t('device.revoke'), text: t('device.revokeText'), yes: t('device.revoke'), danger: true }))) return;
    if (!(await this.attempt(() => remove(homePath(`/devices/${this.device}/credential`))))) return;
    [this.credential, this.missing, this.secret] = [undefined, 'none', undefined];
    toast({ text: t('device.revoked') });
  };
}
