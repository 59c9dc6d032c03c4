import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { unitText } from '../i18n/format.ts';
import { language, local, t } from '../i18n/text.ts';
import { Fault, get, post, query } from '../live/api.ts';
import type { LocalText, Scalar } from '../live/contract.ts';
import { homePath } from '../live/session.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { back } from '../ui/back.ts';
import { base } from '../ui/base.ts';
import '../ui/busy.ts';
import '../ui/dialog.ts';
import '../ui/empty.ts';
import '../ui/icon.ts';
import { faultText } from '../ui/said.ts';
import { answer } from './answered.ts';
import { beginWith } from './deeds.ts';
import { refOf, type Rule } from './document.ts';
import './span-field.ts';
import { deviceName, propertyOf, thingName } from './names.ts';
import { formed } from './styles.ts';

interface Input {
  id: string; title: LocalText; kind: 'device' | 'devices' | 'number' | 'duration' | 'time' | 'person' | 'text'; unit?: string; min?: number; max?: number; step?: number;
  default?: Scalar; optional?: boolean; candidates?: string[];
}
export interface Idea { id: string; title: LocalText; description: LocalText; category: string; icon: string; fits: boolean; inputs: Input[] }
type Chosen = Record<string, Scalar | string[] | undefined>;

/** Ready rules, those first that this home's devices can do: a few questions, and the editor has the rule. */
@customElement('k-rule-ideas')
export class RuleIdeas extends LitElement {
  /** The one that was proposed, opened at once. */
  @property() idea = '';
  @state() private ideas?: Idea[];
  @state() private fault?: unknown;
  @state() private open?: Idea;
  @state() private chosen: Chosen = {};
  @state() private wrong = '';

  constructor() {
    super();
    new Watch(this, () => ['preferences', 'devices', 'people']);
  }

  static override styles = [base, back, formed, css`
    .row { align-items: flex-start; padding-block: var(--s3); }
    .row > k-icon { margin-top: 2px; }
    .faded { opacity: 0.65; }
    .boxes { max-height: 40dvh; overflow: auto; padding: 0 var(--s3); }
  `];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  private async load(): Promise<void> {
    try {
      this.ideas = (await get<{ items: Idea[] }>(homePath(`/rule-templates${query({ limit: 200 })}`))).items;
      this.fault = undefined;
      const wanted = this.ideas.find(({ id, fits }) => fits && id === this.idea);
      if (wanted) this.begin(wanted);
    } catch (error) {
      this.fault = error;
    }
  }

  override render() {
    const fitting = this.ideas?.filter(({ fits }) => fits) ?? [];
    const others = this.ideas?.filter(({ fits }) => !fits) ?? [];
    return html`<div class="page"><a class="back" href="#/rules"><k-icon name="back"></k-icon>${t('rules.title')}</a>
      <div class="title"><div><h1>${t('rules.ideas')}</h1><p class="muted">${t('rules.ideasText')}</p></div></div>
      ${this.fault ? html`<k-empty icon="offline" .heading=${t('rules.failed')} .text=${faultText(this.fault)}><button type="button" class="button primary" @click=${() => this.load()}>${t('do.retry')}</button></k-empty>` : !this.ideas ? html`<k-busy></k-busy>` : html`
        ${fitting.length > 0 ? html`<section><h2>${t('rules.ideasFit')}</h2><ul class="list">${fitting.map((idea) => html`<li><button type="button" class="row" @click=${() => this.begin(idea)}>${this.words(idea)}<k-icon name="next"></k-icon></button></li>`)}</ul></section>` : ''}
        ${others.length > 0 ? html`<section><h2>${t('rules.ideasOther')}</h2><ul class="list">${others.map((idea) => html`<li><div class="row faded">${this.words(idea)}</div></li>`)}</ul></section>` : ''}`}</div>
      ${this.open ? html`<k-dialog open .heading=${local(this.open.title)} @closed=${() => (this.open = undefined)}>${this.form(this.open)}</k-dialog>` : ''}`;
  }

  private words({ icon, title, description }: Idea) {
    return html`<k-icon name=${icon}></k-icon><span class="grow"><b>${local(title)}</b><br /><span class="muted small">${local(description)}</span></span>`;
  }

  private begin(idea: Idea): void {
    this.wrong = '';
    // Where only one device fits there is nothing to choose.
    this.chosen = Object.fromEntries(idea.inputs.map(({ id, kind, candidates, optional, default: usual }) =>
      [id, candidates?.length === 1 && !optional ? (kind === 'devices' ? candidates : candidates[0]) : usual]));
    this.open = idea;
  }

