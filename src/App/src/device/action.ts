import { LitElement, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { namesOf, valueText } from '../i18n/format.ts';
import { local, t } from '../i18n/text.ts';
import { act, wishOf } from '../live/commands.ts';
import type { Property, Scalar, Service, SpecAction } from '../live/contract.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { ask } from '../ui/ask.ts';
import { base } from '../ui/base.ts';
import '../ui/busy.ts';
import '../ui/dialog.ts';
import '../ui/icon.ts';
import { toast } from '../ui/toasts.ts';
import { part, wantsHold } from './parts.ts';

/** An action as a button; one that takes something asks for it in a sheet made from the spec. */
@customElement('k-action')
export class ActionButton extends LitElement {
  @property() device = '';
  @property({ attribute: false }) action!: SpecAction;
  @property({ attribute: false }) service!: Service;
  @state() private asking = false;

  constructor() {
    super();
    new Watch(this, () => [`device:${this.device}`, 'preferences']);
  }

  static override styles = base;

  override render() {
    const wish = wishOf(this.device, this.action.address);
    const pending = wish?.phase === 'asked' || wish?.phase === 'waiting';
    return html`<button type="button" class="button" aria-busy=${pending ? 'true' : 'false'} @click=${this.pressed}>
        ${pending ? html`<k-busy></k-busy>` : wish?.phase === 'confirmed' ? html`<k-icon name="check"></k-icon>` : wish?.phase === 'failed' ? html`<k-icon name="warning"></k-icon>` : ''}${local(this.action.title)}</button>
      ${this.asking ? html`<k-dialog open .heading=${local(this.action.title)} @closed=${() => (this.asking = false)}>
        <form class="stack" @submit=${this.submitted}>${this.inputs.map((input) => this.field(input))}<button class="button primary wide">${t('do.run')}</button></form></k-dialog>` : ''}`;
  }

  private get inputs(): Property[] {
    return this.action.in.map((name) => part(this.service, name)).filter((input) => input !== undefined);
  }

  private field(input: Property) {
    const label = local(input.title);
    if (input.format === 'bool') return html`<label class="check"><input type="checkbox" name=${input.name} />${label}</label>`;
    if (input.choices?.length) return html`<label>${label}<select name=${input.name}>${input.choices.map((choice) => html`<option value=${choice.value}>${local(choice.name)}</option>`)}</select></label>`;
    if (input.format === 'string') return html`<label>${label}<input name=${input.name} type="text" required maxlength=${input.maxLength ?? 1024} /></label>`;
    return html`<label>${label}${input.range ? ` (${valueText(input, input.range.min)} – ${valueText(input, input.range.max)})` : ''}
      <input name=${input.name} type="number" required min=${input.range?.min ?? ''} max=${input.range?.max ?? ''} step=${input.range?.step ?? 'any'} value=${input.range?.min ?? 0} /></label>`;
  }

  private async pressed(): Promise<void> {
    if (this.inputs.length > 0) this.asking = true;
    else await this.run({});
  }

  private submitted(event: Event): void {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const input: Record<string, Scalar> = {};
    for (const one of this.inputs) {
      const text = form.get(one.name);
      input[one.name] = one.format === 'bool' ? text !== null : one.format === 'string' ? String(text ?? '') : Number(text);
    }
    this.asking = false;
    void this.run(input);
  }

  private async run(input: Record<string, Scalar>): Promise<void> {
    const device = store.device(this.device);
    const risky = device !== undefined && wantsHold(store.specOf(device), this.action);
    if (risky && !(await ask({ title: local(this.action.title), text: t(`risk.${this.action.risk as 'cost'}`), yes: t('do.run'), danger: true }))) return;
    const operation = await act(this.device, this.action.address, input, risky || undefined);
    const out = Object.entries(operation?.out ?? {});
    if (out.length > 0) {
      toast({ text: namesOf(out.map(([name, value]) => { const found = part(this.service, name); return `${found ? local(found.title) : name}: ${valueText(found, value)}`; })) });
    }
  }
}
