import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { t } from '../i18n/text.ts';
import { patch } from '../live/api.ts';
import type { Device } from '../live/contract.ts';
import { homePath } from '../live/session.ts';
import { store } from '../live/store.ts';
import { base } from '../ui/base.ts';
import '../ui/dialog.ts';
import { faultText } from '../ui/said.ts';
import { toast } from '../ui/toasts.ts';
import { book } from './book.ts';
import { putRule } from './deeds.ts';
import type { Rule, RuleView } from './document.ts';
import { sentence } from './sentence.ts';
import { asksOf, canStandIn, replaced, without } from './without.ts';

type Way = 'replace' | 'without' | 'off';
interface Choice { view: RuleView; others: Device[]; rest?: Rule; way: Way; other?: string; done?: boolean }

/** Before a device goes: each rule that needs it, and what shall become of it. What is chosen is done first, the removal follows. */
@customElement('k-removal')
export class Removal extends LitElement {
  @property({ attribute: false }) device!: Device;
  @property({ attribute: false }) rules: RuleView[] = [];
  @property() heading = '';
  @property() text = '';
  @property() yes = '';
  @state() private choices: Choice[] = [];
  @state() private busy = false;
  private answered = false;

  static override styles = [base, css`
    article { display: grid; gap: var(--s2); padding: var(--s4); border-radius: var(--radius); background: var(--surface-sunk); }
    article p { overflow-wrap: anywhere; }
    .now { text-decoration: line-through; text-decoration-color: var(--text-2); }
    .pair { display: grid; gap: var(--s3); grid-template-columns: repeat(auto-fit, minmax(min(100%, 160px), 1fr)); }
    #answers { justify-content: flex-end; }
  `];

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('rules')) this.choices = this.rules.map((view) => this.proposal(view));
  }

  /** Its like in the same room takes its place; else the rule does without it; else it is switched off. */
  private proposal(view: RuleView): Choice {
    const asked = asksOf(view.rule, this.device.id);
    const rank = (one: Device): number => Number(one.type === this.device.type) * 2 + Number(one.room === this.device.room);
    const others = [...store.devices.values()].filter((one) => one.id !== this.device.id && canStandIn(store.specOf(one), asked)).sort((a, b) => rank(b) - rank(a) || a.name.localeCompare(b.name));
    const rest = without(view.rule, this.device.id);
    return { view, others, rest, other: others[0]?.id, way: others[0] && rank(others[0]) === 3 ? 'replace' : rest ? 'without' : 'off' };
  }

  override render() {
    return html`<k-dialog open .heading=${this.heading} @closed=${() => this.answer(false)}><div class="stack"><p class="muted">${this.text}</p>
      <h3>${t('removal.rules')}</h3>${this.choices.map((choice, at) => this.rule(choice, at))}
      <div class="line" id="answers"><button type="button" class="button" @click=${() => this.answer(false)}>${t('do.cancel')}</button>
        <button type="button" class="button danger" id="yes" ?disabled=${this.busy} @click=${this.go}>${this.yes}</button></div></div></k-dialog>`;
  }

  private rule(choice: Choice, at: number) {
    const { view, others, rest, way, other } = choice;
    const put = (change: Partial<Choice>): void => { this.choices = this.choices.map((one, place) => (place === at ? { ...one, ...change } : one)); };
    const ways: Way[] = [...(others.length > 0 ? ['replace' as const] : []), ...(rest ? ['without' as const] : []), 'off'];
    const then = this.wished(choice);
    return html`<article><b>${view.rule.name}</b><p class="small muted ${then ? 'now' : ''}">${sentence(view.rule)}</p>${then ? html`<p class="small">${sentence(then)}</p>` : ''}
      <div class="pair"><label>${t('removal.then', { name: view.rule.name })}<select @change=${(event: Event) => put({ way: (event.target as HTMLSelectElement).value as Way })}>${ways.map((one) => html`<option value=${one} .selected=${one === way}>${t(`removal.${one}`)}</option>`)}</select></label>
        ${way === 'replace' ? html`<label>${t('removal.other', { name: view.rule.name })}<select @change=${(event: Event) => put({ other: (event.target as HTMLSelectElement).value })}>${others.map(({ id, name }) => html`<option value=${id} .selected=${id === other}>${name}</option>`)}</select></label>` : ''}</div></article>`;
  }

  /** What the rule will say; undefined where its document stays. */
  private wished({ view, rest, way, other }: Choice): Rule | undefined {
    return way === 'replace' && other ? replaced(view.rule, this.device.id, other) : way === 'without' ? rest : undefined;
  }

  private readonly go = async (): Promise<void> => {
    this.busy = true;
    try {
      for (const choice of this.choices) if (!choice.done && !(await this.mend(choice))) return;
      this.answer(true);
    } catch (error) {
      toast({ text: faultText(error), tone: 'alert' });
    } finally {
      this.busy = false;
    }
  };

  /** False when somebody would not confirm what the rule will do. */
  private async mend(choice: Choice): Promise<boolean> {
    const { id, enabled } = choice.view;
    const rule = this.wished(choice);
    const kept = rule ? await putRule(id, rule) : enabled ? await patch<RuleView>(homePath(`/rules/${id}`), { enabled: false }) : choice.view;
    if (!kept) return false;
    book.take(kept);
    choice.done = true;
    return true;
  }

  private answer(yes: boolean): void {
    if (this.answered) return;
    this.answered = true;
    this.dispatchEvent(new CustomEvent('answer', { detail: yes }));
    this.remove();
  }
}

/** Resolves to whether the device is to go; the rules are then as was chosen. */
export async function askWithRules(device: Device, ids: string[], question: { title: string; text: string; yes: string }): Promise<boolean> {
  await book.known();
  const element = document.createElement('k-removal') as Removal;
  Object.assign(element, { device, rules: ids.map((id) => book.find(id)).filter((view) => view !== undefined), heading: question.title, text: question.text, yes: question.yes });
  document.body.append(element);
  return new Promise((resolve) => element.addEventListener('answer', (event) => resolve((event as CustomEvent<boolean>).detail), { once: true }));
}
