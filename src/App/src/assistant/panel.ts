import { LitElement, css, html } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { t } from '../i18n/text.ts';
import { arrange } from '../live/arrangement.ts';
import { microphone } from '../live/microphone.ts';
import { signIn } from '../live/session.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { route } from '../shell/route.ts';
import { base } from '../ui/base.ts';
import '../ui/busy.ts';
import '../ui/dialog.ts';
import type { Dialog } from '../ui/dialog.ts';
import '../ui/icon.ts';
import { toast } from '../ui/toasts.ts';
import '../ui/toggle.ts';
import { tried } from '../ui/tried.ts';
import './microphone.ts';
import { suggestions } from './suggestions.ts';
import { isWaiting, said, say, type Answer, type Exchange } from './talk.ts';
import { askSenses, cancel, meters, senses, speaksAnswers, trouble } from './voice.ts';

/** The conversation with the home: typed, answered, chosen, confirmed, taken back, explained. */
@customElement('k-assistant')
export class Assistant extends LitElement {
  @state() private text = '';
  @query('input') private field!: HTMLInputElement;
  @query('k-dialog') private window!: Dialog;
  @query('#end') private end!: HTMLElement;
  private shown = 0;

  constructor() {
    super();
    new Watch(this, () => ['assistant', 'microphone', 'arrangement', 'connection', 'preferences', 'devices', 'rooms', 'session']);
  }

  static override styles = [base, css`
    ol { display: grid; gap: var(--s3); align-content: start; }
    .exchange { display: grid; gap: var(--s2); }
    .mine, .theirs { width: fit-content; max-width: 88%; padding: 10px var(--s4); border-radius: 20px; overflow-wrap: anywhere; }
    .mine { justify-self: end; background: var(--accent); color: var(--on-accent); border-end-end-radius: 6px; }
    .theirs { background: var(--surface-sunk); border-end-start-radius: 6px; }
    .theirs.no { background: var(--stale-soft); color: var(--stale-text); }
    .theirs.bad { background: var(--alert-soft); color: var(--alert-text); }
    .after { display: flex; flex-wrap: wrap; gap: var(--s2); }
    .try { display: grid; gap: var(--s2); justify-items: start; }
    .try .button, .after .button { max-width: 100%; text-align: start; padding-block: var(--s2); }
    details { color: var(--text-2); font-size: var(--size-small); scroll-margin-bottom: 80px; }
    details p { padding: 0 var(--s2); }
    summary { display: inline-flex; align-items: center; min-height: var(--target); padding: 0 var(--s2); cursor: pointer; border-radius: var(--radius-s); font-weight: 600; list-style: none; }
    summary::-webkit-details-marker { display: none; }
    .read { display: grid; grid-template-columns: auto 1fr; gap: var(--s1) var(--s4); padding: var(--s2); }
    .read dt { color: var(--text); font-weight: 600; }
    form { display: flex; flex-wrap: wrap; gap: var(--s2); position: sticky; bottom: 0; margin-top: var(--s4); padding: var(--s2) 0 0; background: var(--surface); }
    form input { flex: 1; min-width: 0; width: auto; }
    .voice { position: relative; overflow: hidden; display: flex; align-items: center; gap: var(--s2); width: 100%; min-height: var(--target); padding: var(--s1) var(--s1) var(--s1) var(--s3); border-radius: var(--radius-s); background: var(--surface-sunk); }
    /* Stays, so that screen readers hear it change. */
    .voice.none { min-height: 0; padding: 0; margin-block-end: calc(-1 * var(--s2)); }
    .voice.on { background: var(--alert-soft); color: var(--alert-text); font-weight: 600; }
    .voice.on::after { content: ''; position: absolute; inset: auto 0 0; height: 4px; background: var(--alert); transform: scaleX(var(--level, 0)); transform-origin: left; }
    .aloud { display: flex; align-items: center; justify-content: space-between; gap: var(--s3); margin-top: var(--s2); color: var(--text-2); font-size: var(--size-small); }
    #end { scroll-margin-bottom: 48px; }
    .send { background: var(--accent); color: var(--on-accent); }
    .send:disabled { opacity: 0.5; }
  `];

