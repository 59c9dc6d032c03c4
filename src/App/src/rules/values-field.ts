import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { t } from '../i18n/text.ts';
import type { Scalar } from '../live/contract.ts';
import { Watch } from '../live/watch.ts';
import { base } from '../ui/base.ts';
import '../ui/icon.ts';
import type { Values } from './document.ts';
import { send } from './span-field.ts';
import { formed } from './styles.ts';

const examples = { text: '', number: 0, truth: false } as const;
type Kind = keyof typeof examples;
const kinds = Object.keys(examples) as Kind[];
const kindOf = (value: Scalar): Kind => (typeof value === 'boolean' ? 'truth' : typeof value === 'number' ? 'number' : 'text');

/** Names with a value each; or, as `kinds`, names with the kind of value that is to come. Fires `change` with all of them. */
@customElement('k-values-field')
export class ValuesField extends LitElement {
  @property({ attribute: false }) value: Values = {};
  @property({ type: Boolean }) kinds = false;
  /** What a new one is called first. */
  @property() first = 'a';

  constructor() {
    super();
    new Watch(this, () => ['preferences']);
  }

  static override styles = [base, formed, css`
    :host { display: grid; gap: var(--s4); }
    .value { display: flex; gap: var(--s2); }
    .value > label { flex: 1; min-width: 0; }
    /* Beside the field, under its label. */
    .value .icon-button { font-size: 0.8rem; margin-top: 26px; }
  `];

  override render() {
    const entries = Object.entries(this.value);
    const put = (at: number, entry: [string, Scalar]): void => this.tell(entries.map((one, place) => (place === at ? entry : one)));
    return html`${entries.map(([name, value], at) => html`<div class="pair"><label>${t('rules.field.name')}<input type="text" autocomplete="off" autocapitalize="off" spellcheck="false" maxlength="40" .value=${name}
          @change=${(event: Event) => put(at, [(event.target as HTMLInputElement).value.trim(), value])} /></label>
        <div class="value">${this.kinds ? this.kind(kindOf(value), (kind) => put(at, [name, examples[kind]])) : html`<label>${t('rules.field.value')}<input type="text" autocomplete="off" autocapitalize="off" spellcheck="false" .value=${String(value)}
            @change=${(event: Event) => put(at, [name, scalarOf((event.target as HTMLInputElement).value)])} /></label>`}
          <button type="button" class="icon-button" aria-label=${t('rules.leaveOut', { name })} @click=${() => this.tell(entries.filter((_, place) => place !== at))}><k-icon name="close"></k-icon></button></div></div>`)}
      <div><button type="button" class="button quiet" @click=${() => this.tell([...entries, [this.free(), this.kinds ? '' : 0]])}><k-icon name="plus"></k-icon>${t(this.kinds ? 'values.addField' : 'rules.addValue')}</button></div>`;
  }

  private kind(chosen: Kind, take: (kind: Kind) => void) {
    return html`<label>${t('values.kind')}<select @change=${(event: Event) => take((event.target as HTMLSelectElement).value as Kind)}>${kinds.map((kind) => html`<option value=${kind} .selected=${kind === chosen}>${t(`values.kind.${kind}`)}</option>`)}</select></label>`;
  }

  private free(): string {
    for (let number = 1; ; number++) {
      const name = number === 1 ? this.first : `${this.first}${number}`;
      if (!(name in this.value)) return name;
    }
  }

  private tell(entries: [string, Scalar][]): void {
    send(this, Object.fromEntries(entries));
  }
}

/** What somebody typed as it is meant: a truth, a number, else a text. */
function scalarOf(text: string): Scalar {
  if (text === 'true' || text === 'false') return text === 'true';
  return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}
