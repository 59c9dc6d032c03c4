import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { unitText } from '../i18n/format.ts';
import { local, t } from '../i18n/text.ts';
import type { Property } from '../live/contract.ts';
import { store } from '../live/store.ts';
import { findEvent, findProperty } from '../device/parts.ts';
import { refOf, type Trigger, type Values } from './document.ts';
import { firstValue, isNumber, PartForm, readable } from './form.ts';
import { propertyOf, specOf } from './names.ts';
import { secondsOf, spanOf } from './spans.ts';

type How = 'becomes' | 'above' | 'below' | 'between' | 'changes';
type PropertyTrigger = Extract<Trigger, { kind: 'property' }>;

/** When: one thing that starts the rule. */
@customElement('k-trigger-form')
export class TriggerForm extends PartForm<Trigger> {
  override render() {
    const part = this.item;
    switch (part.kind) {
      case 'property':
        return this.ofProperty(part);
      case 'event':
        return this.ofEvent(part);
      case 'device':
        return html`<div class="form">${this.device(t('rules.field.device'), part.device, () => true, (device) => this.tell({ device }))}
          <div class="pair">${this.pick(t('rules.field.what'), [['offline', t('rules.going.offline')], ['online', t('rules.going.online')]], part.goes, (goes) => this.tell({ goes }))}${this.span(t('rules.field.for'), part.for, (span) => this.tell({ for: span }))}</div></div>`;
      case 'time':
        return html`<div class="form">${this.time(t('rules.field.at'), part.at, (at) => at && this.tell({ at }))}${this.days(part.days)}</div>`;
      case 'sun': {
        const offset = secondsOf(part.offset) ?? 0;
        const when = offset < 0 ? 'before' : offset > 0 ? 'after' : 'at';
        return html`<div class="form"><div class="pair">${this.pick(t('rules.field.what'), [['sunrise', t('rules.sun.sunrise')], ['sunset', t('rules.sun.sunset')]], part.event, (event) => this.tell({ event }))}
          ${this.pick(t('rules.field.moment'), [['at', t('rules.moment.at')], ['before', t('rules.moment.before')], ['after', t('rules.moment.after')]], when, (to) => this.tell({ offset: to === 'at' ? undefined : spanOf((to === 'before' ? -1 : 1) * (Math.abs(offset) || 1800)) }))}
          ${when === 'at' ? '' : this.span(t('rules.field.span'), spanOf(Math.abs(offset)), (span) => this.tell({ offset: spanOf(Math.sign(offset) * (secondsOf(span) ?? 0)) }), false)}</div>${this.days(part.days)}</div>`;
      }
      case 'interval':
        return html`<div class="form">${this.span(t('rules.field.every'), part.every, (every) => this.tell({ every }), false)}${this.days(part.days)}</div>`;
      case 'person':
        return html`<div class="pair">${this.pick(t('rules.field.what'), (['firstComes', 'lastLeaves', 'arrives', 'leaves'] as const).map((does) => [does, t(`rules.does.${does}`)] as const), part.does, (does) => this.tell({ does, person: does === 'arrives' || does === 'leaves' ? part.person : undefined }))}
          ${part.does === 'arrives' || part.does === 'leaves' ? this.person(t('rules.field.person'), part.person, (person) => this.tell({ person })) : ''}</div>`;
      case 'mode':
        return html`<div class="pair">${this.mode(t('rules.field.becomes'), part.to, (to) => this.tell({ to }), true)}${this.mode(t('rules.field.was'), part.from, (from) => this.tell({ from }), true)}</div>`;
      case 'webhook':
        return html`<div class="form">${this.line(t('rules.field.hook'), part.name, (name) => this.tell({ name: name.trim() }), 'morning')}<p class="note">${t('rules.hookText', { path: `POST /api/v1/homes/${store.home?.id ?? ''}/hooks/${part.name || '…'}` })}</p>
          <h3>${t('values.fields')}</h3><k-values-field kinds first="value" .value=${part.fields ?? {}} @change=${(event: CustomEvent<Values>) => this.tell({ fields: Object.keys(event.detail).length > 0 ? event.detail : undefined })}></k-values-field>
          ${part.fields ? html`<p class="note">${t('values.fieldsText', { example: `trigger.${Object.keys(part.fields)[0]!.replaceAll('-', '_')}` })}</p>` : ''}</div>`;
    }
  }