  private readonly meter = (level: number): void => this.style.setProperty('--level', level.toFixed(2));

  override connectedCallback(): void {
    super.connectedCallback();
    meters.add(this.meter);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    meters.delete(this.meter);
  }

  override async firstUpdated(): Promise<void> {
    void askSenses();
    await this.window.updateComplete;
    this.field.focus();
  }

  override updated(): void {
    const parts = said().filter((exchange) => exchange.answer ?? exchange.failed).length + said().length;
    if (parts !== this.shown) this.end.scrollIntoView({ block: 'end' });
    this.shown = parts;
  }

  override render() {
    const all = said();
    return html`<k-dialog open .heading=${t('assistant.title')} @closed=${() => this.remove()} @keydown=${this.escape}>
      ${all.length === 0 ? html`<div class="try"><p class="muted">${t('assistant.try')}</p>${suggestions(this.room).map((text) => html`<button type="button" class="button" ?disabled=${!store.isLive} @click=${() => this.say(text)}>${text}</button>`)}</div>` : ''}
      <ol role="log" aria-live="polite" aria-label=${t('assistant.title')}>${repeat(all, ({ id }) => id, (exchange) => this.exchange(exchange, exchange === all.at(-1)))}</ol>
      ${store.isLive ? '' : html`<p class="problem" role="status">${t('assistant.offline')}</p>`}
      <form @submit=${this.submit}>${this.voice()}
        <input type="text" aria-label=${t('assistant.field')} placeholder=${t('assistant.hint')} autocomplete="off" enterkeyhint="send" maxlength="500" .value=${this.text} @input=${(event: Event) => { this.text = (event.target as HTMLInputElement).value; }} />
        ${this.hears ? html`<k-microphone .room=${this.room}></k-microphone>` : ''}
        <button class="icon-button send" aria-label=${t('assistant.send')} ?disabled=${!this.text.trim() || isWaiting() || !store.isLive}><k-icon name="up"></k-icon></button></form>
      ${this.aloud()}
      <div id="end"></div></k-dialog>`;
  }

  private get hears(): boolean {
    return senses?.home === signIn.homeId && senses?.hearing === 'there';
  }

  /** What the microphone does, or why it could not. */
  private voice() {
    const { phase } = microphone;
    const isOn = phase === 'asking' || phase === 'listening';
    return html`<p class="voice ${isOn ? 'on' : phase === 'off' && !trouble ? 'none' : ''}" role="status">${phase === 'off' ? trouble : html`<k-icon name="microphone" ?hidden=${!isOn}></k-icon>
      <span class="grow">${t(`mic.${phase}`)}${phase === 'listening' ? html` <span class="small">${t('mic.hint')}</span>` : ''}</span>
      <button type="button" class="icon-button" aria-label=${t('mic.cancel')} @click=${cancel}><k-icon name="close"></k-icon></button>`}</p>`;
  }

  private aloud() {
    if (senses?.home !== signIn.homeId || !senses) return '';
    if (senses.hearing !== 'there') return senses.hearing === 'away' || signIn.mayManage ? html`<p class="aloud">${t(senses.hearing === 'away' ? 'mic.away' : 'mic.off')}</p>` : '';
    return senses.speaking === 'there' ? html`<div class="aloud"><span aria-hidden="true">${t('mic.aloud')}</span><k-toggle .label=${t('mic.aloud')} .on=${speaksAnswers()}
      @change=${({ detail }: CustomEvent<boolean>) => void tried(() => arrange({ speak: detail }))}></k-toggle></div>` : '';
  }