  private form(idea: Idea) {
    return html`<form class="form" novalidate @submit=${(event: Event) => { event.preventDefault(); void this.fill(idea); }}><p class="muted">${local(idea.description)}</p>
      ${idea.inputs.map((input) => this.field(input))}${this.wrong ? html`<p class="problem" role="alert">${this.wrong}</p>` : ''}
      <button class="button primary wide">${t('rules.takeIdea')}</button></form>`;
  }

  private put(id: string, value: Chosen[string]): void {
    this.chosen = { ...this.chosen, [id]: value };
  }

  private field(input: Input) {
    const { id, kind, unit, min, max, step, optional } = input;
    const label = optional ? t('rules.ifYouLike', { name: local(input.title) }) : local(input.title);
    const value = this.chosen[id];
    const typed = (event: Event): void => this.put(id, (event.target as HTMLInputElement).value || undefined);
    switch (kind) {
      case 'devices': {
        const chosen = Array.isArray(value) ? value : [];
        return html`<fieldset><legend>${label}</legend><div class="list boxes">${(input.candidates ?? []).map((one) => html`<label class="check"><input type="checkbox" .checked=${chosen.includes(one)}
          @change=${() => this.put(id, chosen.includes(one) ? chosen.filter((its) => its !== one) : [...chosen, one])} />${this.candidate(input, one)}</label>`)}</div></fieldset>`;
      }
      case 'device':
        return html`<label>${label}<select @change=${typed}><option value="" ?selected=${!value} ?disabled=${!optional}>${t('rules.choose.one')}</option>${(input.candidates ?? []).map((one) => html`<option value=${one} .selected=${one === value}>${this.candidate(input, one)}</option>`)}</select></label>`;
      case 'person':
        return html`<label>${label}<select @change=${typed}><option value="" ?selected=${!value} ?disabled=${!optional}>${t('rules.choose.one')}</option>${store.people.map((person) => html`<option value=${person.id} .selected=${person.id === value}>${person.name}</option>`)}</select></label>`;
      case 'number':
        return html`<label>${label}<span class="with-unit"><input type="number" inputmode="decimal" min=${min ?? nothing} max=${max ?? nothing} step=${step ?? 'any'} .value=${value === undefined ? '' : String(value)}
          @input=${(event: Event) => { const text = (event.target as HTMLInputElement).value; this.put(id, text === '' ? undefined : Number(text)); }} /><span>${unitText(unit)}</span></span></label>`;
      case 'duration':
        return html`<k-span-field .label=${label} .value=${value as string | undefined} ?optional=${optional} @change=${(event: CustomEvent<string | undefined>) => this.put(id, event.detail)}></k-span-field>`;
      case 'time':
        return html`<label>${label}<input type="time" .value=${String(value ?? '')} @change=${typed} /></label>`;
      default:
        return html`<label>${label}<input type="text" maxlength="100" autocomplete="off" .value=${String(value ?? '')} @input=${typed} /></label>`;
    }
  }

  /** The device; with its part where several of one device may be chosen. */
  private candidate({ candidates }: Input, one: string): string {
    const { device, address } = refOf(one);
    const several = (candidates ?? []).filter((its) => refOf(its).device === device).length > 1;
    if (!several || !address) return deviceName(device);
    const thing = thingName(device, address);
    return thing === deviceName(device) ? `${thing} (${local(propertyOf(one)?.title) || address})` : thing;
  }

  private async fill(idea: Idea): Promise<void> {
    const inputs = Object.fromEntries(Object.entries(this.chosen).filter(([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)));
    const missing = idea.inputs.find(({ id, optional, default: usual }) => !optional && usual === undefined && inputs[id] === undefined);
    if (missing) {
      this.wrong = t('rules.stillChoose', { name: local(missing.title) });
      return;
    }
    try {
      const { rule } = await post<{ rule: Rule }>(homePath(`/rule-templates/${idea.id}`), { inputs, language });
      beginWith(rule);
      // Whoever took it need not be asked again; that it is not remembered is no reason to stop.
      void answer(idea.id).catch(() => undefined);
    } catch (error) {
      const of = error instanceof Fault ? idea.inputs.find(({ id }) => error.field === `inputs.${id}`) : undefined;
      this.wrong = [of && local(of.title), error instanceof Fault ? (error.detail ?? faultText(error)) : faultText(error)].filter(Boolean).join(': ');
    }
  }
}
