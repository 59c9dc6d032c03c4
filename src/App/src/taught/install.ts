import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { t } from '../i18n/text.ts';
import { roomsInOrder } from '../live/arrangement.ts';
import { things } from '../scenes/kind.ts';
import { base } from '../ui/base.ts';
import '../ui/dialog.ts';
import { faultText } from '../ui/said.ts';
import '../ui/secret.ts';
import { keep, nameIn, phrasesOf, type Skill } from './skill.ts';

/** A skill that somebody else made: what it understands, who answers, and what of the home it gets; nothing until it is chosen. */
@customElement('k-skill-install')
export class SkillInstall extends LitElement {
  @property({ attribute: false }) skill!: Skill;
  @state() private fault = '';
  @state() private secret?: string;

  static override styles = [base, css`
    fieldset { border: 0; margin: 0; padding: 0; display: grid; }
    legend { font-size: var(--size-small); font-weight: 600; color: var(--text-2); padding: 0; }
    .grants { max-height: 40dvh; overflow: auto; border-radius: var(--radius-s); background: var(--surface-sunk); padding: 0 var(--s3); }
    .inner { padding-inline-start: var(--s5); }
    .quotes { overflow-wrap: anywhere; }
  `];

  override render() {
    return html`<k-dialog open .heading=${nameIn(this.skill.name)} @closed=${() => this.close()}>${this.secret
      ? html`<div class="stack"><k-secret .items=${[[t('taught.secret'), this.secret]]} .note=${t('secret.once')}></k-secret><p class="muted small">${t('taught.secretText')}</p></div>`
      : html`<form class="stack" @submit=${this.install}>
        <p class="quotes">${phrasesOf(this.skill).slice(0, 8).map((phrase) => html`“${phrase}” `)}</p>
        ${this.skill.http ? html`<p class="muted small">${t('taught.answers', { host: hostOf(this.skill.http) })}<br />${t('taught.gets')}</p>${this.grants()}` : ''}
        ${this.fault ? html`<p class="problem" role="alert">${this.fault}</p>` : ''}
        <button class="button primary wide">${t('taught.install')}</button></form>`}</k-dialog>`;
  }

  private grants() {
    const device = (id: string, name: string) => html`<label class="check inner"><input type="checkbox" name="device" value=${id} />${name}</label>`;
    const loose = things().filter(({ room }) => !room);
    return html`<fieldset><legend>${t('taught.grant')}</legend><div class="grants" tabindex="0" role="group" aria-label=${t('taught.grant')}>
      ${roomsInOrder().map((room) => html`<label class="check"><input type="checkbox" name="room" value=${room.id} />${t('taught.wholeRoom', { room: room.name })}</label>${things().filter((one) => one.room === room.id).map(({ id, name }) => device(id, name))}`)}
      ${loose.map(({ id, name }) => device(id, name))}</div></fieldset>`;
  }

  private readonly install = async (event: Event): Promise<void> => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    this.fault = '';
    try {
      const made = await keep(this.skill, this.skill.http ? { devices: form.getAll('device').map(String), rooms: form.getAll('room').map(String) } : undefined);
      if (made.secret) this.secret = made.secret;
      else this.close();
    } catch (error) {
      this.fault = faultText(error);
    }
  };

  private close(): void {
    this.dispatchEvent(new CustomEvent('closed'));
  }
}

export function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address;
}
