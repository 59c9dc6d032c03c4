import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { t, textOf } from '../i18n/text.ts';
import { Watch } from '../live/watch.ts';
import { base } from '../ui/base.ts';
import '../ui/dialog.ts';
import '../ui/icon.ts';
import './condition-form.ts';
import type { Condition, Part, Problem, Step, Trigger } from './document.ts';
import { iconOf, isOwn, kindOf, kindsOf, type Kind, type Sort } from './kinds.ts';
import { deviceName } from './names.ts';
import { problemsAt, problemText } from './problems.ts';
import { conditionText, stepText, triggerText } from './sentence.ts';
import './step-form.ts';
import { formed } from './styles.ts';
import './trigger-form.ts';

const capital = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);
let nextKey = 1;

/** A block of the editor: cards in their order, each said in words and opened to be changed; more are added from a sheet of kinds. Fires `change` with the new list. */
@customElement('k-part-list')
export class PartList extends LitElement {
  @property() sort: Sort = 'then';
  @property({ attribute: false }) items: Part[] = [];
  @property() path = '';
  @property() label = '';
  @property({ attribute: false }) problems: Problem[] = [];
  /** Somebody tried to save: what is missing is now said aloud. */
  @property({ type: Boolean }) tried = false;
  @state() private adding = false;
  @state() private open = new Set<number>();
  @state() private said = '';
  private keys: number[] = [];

  constructor() {
    super();
    new Watch(this, () => ['devices', 'people', 'rules', 'preferences']);
  }

  static override styles = [base, formed, css`
    :host { display: block; }
    ol { display: grid; gap: var(--s2); margin-bottom: var(--s2); }
    ol:empty { display: none; }
    ol > li { background: var(--surface-sunk); border-radius: var(--radius); min-width: 0; }
    ol > li.deep { background: var(--surface); }
    li.wrong { box-shadow: inset 0 0 0 1.5px var(--alert); }
    header { display: flex; align-items: center; flex-wrap: wrap; padding-inline-end: 4px; }
    .says { display: flex; align-items: center; gap: var(--s3); flex: 1 1 180px; min-width: 0; min-height: 52px; padding: var(--s2) var(--s3); border: 0; border-radius: var(--radius); background: none; color: var(--text); text-align: start; font-weight: 500; overflow-wrap: anywhere; }
    .says > span { min-width: 0; }
    .says > k-icon { color: var(--text-2); font-size: 0.9rem; }
    .tools { display: flex; margin-inline-start: auto; }
    .tools .icon-button { font-size: 0.65rem; color: var(--text-2); }
    .tools :disabled { opacity: 0.3; cursor: default; }
    .body { padding: 0 var(--s3) var(--s3); display: grid; gap: var(--s3); }
    /* What lies sunk in a field must be seen on a card that is sunk itself. */
    li:not(.deep) > .body > * { --surface-sunk: var(--button); }
    .troubles { display: grid; gap: var(--s2); padding: 0 var(--s3) var(--s3); }
    .problem { display: flex; flex-wrap: wrap; align-items: center; gap: var(--s2) var(--s3); }
    .problem p { flex: 1 1 180px; min-width: 0; overflow-wrap: anywhere; }
    .soft { background: var(--stale-soft); color: var(--stale-text); }
    .add { background: transparent; color: var(--accent-text); border: 1.5px dashed var(--line-strong); width: 100%; }
    .kinds .row { min-height: 60px; }
    @media (max-width: 560px) {
      li:not(.open) .up, li:not(.open) .down { display: none; }
      li:not(.open) header { flex-wrap: nowrap; }
    }
    @media (hover: hover) { .tools .icon-button:hover { background: var(--button); } }
  `];

