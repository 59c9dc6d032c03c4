import { LitElement, css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { namesOf } from '../i18n/format.ts';
import { t } from '../i18n/text.ts';
import { signIn } from '../live/session.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { ask } from '../ui/ask.ts';
import { back } from '../ui/back.ts';
import { base } from '../ui/base.ts';
import '../ui/empty.ts';
import '../ui/icon.ts';
import { faultText } from '../ui/said.ts';
import { tried } from '../ui/tried.ts';
import './install.ts';
import './model.ts';
import { hostOf } from './install.ts';
import './phrase.ts';
import { allTaught, forget, isPhrase, nameIn, phrasesOf, type Kept, type Skill } from './skill.ts';

/** What the assistant was taught in this home: phrases of the household, and skills of makers with what each was granted. */
@customElement('k-taught')
export class TaughtPage extends LitElement {
  @state() private all?: Kept[];
  @state() private open?: 'phrase' | 'install';
  @state() private chosen?: Skill;
  @state() private fault = '';

  constructor() {
    super();
    new Watch(this, () => ['preferences', 'devices', 'rooms', 'session']);
  }

  static override styles = [base, back, css`
    .list, .install, k-model { margin-top: var(--s4); }
    k-model { display: block; }
    .quote { overflow-wrap: anywhere; }
    .does { display: block; text-align: start; background: none; border: 0; padding: 0; font: inherit; color: inherit; min-height: var(--target); cursor: pointer; }
    input[type='file'] { display: none; }
  `];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.fetch();
  }

  private async fetch(): Promise<void> {
    try {
      this.all = await allTaught();
      this.fault = '';
    } catch (error) {
      this.fault = faultText(error);
    }
  }

  override render() {
    return html`<div class="page"><a class="back" href="#/me"><k-icon name="back"></k-icon>${t('nav.me')}</a>
      <div class="title"><h1 class="grow">${t('taught.title')}</h1>${signIn.mayManage ? html`<button type="button" class="button" @click=${() => this.form()}><k-icon name="plus"></k-icon>${t('taught.add')}</button>` : ''}</div>
      <p class="muted">${t('taught.text')}</p>
      ${this.fault ? html`<p class="problem" role="alert">${this.fault}</p>` : ''}
      ${this.all?.length === 0 ? html`<k-empty icon="talk" .heading=${t('taught.none')} .text=${t('taught.noneText')}></k-empty>` : ''}
      <ul class="list">${(this.all ?? []).map((kept) => this.row(kept))}</ul>
      ${signIn.mayManage ? html`<button type="button" class="button install" @click=${() => this.renderRoot.querySelector<HTMLInputElement>('input[type=file]')!.click()}><k-icon name="plus"></k-icon>${t('taught.install')}</button>
        <input type="file" accept="application/json,.json" aria-label=${t('taught.fromFile')} @change=${this.picked} />` : ''}
      <k-model></k-model></div>
      ${this.open === 'phrase' ? html`<k-phrase .skill=${this.chosen} @closed=${() => this.closed()}></k-phrase>` : ''}
      ${this.open === 'install' && this.chosen ? html`<k-skill-install .skill=${this.chosen} @closed=${() => this.closed()}></k-skill-install>` : ''}`;
  }

  private row({ skill, grant }: Kept) {
    const says = html`<b class="quote">${phrasesOf(skill).slice(0, 3).map((phrase, at) => html`${at > 0 ? ' · ' : ''}“${phrase}”`)}</b>`;
    const granted = [...(grant.rooms ?? []).map((id) => t('taught.wholeRoom', { room: store.room(id)?.name ?? id })), ...(grant.devices ?? []).map((id) => store.device(id)?.name ?? id)];
    const note = skill.http ? `${nameIn(skill.name)} · ${t('taught.answers', { host: hostOf(skill.http) })} · ${granted.length > 0 ? namesOf(granted) : t('taught.nothing')}` : skill.intents.flatMap(({ run }) => run ?? []).join(' · ');
    const text = html`${says}<br /><span class="muted small">${note}</span>`;
    return html`<li><div class="row"><k-icon name=${skill.http ? 'hub' : 'talk'}></k-icon>${isPhrase(skill) && signIn.mayManage ? html`<button type="button" class="does grow" @click=${() => this.form(skill)}>${text}</button>` : html`<span class="grow">${text}</span>`}
      ${signIn.mayManage ? html`<button type="button" class="button danger" aria-label=${`${t('taught.forget')}: ${nameIn(skill.name)}`} @click=${() => this.forget(skill)}>${t('taught.forget')}</button>` : ''}</div></li>`;
  }

  private form(skill?: Skill): void {
    this.chosen = skill;
    this.open = 'phrase';
  }

  private readonly picked = async (event: Event): Promise<void> => {
    const field = event.target as HTMLInputElement;
    const [file] = field.files ?? [];
    if (!file) return;
    try {
      const skill = JSON.parse(await file.text()) as Skill;
      if (!skill.id || !skill.name || !Array.isArray(skill.intents) || skill.intents.some(({ phrases }) => !phrases)) throw new SyntaxError();
      this.chosen = skill;
      this.open = 'install';
      this.fault = '';
    } catch {
      this.fault = t('taught.notSkill');
    }
    field.value = '';
  };

  private closed(): void {
    this.open = undefined;
    void this.fetch();
  }

  private async forget(skill: Skill): Promise<void> {
    if (!(await ask({ title: t('taught.remove', { name: nameIn(skill.name) }), text: t('taught.removeText'), yes: t('taught.forget'), danger: true }))) return;
    await tried(() => forget(skill.id));
    await this.fetch();
  }
}