  /** The first Escape is for the microphone, the next for the window. */
  private readonly escape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || microphone.phase === 'off') return;
    event.preventDefault();
    event.stopPropagation();
    cancel();
  };

  private exchange({ text, answer, failed }: Exchange, isLast: boolean) {
    const tone = failed || answer?.outcome === 'deny' ? 'bad' : answer?.outcome === 'refuse' ? 'no' : '';
    return html`<li class="exchange"><p class="mine"><span class="sr">${t('assistant.me')}: </span>${text}</p>
      ${answer ?? failed ? html`<p class="theirs ${tone}"><span class="sr">${t('assistant.home')}: </span>${failed ?? answer!.say}</p>` : html`<p class="theirs"><k-busy></k-busy><span class="sr">${t('assistant.thinking')}</span></p>`}
      ${answer && isLast ? this.next(answer) : ''}
      ${answer?.explain?.spans.length ? this.why(answer) : ''}</li>`;
  }

  /** What can be said next by a tap. */
  private next(answer: Answer) {
    const button = (text: string, kind: string, run: () => void) => html`<button type="button" class="button ${kind}" ?disabled=${!store.isLive || isWaiting()} @click=${run}>${text}</button>`;
    if (answer.outcome === 'ask' && answer.about?.length)
      return html`<div class="after" role="group" aria-label=${t('assistant.asked')}>${answer.about.map((id) => button(this.nameOf(id, answer.about!), '', () => this.say(this.nameOf(id, answer.about!))))}</div>`;
    if (answer.outcome === 'confirm')
      return html`<div class="after">${button(t('assistant.yes'), 'primary', () => this.confirm(answer))}${button(t('assistant.no'), '', () => this.say(t('assistant.sayNo'), t('assistant.no')))}</div>`;
    if (!answer.undo && !answer.learn) return '';
    return html`<div class="after">${answer.learn ? button(t('taught.remember', { phrase: answer.learn.phrase }), 'primary', () => void this.learn(answer)) : ''}${answer.undo ? button(t('assistant.undo'), '', () => this.say(t('assistant.sayUndo'), t('assistant.undo'))) : ''}</div>`;
  }

  private why({ explain, missing }: Answer) {
    return html`<details @toggle=${(event: Event) => (event.target as HTMLElement).scrollIntoView({ block: 'nearest' })}><summary>${t('assistant.why')}</summary><p>${t('assistant.rule', { rule: explain!.rule })}</p>
      <dl class="read" aria-label=${t('assistant.how')}>${explain!.spans.map(({ text, meaning }) => html`<dt>${text}</dt><dd>${meaning === 'unknown' ? t('assistant.unknown') : meaning}</dd>`)}
        ${(explain!.corrections ?? []).map((heard) => html`<dt>${heard.text}</dt><dd>${t('assistant.heardAs', { as: heard.as })}</dd>`)}
        ${(missing ?? []).map((part) => html`<dt>${part}</dt><dd>${t('assistant.unknown')}</dd>`)}</dl></details>`;
  }

  /** Two of one name are told apart by their rooms. */
  private nameOf(id: string, among: string[]): string {
    const device = store.device(id);
    if (!device) return store.room(id)?.name ?? store.people.find((person) => person.id === id)?.name ?? id;
    const isAlone = among.filter((other) => store.device(other)?.name === device.name).length === 1;
    return isAlone ? device.name : `${store.room(device.room)?.name ?? ''} ${device.name}`.trim();
  }

  private get room(): string | undefined {
    return route.page === 'room' ? route.id : undefined;
  }

  private readonly submit = (event: Event): void => {
    event.preventDefault();
    const text = this.text.trim();
    if (!text || isWaiting() || !store.isLive) return;
    this.text = '';
    this.say(text);
  };

  private say(text: string, shown = text): void {
    void say(text, shown, this.room);
    this.field.focus();
  }

  /** Kept as a phrase of the household, because somebody said so. */
  private async learn(answer: Answer): Promise<void> {
    const { phrase, run } = answer.learn!;
    const { keep, phraseOf } = await import('../taught/skill.ts');
    await tried(async () => {
      await keep(phraseOf([phrase], run));
      answer.learn = undefined;
      toast({ text: t('taught.remembered', { phrase }), tone: 'safe' });
    });
    this.requestUpdate();
    this.field.focus();
  }

  private confirm(answer: Answer): void {
    const pad = async (wrong?: string): Promise<string | undefined> => (await import('../ui/pin-pad.ts')).askPin(t('assistant.pin'), wrong);
    void say(t('assistant.sayYes'), t('assistant.yes'), this.room, answer.needs === 'pin' ? pad : undefined);
  }
}

export function openAssistant(): void {
  if (!document.querySelector('k-assistant')) document.body.append(document.createElement('k-assistant'));
}
