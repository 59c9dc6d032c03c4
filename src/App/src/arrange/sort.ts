import { LitElement, css, html, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { t } from '../i18n/text.ts';
import { base } from '../ui/base.ts';
import '../ui/icon.ts';

export interface Sortable { id: string; name: string; icon: string; note?: string; href?: string; faded?: boolean }

/** So near to the edge of the screen the page scrolls along with what is dragged, by so much per move. */
const EdgePx = 90, ScrollPx = 14;

/**
 * A list that is put in order by dragging a row, by the arrow keys on its handle, or by its buttons. Fires `sorted` with the ids in
 * their new order; says aloud where a row has come to.
 */
@customElement('k-sort')
export class Sort extends LitElement {
  @property({ attribute: false }) items: Sortable[] = [];
  @property() label = '';
  /** What else can be done with a row. */
  @property({ attribute: false }) tools: (item: Sortable) => TemplateResult | string = () => '';
  @state() private order: string[] = [];
  @state() private held?: string;
  @state() private said = '';
  private dragging?: AbortController;

  static override styles = [base, css`
    li { display: flex; flex-wrap: wrap; align-items: center; gap: 0 var(--s2); padding: var(--s1) var(--s2); background: var(--surface); transition: box-shadow var(--quick); }
    li + li { border-top: 1px solid var(--line); }
    .held { position: relative; z-index: 1; box-shadow: var(--shadow-2); border-radius: var(--radius-s); background: var(--surface-hover); }
    .grip { touch-action: none; cursor: grab; color: var(--text-2); }
    .held .grip { cursor: grabbing; }
    .what { display: flex; align-items: center; gap: var(--s3); flex: 1 1 120px; min-width: 0; min-height: 48px; color: var(--text); }
    .what > k-icon { color: var(--text-2); }
    .faded { opacity: 0.6; }
    b { font-weight: 600; overflow-wrap: anywhere; }
    small { display: block; color: var(--text-2); font-size: var(--size-small); }
    .steps { display: flex; }
    .steps k-icon { font-size: 0.7rem; }
    .steps :disabled { opacity: 0.3; cursor: default; }
    .tools { display: flex; flex-wrap: wrap; gap: var(--s2); padding: 0 0 var(--s2) 44px; flex-basis: 100%; }
    .tools:empty { display: none; }
    @media (min-width: 640px) { .tools { flex-basis: auto; padding: 0; order: 1; } .steps { order: 2; } }
  `];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.dragging?.abort();
    this.held = undefined;
  }

  override willUpdate(changed: Map<string, unknown>): void {
    // While a row is held the order is the finger's; what comes meanwhile waits.
    if (changed.has('items') && !this.held) this.order = this.items.map((item) => item.id);
  }

  override render() {
    const byId = new Map(this.items.map((item) => [item.id, item]));
    const rows = this.order.map((id) => byId.get(id)).filter((item) => item !== undefined);
    return html`<ul class="list" aria-label=${this.label}>${repeat(rows, (item) => item.id, (item, at) => html`<li class=${item.id === this.held ? 'held' : ''} data-id=${item.id}>
        <button type="button" class="icon-button grip" aria-label=${t('arrange.move', { name: item.name, at: at + 1, all: rows.length })} @keydown=${(event: KeyboardEvent) => this.keyed(event, item)}
          @pointerdown=${(event: PointerEvent) => this.take(event, item)}><k-icon name="grip"></k-icon></button>
        ${this.what(item)}
        <span class="steps"><button type="button" class="icon-button" aria-label=${t('arrange.up', { name: item.name })} ?disabled=${at === 0} @click=${() => this.step(item, -1)}><k-icon name="up"></k-icon></button>
          <button type="button" class="icon-button" aria-label=${t('arrange.down', { name: item.name })} ?disabled=${at === rows.length - 1} @click=${() => this.step(item, 1)}><k-icon name="down"></k-icon></button></span>
        <span class="tools">${this.tools(item)}</span></li>`)}</ul>
      <p class="sr" role="status">${this.said}</p>`;
  }

  private what(item: Sortable) {
    const body = html`<k-icon name=${item.icon}></k-icon><span><b>${item.name}</b>${item.note ? html`<small>${item.note}</small>` : ''}</span>`;
    return item.href ? html`<a class="what" href=${item.href}>${body}</a>` : html`<span class="what ${item.faded ? 'faded' : ''}">${body}</span>`;
  }

  private moveTo(id: string, to: number): boolean {
    const from = this.order.indexOf(id);
    const at = Math.max(0, Math.min(this.order.length - 1, to));
    if (from < 0 || from === at) return false;
    const order = this.order.filter((one) => one !== id);
    order.splice(at, 0, id);
    this.order = order;
    const name = this.items.find((item) => item.id === id)?.name ?? '';
    this.said = t('arrange.moved', { name, at: at + 1, all: order.length });
    return true;
  }

  private tell(): void {
    this.dispatchEvent(new CustomEvent<string[]>('sorted', { detail: this.order }));
  }

  private step(item: Sortable, by: number): void {
    if (this.moveTo(item.id, this.order.indexOf(item.id) + by)) this.tell();
  }

  private keyed(event: KeyboardEvent, item: Sortable): void {
    const at = this.order.indexOf(item.id);
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: this.order.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    if (!this.moveTo(item.id, to)) return;
    this.tell();
    // The row went elsewhere in the document, and the focus with it only where the browser is kind.
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`li[data-id="${CSS.escape(item.id)}"] .grip`)?.focus());
  }

  private take(event: PointerEvent, item: Sortable): void {
    if (event.button !== 0) return;
    this.held = item.id;
    // On the window, because a row that is moved about in the document loses the pointer.
    this.dragging = new AbortController();
    const { signal } = this.dragging;
    addEventListener('pointermove', this.drag, { signal });
    for (const end of ['pointerup', 'pointercancel']) addEventListener(end, this.drop, { signal });
  }

  private readonly drag = (event: PointerEvent): void => {
    if (!this.held) return;
    if (event.clientY < EdgePx) scrollBy(0, -ScrollPx);
    else if (event.clientY > innerHeight - EdgePx) scrollBy(0, ScrollPx);
    const rows = [...this.renderRoot.querySelectorAll<HTMLElement>('li')].filter((row) => row.dataset['id'] !== this.held);
    // Above how many of the others' middles is the finger?
    this.moveTo(this.held, rows.filter((row) => { const { top, height } = row.getBoundingClientRect(); return event.clientY > top + height / 2; }).length);
  };

  private readonly drop = (): void => {
    this.dragging?.abort();
    if (!this.held) return;
    this.held = undefined;
    this.tell();
  };
}