  private ofProperty(part: PropertyTrigger) {
    const property = propertyOf(part.property);
    const how: How = part.becomes !== undefined ? 'becomes' : part.above !== undefined ? (part.below !== undefined ? 'between' : 'above') : part.below !== undefined ? 'below' : 'changes';
    const hows: How[] = isNumber(property) ? ['above', 'below', 'between', 'becomes', 'changes'] : ['becomes', 'changes'];
    const label = property ? local(property.title) : t('rules.field.value');
    return html`<div class="form">${this.property(part.property, readable, (ref, found) => this.chosen(ref, found))}
      ${property ? html`<div class="pair">${this.pick(t('rules.field.what'), hows.map((one) => [one, t(`rules.how.${one}`)] as const), how, (to) => this.turn(part, property, to))}
        ${how === 'becomes' ? this.value(label, property, part.becomes, (becomes) => this.tell({ becomes })) : ''}
        ${how === 'above' || how === 'between' ? this.value(how === 'between' ? t('rules.field.after') : local(property.title), property, part.above, (above) => this.tell({ above })) : ''}
        ${how === 'below' || how === 'between' ? this.value(how === 'between' ? t('rules.field.before') : local(property.title), property, part.below, (below) => this.tell({ below })) : ''}</div>
      ${how === 'changes' ? '' : html`<details ?open=${part.for !== undefined || part.hysteresis !== undefined}><summary>${t('rules.more')}</summary><div class="pair">${this.span(t('rules.field.for'), part.for, (span) => this.tell({ for: span }))}
        ${how === 'becomes' ? '' : html`<label>${t('rules.field.hysteresis')}<span class="with-unit"><input type="number" min="0" step="any" .value=${part.hysteresis === undefined ? '' : String(part.hysteresis)} @change=${(event: Event) => {
          const text = (event.target as HTMLInputElement).value;
          this.tell({ hysteresis: text === '' ? undefined : Number(text) });
        }} /><span>${unitText(property.unit)}</span></span></label>`}</div></details>`}` : ''}</div>`;
  }

  private chosen(ref: string, property: Property | undefined): void {
    const part = this.item;
    const same = part.kind === 'property' && propertyOf(part.property)?.format === property?.format && propertyOf(part.property)?.name === property?.name;
    if (same || !property) this.tell({ property: ref });
    else this.tell({ property: ref, ...cleared, ...(isNumber(property) ? { above: this.now(ref, property) } : { becomes: firstValue(property) }) });
  }

  private turn(part: PropertyTrigger, property: Property, to: How): void {
    const now = part.above ?? part.below ?? this.now(part.property, property);
    const fields = { becomes: { becomes: isNumber(property) ? now : firstValue(property) }, above: { above: now }, below: { below: now }, between: { above: now, below: now + (property.range?.step ?? 1) }, changes: {} }[to];
    this.tell({ ...cleared, ...(to === 'changes' ? {} : { for: part.for }), ...fields });
  }

  private now(ref: string, property: Property): number {
    const { device, address } = refOf(ref);
    return Number(firstValue(property, store.device(device)?.values[address]?.v)) || 0;
  }

  private ofEvent(part: Extract<Trigger, { kind: 'event' }>) {
    const spec = specOf(part.device);
    const event = findEvent(spec, part.event);
    const service = part.event.slice(0, part.event.lastIndexOf('.') + 1);
    return html`<div class="form"><div class="pair">${this.device(t('rules.field.device'), part.device, ({ services }) => services.some(({ events }) => events.length > 0), (device) => this.tell({ device, event: specOf(device)?.services.flatMap(({ events }) => events)[0]?.address ?? '', arguments: undefined }))}
        ${part.device ? this.member(t('rules.field.event'), spec, part.event, ({ events }) => events, (to) => this.tell({ event: to, arguments: undefined })) : ''}</div>
      ${event && event.arguments.length > 0 ? html`<details ?open=${part.arguments !== undefined}><summary>${t('rules.more')}</summary><div class="pair">${event.arguments.map((name) => {
        const property = findProperty(spec, service + name);
        return this.value(t('rules.onlyWith', { name: local(property?.title) || name }), property, part.arguments?.[name], (value) => {
          const rest = { ...part.arguments };
          if (value === undefined || value === '') delete rest[name];
          else rest[name] = value;
          this.tell({ arguments: Object.keys(rest).length > 0 ? rest : undefined });
        }, true);
      })}</div></details>` : ''}</div>`;
  }
}

const cleared = { becomes: undefined, above: undefined, below: undefined, hysteresis: undefined, for: undefined };
