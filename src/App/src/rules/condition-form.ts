import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { local, t } from '../i18n/text.ts';
import type { Property } from '../live/contract.ts';
import { store } from '../live/store.ts';
import { modes } from '../modes/mode.ts';
import { refOf, type Condition } from './document.ts';
import { firstValue, isNumber, PartForm, readable } from './form.ts';
import { propertyOf } from './names.ts';

type How = 'is' | 'above' | 'below' | 'between';
type PropertyCondition = Extract<Condition, { kind: 'property' }>;

/** Only if: one thing that must be so. */
@customElement('k-condition-form')
export class ConditionForm extends PartForm<Condition> {
  override render() {
    const part = this.item;
    switch (part.kind) {
      case 'all':
      case 'any':
      case 'not':
        return html`<k-part-list sort="if" .items=${part.of} .path=${`${this.path}.of`} .problems=${this.problems} ?tried=${this.tried} .label=${t(`rules.kind.if.${part.kind}`)} @change=${(event: CustomEvent) => this.tell({ of: event.detail })}></k-part-list>`;
      case 'property':
        return this.ofProperty(part);
      case 'device':
        return html`<div class="pair">${this.device(t('rules.field.device'), part.device, () => true, (device) => this.tell({ device }))}
          ${this.pick(t('rules.field.what'), [['online', t('rules.saw.online')], ['offline', t('rules.saw.offline')]], part.is, (is) => this.tell({ is }))}</div>`;
      case 'time':
        return html`<div class="form"><div class="pair">${this.time(t('rules.field.after'), part.after, (after) => this.tell({ after }))}${this.time(t('rules.field.before'), part.before, (before) => this.tell({ before }))}</div>
          ${part.after && part.before && part.before <= part.after ? html`<p class="note">${t('rules.overMidnight')}</p>` : ''}${this.days(part.days)}</div>`;
      case 'sun':
        return this.pick(t('rules.field.what'), [['down', t('rules.sun.down')], ['up', t('rules.sun.up')]], part.is, (is) => this.tell({ is }));
      case 'person':
        return html`<div class="pair">${this.person(t('rules.field.person'), part.person, (person) => this.tell({ person }), t(part.is === 'home' ? 'rules.anybody' : 'rules.everybody'))}
          ${this.pick(t('rules.field.what'), [['home', t('rules.saw.home')], ['away', t('rules.saw.away')]], part.is, (is) => this.tell({ is }))}</div>`;
      case 'mode':
        return this.chips(t('rules.field.modes'), modes.map((mode) => [mode, t(`mode.${mode}`)] as const), (mode) => part.is.includes(mode),
          (mode) => this.tell({ is: modes.filter((one) => (one === mode ? !part.is.includes(one) : part.is.includes(one))) }));
      case 'rule':
        return html`<div class="pair">${this.rule(part.rule, (rule) => this.tell({ rule }))}${this.pick(t('rules.field.what'), (['enabled', 'disabled', 'running'] as const).map((is) => [is, t(`rules.saw.${is}`)] as const), part.is, (is) => this.tell({ is }))}</div>`;
      case 'expression':
        return html`<div class="form">${this.line(t('rules.field.that'), part.that, (that) => this.tell({ that }), '[device/service.property] > 20')}<p class="note">${t('rules.expressionText')}</p></div>`;
    }
  }

  private ofProperty(part: PropertyCondition) {
    const property = propertyOf(part.property);
    const how: How = part.above !== undefined ? (part.below !== undefined ? 'between' : 'above') : part.below !== undefined ? 'below' : 'is';
    return html`<div class="form">${this.property(part.property, readable, (ref, found) => this.chosen(part, ref, found))}
      ${property ? html`<div class="pair">${isNumber(property) ? this.pick(t('rules.field.what'), (['above', 'below', 'between', 'is'] as const).map((one) => [one, t(`rules.stays.how.${one}`)] as const), how, (to) => this.turn(part, property, to)) : ''}
        ${how === 'is' ? this.value(local(property.title), property, part.is, (is) => this.tell({ is })) : ''}
        ${how === 'above' || how === 'between' ? this.value(how === 'between' ? t('rules.field.after') : local(property.title), property, part.above, (above) => this.tell({ above })) : ''}
        ${how === 'below' || how === 'between' ? this.value(how === 'between' ? t('rules.field.before') : local(property.title), property, part.below, (below) => this.tell({ below })) : ''}</div>` : ''}</div>`;
  }

  private chosen(part: PropertyCondition, ref: string, property: Property | undefined): void {
    const before = propertyOf(part.property);
    if (!property || (before?.name === property.name && before.format === property.format)) this.tell({ property: ref });
    else this.tell({ property: ref, is: undefined, above: undefined, below: undefined, ...(isNumber(property) ? { above: this.now(ref, property) } : { is: firstValue(property) }) });
  }

  private turn(part: PropertyCondition, property: Property, to: How): void {
    const now = part.above ?? part.below ?? this.now(part.property, property);
    const fields = { is: { is: now }, above: { above: now }, below: { below: now }, between: { above: now, below: now + (property.range?.step ?? 1) } }[to];
    this.tell({ is: undefined, above: undefined, below: undefined, ...fields });
  }

  private now(ref: string, property: Property): number {
    const { device, address } = refOf(ref);
    return Number(firstValue(property, store.device(device)?.values[address]?.v)) || 0;
  }
}
