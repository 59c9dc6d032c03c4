import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { namesOf, valueText } from '../i18n/format.ts';
import { local, t } from '../i18n/text.ts';
import { act, set, shown, wishOf } from '../live/commands.ts';
import type { Device, Property, Scalar, Service, Spec, SpecAction } from '../live/contract.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { ask } from '../ui/ask.ts';
import { base } from '../ui/base.ts';
import '../ui/hold.ts';
import { findProperty, part, wantsHold } from './parts.ts';

/**
 * What every main control has: its device and service, values with the wishes on top, and the ways to send.
 * A setting that wants to be meant waits as a draft until a button is held; then all drafts go together.
 */
export abstract class Control extends LitElement {
  @property() device = '';
  @property() service = '';
  @state() private drafts: Record<string, Scalar> = {};

  constructor() {
    super();
    new Watch(this, () => [`device:${this.device}`, 'connection', 'preferences']);
  }

  static override styles = [base, css`
    :host { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--s5); }
    .head { display: flex; align-items: center; justify-content: space-between; gap: var(--s4); }
    .figure { font-size: 2.5rem; font-weight: 650; letter-spacing: -0.025em; line-height: 1.1; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
    .caption { color: var(--text-2); font-size: var(--size-small); font-weight: 600; margin-bottom: var(--s2); display: flex; justify-content: space-between; gap: var(--s3); }
    .buttons { display: grid; grid-template-columns: repeat(auto-fit, minmax(88px, 1fr)); gap: var(--s2); }
    .buttons:empty { display: none; }
    /* What waits to be held stays in sight, above the tabs of a phone. */
    .draft { display: grid; gap: var(--s1); position: sticky; z-index: 1; bottom: calc(76px + env(safe-area-inset-bottom)); border-radius: 22px; background: var(--surface); box-shadow: 0 0 0 var(--s2) var(--surface); }
    @media (min-width: 900px) { .draft { bottom: var(--s4); } }
  `];

  /** The control itself; what waits to be confirmed stands below it. */
  protected abstract body(): TemplateResult | string;

  protected override render() {
    return html`${this.body()}${this.unconfirmed()}`;
  }

  private unconfirmed() {
    const drafts = Object.entries(this.drafts);
    if (drafts.length === 0) return nothing;
    const text = namesOf(drafts.map(([address, value]) => { const found = findProperty(this.spec, address); return `${local(found?.title)}: ${valueText(found, value)}`; }));
    return html`<div class="draft" role="group" aria-label=${t('control.unconfirmed')}>${this.hold(text, 'check', 'alert', () => this.settle(drafts))}
      <button type="button" class="button quiet" @click=${() => (this.drafts = {})}>${t('do.cancel')}</button></div>`;
  }

  private settle(drafts: [string, Scalar][]): void {
    this.drafts = {};
    void set(this.device, Object.fromEntries(drafts), true);
  }

  /** A bar to be held. Who cannot hold is asked. */
  protected hold(text: string, icon: string, tone: 'safe' | 'alert', run: () => void, pending = false) {
    return html`<k-hold bar tone=${tone} .icon=${icon} .text=${text} ?pending=${pending} @held=${run}
      @asked=${async () => { if (await ask({ title: this.subject?.name ?? '', text: t('risk.text'), yes: text, danger: true })) run(); }}></k-hold>`;
  }

  protected get subject(): Device | undefined {
    return store.device(this.device);
  }

  protected get spec(): Spec | undefined {
    return this.subject && store.specOf(this.subject);
  }

  protected get parts(): Service | undefined {
    return this.spec?.services.find((service) => service.id === this.service);
  }

  protected get name(): string {
    return this.subject?.name ?? '';
  }

  protected find(...names: string[]): Property | undefined {
    return part(this.parts, ...names);
  }

  protected action(...names: string[]): SpecAction | undefined {
    for (const name of names) {
      const found = this.parts?.actions.find((action) => action.name === name);
      if (found) return found;
    }
    return undefined;
  }

  protected value(property: Property | undefined): Scalar | undefined {
    return property && (this.drafts[property.address] ?? shown(this.device, property.address));
  }

  protected number(property: Property | undefined): number | undefined {
    const value = this.value(property);
    return typeof value === 'number' ? value : undefined;
  }

  /** The key of the choice that is true now; numbers differ among products, keys do not. */
  protected keyOf(property: Property | undefined): string {
    const value = this.value(property);
    return property?.choices?.find((choice) => choice.value === value)?.key ?? '';
  }

  protected text(property: Property | undefined): string {
    return valueText(property, this.value(property));
  }

  protected pending(property: { address: string } | undefined): boolean {
    const phase = property && wishOf(this.device, property.address)?.phase;
    return phase === 'asked' || phase === 'waiting';
  }

  protected set(property: Property, value: Scalar, sure = false): void {
    if (!wantsHold(this.spec, property) || sure) void set(this.device, { [property.address]: value }, sure);
    else if (value === shown(this.device, property.address)) this.drafts = Object.fromEntries(Object.entries(this.drafts).filter(([address]) => address !== property.address));
    else this.drafts = { ...this.drafts, [property.address]: value };
  }

  protected act(address: string, input: Record<string, Scalar> = {}, sure = false): void {
    void act(this.device, address, input, sure);
  }
}