  override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has('items')) return;
    // Cards keep their places and what is open in them while the list changes around them.
    while (this.keys.length < this.items.length) this.keys.push(nextKey++);
    this.keys.length = this.items.length;
  }

  override render() {
    return html`<ol aria-label=${this.label}>${repeat(this.items, (_, at) => this.keys[at], (part, at) => this.card(part, at))}</ol>
      <button type="button" class="button add" aria-haspopup="dialog" @click=${() => (this.adding = true)}><k-icon name="plus"></k-icon>${t(`rules.add.${this.sort}`)}</button>
      <p class="sr" role="status">${this.said}</p>
      ${this.adding ? html`<k-dialog open .heading=${t(`rules.add.${this.sort}`)} @closed=${() => (this.adding = false)}><ul class="list kinds">${kindsOf[this.sort].map((kind) => html`<li><button type="button" class="row" @click=${() => this.add(kind)}>
        <k-icon name=${kind.icon}></k-icon><span class="grow"><b>${this.name(kind.id)}</b><br /><span class="muted small">${textOf(`rules.kind.${this.sort}.${kind.id}.does`)}</span></span></button></li>`)}</ul></k-dialog>` : ''}`;
  }

  private name(kind: string): string {
    return textOf(`rules.kind.${this.sort}.${kind}`) ?? kind;
  }

  private words(part: Part): string {
    try {
      return capital(this.sort === 'when' ? triggerText(part as Trigger) : this.sort === 'if' ? conditionText(part as Condition) : stepText(part as Step));
    } catch {
      return this.name(kindOf(part));
    }
  }

  private card(part: Part, at: number) {
    const key = this.keys[at]!;
    const path = `${this.path}.${at}`;
    const mine = problemsAt(this.problems, path);
    const own = mine.filter((problem) => isOwn(problem.path, path) && (this.tried || !problem.code.startsWith('choose.')));
    const open = this.open.has(key);
    const words = this.words(part);
    return html`<li class="${own.some(({ isWarning }) => !isWarning) ? 'wrong' : ''} ${open ? 'open' : ''} ${path.split('.').length % 4 === 0 ? 'deep' : ''}" data-path=${path}><header>
        <button type="button" class="says" aria-expanded=${open ? 'true' : 'false'} @click=${() => this.turn(key)}><k-icon name=${iconOf(this.sort, part)}></k-icon><span>${words}</span></button>
        <span class="tools">${this.items.length > 1 ? html`<button type="button" class="icon-button up" aria-label=${t('arrange.up', { name: words })} ?disabled=${at === 0} @click=${() => this.move(at, -1)}><k-icon name="up"></k-icon></button>
          <button type="button" class="icon-button down" aria-label=${t('arrange.down', { name: words })} ?disabled=${at === this.items.length - 1} @click=${() => this.move(at, 1)}><k-icon name="down"></k-icon></button>` : ''}
          <button type="button" class="icon-button" aria-label=${t('rules.removePart', { name: words })} @click=${() => this.drop(at)}><k-icon name="close"></k-icon></button></span></header>
      ${own.length > 0 ? html`<div class="troubles">${own.map((problem) => this.trouble(problem))}</div>` : ''}
      ${open ? html`<div class="body">${this.form(part, path, mine, at)}</div>` : ''}</li>`;
  }

  private trouble(problem: Problem) {
    const take = (): boolean => this.dispatchEvent(new CustomEvent('mend', { detail: problem, bubbles: true, composed: true }));
    return html`<div class="problem ${problem.isWarning ? 'soft' : ''}"><p>${problemText(problem)}</p>${problem.proposal ? html`<button type="button" class="button" @click=${take}>${t('removal.use', { name: deviceName(problem.proposal) })}</button>` : ''}</div>`;
  }

  private form(part: Part, path: string, problems: Problem[], at: number) {
    const change = (event: CustomEvent<Part>): void => {
      event.stopPropagation();
      this.put(at, event.detail);
    };
    if (!canShow(this.sort, part)) return html`<label>${t('rules.asJson')}<textarea class="code" rows="8" spellcheck="false" .value=${JSON.stringify(part, null, 2)} @change=${(event: Event) => this.typed(event, at)}></textarea></label>`;
    if (this.sort === 'when') return html`<k-trigger-form .item=${part as Trigger} .path=${path} .problems=${problems} ?tried=${this.tried} @change=${change}></k-trigger-form>`;
    if (this.sort === 'if') return html`<k-condition-form .item=${part as Condition} .path=${path} .problems=${problems} ?tried=${this.tried} @change=${change}></k-condition-form>`;
    return html`<k-step-form .item=${part as Step} .path=${path} .problems=${problems} ?tried=${this.tried} @change=${change}></k-step-form>`;
  }

  private typed(event: Event, at: number): void {
    const field = event.target as HTMLTextAreaElement;
    try {
      const part = JSON.parse(field.value) as Part;
      field.setCustomValidity('');
      this.put(at, part);
    } catch (wrong) {
      field.setCustomValidity(String(wrong));
      field.reportValidity();
    }
  }

  private tell(items: Part[]): void {
    this.dispatchEvent(new CustomEvent('change', { detail: items }));
  }

  private put(at: number, part: Part): void {
    this.tell(this.items.map((one, place) => (place === at ? part : one)));
  }

  private turn(key: number): void {
    const open = new Set(this.open);
    if (!open.delete(key)) open.add(key);
    this.open = open;
  }

  private add(kind: Kind): void {
    this.adding = false;
    const key = nextKey++;
    this.keys.push(key);
    this.open = new Set(this.open).add(key);
    this.tell([...this.items, kind.begin()]);
    void this.focusOn(key, '.says');
  }

  private drop(at: number): void {
    this.said = t('rules.removedPart', { name: this.words(this.items[at]!) });
    this.keys.splice(at, 1);
    this.tell(this.items.filter((_, place) => place !== at));
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.add')?.focus());
  }

  private move(at: number, by: number): void {
    const to = at + by;
    const items = [...this.items];
    [items[at], items[to]] = [items[to]!, items[at]!];
    [this.keys[at], this.keys[to]] = [this.keys[to]!, this.keys[at]!];
    this.said = t('arrange.moved', { name: this.words(items[to]!), at: to + 1, all: items.length });
    const key = this.keys[to]!;
    this.tell(items);
    void this.focusOn(key, to === 0 ? '.down' : to === items.length - 1 ? '.up' : by < 0 ? '.up' : '.down');
  }

  /** After what the change sets off has been drawn. */
  private async focusOn(key: number, what: string): Promise<void> {
    await new Promise((drawn) => requestAnimationFrame(drawn));
    const card = [...this.renderRoot.querySelectorAll('ol > li')][this.keys.indexOf(key)];
    card?.querySelector<HTMLElement>(what)?.focus();
  }
}

/** Whether there is a form for it; a kind of a later version is shown as text. */
const canShow = (sort: Sort, part: Part): boolean => kindsOf[sort].some(({ id }) => id === kindOf(part));
