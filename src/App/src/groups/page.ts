import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { look } from '../device/looks.ts';
import { mayGo } from '../device/removal.ts';
import { t } from '../i18n/text.ts';
import { get, post, put, remove } from '../live/api.ts';
import { arrange, inOrder, isHidden } from '../live/arrangement.ts';
import type { Device } from '../live/contract.ts';
import { homePath, signIn } from '../live/session.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { go } from '../shell/route.ts';
import { back } from '../ui/back.ts';
import { base } from '../ui/base.ts';
import '../ui/empty.ts';
import '../ui/icon.ts';
import { faultText } from '../ui/said.ts';

interface Group { id: string; members: string[] }

/** Several devices of one kind become one; or a group gets other members. */
@customElement('k-group')
export class GroupPage extends LitElement {
  /** The group to change; empty for a new one. */
  @property() group = '';
  /** Those that are in it now. */
  private members: readonly string[] = [];
  @state() private chosen: readonly string[] = [];
  @state() private hides = false;
  @state() private busy = false;
  @state() private fault?: unknown;

  constructor() {
    super();
    new Watch(this, () => ['devices', 'rooms', 'preferences', 'connection', 'arrangement']);
  }

  static override styles = [base, back, css`
    .page { max-width: 560px; }
    .row.check { font-weight: 400; }
    .row[hidden] { display: none; }
  `];

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.group) void this.attempt(async () => {
      this.chosen = this.members = (await get<Group>(homePath(`/groups/${this.group}`))).members;
      this.hides = this.chosen.every(isHidden);
    });
  }

  override render() {
    const own = store.device(this.group);
    return html`<div class="page"><a class="back" href=${this.group ? `#/device/${this.group}` : '#/rooms'}><k-icon name="back"></k-icon>${own?.name ?? t('nav.rooms')}</a>
      <div class="title"><h1>${this.group ? t('groups.members', { name: own?.name ?? '' }) : t('groups.new')}</h1></div>
      ${signIn.mayManage ? this.form() : html`<k-empty icon="lock" .heading=${t('groups.forbidden')} .text=${t('pair.forbiddenText')}></k-empty>`}</div>`;
  }

  private form() {
    const kind = store.device(this.chosen[0] ?? '')?.type;
    const devices = this.candidates();
    return html`<form class="stack" @submit=${this.save}><div class="card stack"><p class="muted">${t('groups.text')}</p>
        ${this.group ? '' : html`<label>${t('device.name')}<input name="name" type="text" required maxlength="64" autocomplete="off" /></label>`}
        <label class="check"><input type="checkbox" .checked=${this.hides} @change=${(event: Event) => (this.hides = (event.target as HTMLInputElement).checked)} />${t('groups.hide')}</label></div>
      <section class="stack"><h2>${t('groups.choose')}</h2>
        ${devices.length ? html`<div class="list" role="group" aria-label=${t('groups.choose')}>${devices.map((device) => this.row(device, kind))}</div>` : html`<p class="note">${t('groups.none')}</p>`}</section>
      ${this.fault ? html`<p class="problem" role="alert">${faultText(this.fault)}</p>` : ''}
      <button class="button primary wide" ?disabled=${this.busy || this.chosen.length < 2}>${this.chosen.length < 2 ? t('groups.two') : t(this.group ? 'do.save' : 'groups.make', { n: this.chosen.length })}</button>
      ${this.group ? html`<button type="button" class="button danger wide" @click=${this.ungroup}>${t('groups.ungroup')}</button>` : ''}</form>`;
  }

  /** Of a kind that can be chosen still: once one is, only its like. */
  private row(device: Device, kind?: string) {
    return html`<label class="row check" ?hidden=${kind !== undefined && device.type !== kind}><input type="checkbox" .checked=${this.chosen.includes(device.id)} @change=${() => this.toggle(device.id)} />
      <k-icon name=${look(device, store.specOf(device)).icon}></k-icon><span class="grow">${device.name}<br /><span class="muted small">${store.room(device.room ?? '')?.name ?? t('device.noRoom')}</span></span></label>`;
  }

  /** Devices of which there is another of the same type. */
  private candidates(): Device[] {
    const all = inOrder([...store.devices.values()].filter((device) => device.via !== 'home'));
    return all.filter((device) => all.some((other) => other !== device && other.type === device.type));
  }

  private toggle(id: string): void {
    this.chosen = this.chosen.includes(id) ? this.chosen.filter((one) => one !== id) : [...this.chosen, id];
  }

  private readonly save = (event: Event): void => {
    event.preventDefault();
    const name = String(new FormData(event.target as HTMLFormElement).get('name') ?? '').trim();
    void this.attempt(async () => {
      const made = this.group ? await put<Group>(homePath(`/groups/${this.group}`), { members: this.chosen }) : await post<Group>(homePath('/groups'), { name, members: this.chosen });
      await this.hide(this.hides ? this.chosen : []);
      go(`device/${made.id}`, true);
    });
  };

  private readonly ungroup = async (): Promise<void> => {
    const device = store.device(this.group);
    if (!device || !(await mayGo(device, t('groups.ungroupText'), t('groups.ungroup'), t('groups.ungroupAsk', { name: device.name })))) return;
    await this.attempt(async () => {
      await remove(homePath(`/devices/${this.group}`));
      await this.hide([]);
      go('rooms', true);
    });
  };

  /** Of those that are or were in it, these are hidden. */
  private async hide(these: readonly string[]): Promise<void> {
    const others = store.arrangement.hidden.filter((id) => !this.chosen.includes(id) && !this.members.includes(id));
    if (these.length > 0 || others.length < store.arrangement.hidden.length) await arrange({ hidden: [...others, ...these] });
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    [this.busy, this.fault] = [true, undefined];
    try {
      await work();
    } catch (error) {
      this.fault = error;
    } finally {
      this.busy = false;
    }
  }
}
