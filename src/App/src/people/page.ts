import { LitElement, css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { dateText, namesOf } from '../i18n/format.ts';
import { t } from '../i18n/text.ts';
import { patch, post, remove } from '../live/api.ts';
import type { Person, Role } from '../live/contract.ts';
import { homePath, signIn } from '../live/session.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { ask } from '../ui/ask.ts';
import { back } from '../ui/back.ts';
import { base } from '../ui/base.ts';
import '../ui/dialog.ts';
import '../ui/icon.ts';
import { faultText } from '../ui/said.ts';
import '../ui/secret.ts';
import { toast } from '../ui/toasts.ts';
import '../presence/mine.ts';
import { whereText } from '../presence/where.ts';
import './rights.ts';
import './role-may.ts';

const roles: Role[] = ['owner', 'admin', 'adult', 'child', 'guest'];

interface Invited { person?: Person; invitation: { url?: string; path?: string; expires: string; qr?: string } }

/** Who belongs to the home, as what, until when; and the way in for somebody new. */
@customElement('k-people')
export class PeoplePage extends LitElement {
  @state() private inviting = false;
  @state() private chosenRole: Role = 'adult';
  @state() private edited?: Person;
  @state() private invited?: Invited;
  @state() private fault?: unknown;

  constructor() {
    super();
    new Watch(this, () => ['people', 'rooms', 'preferences', 'session', 'home']);
  }

  static override styles = [base, back, css`
    .face { display: grid; place-items: center; width: 42px; height: 42px; border-radius: 50%; background: var(--accent-soft); color: var(--accent-text); font-weight: 650; flex: none; }
    .rooms { max-height: 26dvh; overflow: auto; padding: 0 var(--s3); }
    .qr { width: min(240px, 64vw); aspect-ratio: 1; justify-self: center; background: #fff; border-radius: var(--radius); }
    fieldset { border: 0; margin: 0; padding: 0; display: grid; gap: var(--s2); }
    legend { font-size: var(--size-small); font-weight: 600; color: var(--text-2); padding: 0 0 6px; }
  `];

  override render() {
    const manage = signIn.mayManage;
    return html`<div class="page"><a class="back" href="#/me"><k-icon name="back"></k-icon>${t('nav.me')}</a>
      <div class="title"><h1 class="grow">${t('people.title')}</h1>${manage ? html`<button type="button" class="button" @click=${() => { this.inviting = true; this.invited = undefined; this.fault = undefined; }}><k-icon name="plus"></k-icon>${t('people.invite')}</button>` : ''}</div>
      <k-my-presence></k-my-presence>
      <ul class="list">${store.people.map((person) => html`<li>${manage ? html`<button type="button" class="row" @click=${() => { this.edited = person; this.chosenRole = person.role; this.fault = undefined; this.invited = undefined; }}>${this.line(person)}<k-icon name="next"></k-icon></button>` : html`<div class="row">${this.line(person)}</div>`}</li>`)}</ul>
      <k-rights></k-rights></div>
      ${this.inviting ? html`<k-dialog open .heading=${t('people.invite')} @closed=${() => (this.inviting = false)}>${this.invited ? this.invitation(this.invited) : this.form()}</k-dialog>` : ''}
      ${this.edited ? html`<k-dialog open .heading=${this.edited.name} @closed=${() => (this.edited = undefined)}>${this.editor(this.edited)}</k-dialog>` : ''}`;
  }

  private line(person: Person) {
    const facts = [t(`role.${person.role}`), person.id === store.home?.me ? t('people.you') : undefined, whereText(person), person.account === false ? t('people.waiting') : undefined,
      person.until ? t(person.expired ? 'people.ended' : 'people.until', { date: dateText(person.until) }) : undefined].filter(Boolean).join(' · ');
    return html`<span class="face" aria-hidden="true">${[...person.name][0] ?? '?'}</span><span class="grow"><b>${person.name}</b><br /><span class="muted small">${facts}</span></span>`;
  }

  private bounds(person?: Person) {
    return html`${this.chosenRole === 'guest' ? html`<label>${t('people.from')}<input name="from" type="datetime-local" .value=${inputTime(person?.from)} /></label><label>${t('people.to')}<input name="until" type="datetime-local" .value=${inputTime(person?.until)} /></label>` : ''}
      ${this.chosenRole === 'guest' || this.chosenRole === 'child' ? html`<fieldset><legend>${t('people.rooms')}</legend><div class="list rooms">${store.rooms.map((room) => html`<label class="check"><input type="checkbox" name="room" value=${room.id} ?checked=${!person?.rooms || person.rooms.includes(room.id)} />${room.name}</label>`)}</div></fieldset>` : ''}`;
  }

  private roleField(role: Role) {
    return html`<label>${t('people.role')}<select name="role" @change=${(event: Event) => (this.chosenRole = (event.target as HTMLSelectElement).value as Role)}>${roles.map((one) => html`<option value=${one} ?selected=${one === role} ?disabled=${one === 'owner' && store.home?.role !== 'owner'}>${t(`role.${one}`)}</option>`)}</select></label>
      <k-role-may .of=${this.chosenRole}></k-role-may>`;
  }

  private form() {
    return html`<form class="stack" @submit=${this.invite}><label>${t('setup.name')}<input name="name" type="text" required maxlength="64" autocomplete="off" /></label>${this.roleField(this.chosenRole)}${this.bounds()}
      ${this.fault ? html`<p class="problem" role="alert">${faultText(this.fault)}</p>` : ''}<button class="button primary wide">${t('people.makeLink')}</button></form>`;
  }

  private invitation({ invitation }: Invited) {
    const url = new URL(invitation.url ?? invitation.path ?? '', location.origin).href;
    return html`<div class="stack">${invitation.qr ? html`<img class="qr" src=${`data:image/svg+xml;utf8,${encodeURIComponent(invitation.qr)}`} alt=${t('people.qr')} /><p class="muted">${t('people.scan')}</p>` : ''}<p class="muted">${t('people.linkText', { date: dateText(invitation.expires) })}</p><k-secret .items=${[[t('people.link'), url]]} .note=${t('secret.once')}></k-secret></div>`;
  }

  private editor(person: Person) {
    const me = person.id === store.home?.me;
    return html`<form class="stack" @submit=${(event: Event) => this.save(event, person)}><label>${t('setup.name')}<input name="name" type="text" required maxlength="64" .value=${person.name} autocomplete="off" /></label>${this.roleField(person.role)}${this.bounds(person)}
      ${this.fault ? html`<p class="problem" role="alert">${faultText(this.fault)}</p>` : ''}<button class="button primary wide">${t('do.save')}</button>
      ${this.invited ? this.invitation(this.invited) : html`<button type="button" class="button wide" @click=${() => this.relink(person)}>${t('people.newLink')}</button>`}
      ${me ? '' : html`<button type="button" class="button danger wide" @click=${() => this.end(person)}>${t('people.remove')}</button>`}</form>`;
  }

  private body(event: Event): Record<string, unknown> {
    const form = new FormData(event.target as HTMLFormElement);
    const time = (name: string): string | undefined => { const text = form.get(name); return text ? new Date(String(text)).toISOString() : undefined; };
    const chosen = form.getAll('room').map(String);
    const bounded = this.chosenRole === 'guest' || this.chosenRole === 'child';
    return { name: String(form.get('name')).trim(), role: this.chosenRole, from: time('from'), until: time('until'), rooms: bounded && chosen.length < store.rooms.length ? chosen : undefined };
  }

  private async attempt(work: () => Promise<unknown>): Promise<boolean> {
    this.fault = undefined;
    try {
      await work();
      return true;
    } catch (error) {
      this.fault = error;
      return false;
    }
  }

  private async invite(event: Event): Promise<void> {
    event.preventDefault();
    const body = this.body(event);
    await this.attempt(async () => { this.invited = await post<Invited>(homePath('/people'), body); });
  }

  private async save(event: Event, person: Person): Promise<void> {
    event.preventDefault();
    const { name, role, from, until, rooms } = this.body(event);
    // Absent stays as it was; null takes a bound away.
    const body = { name, role, from: from ?? null, until: until ?? null, rooms: rooms ?? null };
    if (await this.attempt(() => patch(homePath(`/people/${person.id}`), body))) this.edited = undefined;
  }

  private async relink(person: Person): Promise<void> {
    await this.attempt(async () => {
      const found = await post<Invited | Invited['invitation']>(homePath(`/people/${person.id}/invitation`));
      this.invited = 'invitation' in found ? found : { invitation: found };
    });
  }

  private async end(person: Person): Promise<void> {
    const [{ book }, { names }] = await Promise.all([import('../rules/book.ts'), import('../rules/without.ts')]);
    await book.known();
    const rules = namesOf((book.rules ?? []).filter(({ rule }) => names(rule, person.id)).map(({ rule }) => rule.name));
    const text = [rules && t('removal.people', { names: rules }), t('people.removeText')].filter(Boolean).join(' ');
    if (!(await ask({ title: t('people.removeAsk', { name: person.name }), text, yes: t('people.remove'), danger: true }))) return;
    if (await this.attempt(() => remove(homePath(`/people/${person.id}`)))) {
      this.edited = undefined;
      toast({ text: t('people.removed', { name: person.name }) });
    }
  }
}

/** A time for a datetime-local field, in the browser's own zone. */
function inputTime(at: string | undefined): string {
  if (!at) return '';
  const date = new Date(at);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
