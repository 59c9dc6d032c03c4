// What the forms of triggers, conditions and steps share: how a change is told, and the choices made from a device's spec.
import { LitElement, html } from 'lit';
import { property } from 'lit/decorators.js';
import { mainService } from '../device/parts.ts';
import '../device/value.ts';
import { local, t } from '../i18n/text.ts';
import type { Mode, Property, Scalar, Service, Spec } from '../live/contract.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { modes } from '../modes/mode.ts';
import { base } from '../ui/base.ts';
import { book } from './book.ts';
import './days-field.ts';
import './device-field.ts';
import { refOf, type Part, type Problem, type Values } from './document.ts';
import './span-field.ts';
import { specOf, told, toldName } from './names.ts';
import { formed } from './styles.ts';
import './values-field.ts';

export type Fits = (property: Property) => boolean;
export const readable: Fits = ({ access }) => access.includes('read') || access.includes('notify');
export const writable: Fits = ({ access }) => access.includes('write');
export const isNumber = (property: Property | undefined): boolean => property !== undefined && property.format !== 'bool' && property.format !== 'string' && !property.choices?.length;

const inMainFirst = (spec: Spec): Service[] => {
  const main = mainService(spec);
  return main ? [main, ...spec.services.filter((service) => service !== main)] : spec.services;
};

/** What a device is most likely chosen for: its switch, else the first that fits of what it is about. */
export function likely(spec: Spec | undefined, fits: Fits): Property | undefined {
  const found = spec ? inMainFirst(spec).flatMap(({ properties }) => properties).filter(fits) : [];
  return found.find(({ name, access }) => name === 'on' && access.includes('write')) ?? found[0];
}

export const has = (fits: Fits) => (spec: Spec): boolean => spec.services.some(({ properties }) => properties.some(fits));

/** What a value begins as: true, the first choice, what is now. */
export function firstValue(property: Property, now?: Scalar): Scalar {
  if (property.format === 'bool') return true;
  if (property.choices?.length) return property.choices[0]!.key;
  if (property.format === 'string') return '';
  return typeof now === 'number' ? now : (property.range?.min ?? 0);
}

export abstract class PartForm<P extends Part> extends LitElement {
  @property({ attribute: false }) item!: P;
  @property() path = '';
  @property({ attribute: false }) problems: Problem[] = [];
  @property({ type: Boolean }) tried = false;

  constructor() {
    super();
    new Watch(this, () => ['devices', 'people', 'rules', 'preferences']);
  }

  static override styles = [base, formed];

  /** The part with these fields; undefined takes one away. */
  protected tell(fields: object): void {
    const next = Object.fromEntries(Object.entries({ ...this.item, ...fields }).filter(([, value]) => value !== undefined));
    this.dispatchEvent(new CustomEvent('change', { detail: next }));
  }

  protected pick<T extends string>(label: string, options: readonly (readonly [T, string])[], value: T | undefined, chosen: (value: T) => void) {
    return html`<label>${label}<select @change=${(event: Event) => chosen((event.target as HTMLSelectElement).value as T)}>
      ${options.some(([one]) => one === value) ? '' : html`<option selected disabled>${t('rules.choose.one')}</option>`}
      ${options.map(([one, text]) => html`<option value=${one} .selected=${one === value}>${text}</option>`)}</select></label>`;
  }

  protected line(label: string, value: string | undefined, typed: (value: string) => void, hint = '') {
    return html`<label>${label}<input type="text" autocomplete="off" maxlength="500" .value=${value ?? ''} placeholder=${hint} @input=${(event: Event) => typed((event.target as HTMLInputElement).value)} /></label>`;
  }

  protected time(label: string, value: string | undefined, chosen: (value: string | undefined) => void) {
    return html`<label>${label}<input type="time" .value=${value ?? ''} @change=${(event: Event) => chosen((event.target as HTMLInputElement).value || undefined)} /></label>`;
  }

  protected span(label: string, value: string | undefined, chosen: (value: string | undefined) => void, optional = true) {
    return html`<k-span-field .label=${label} .value=${value} ?optional=${optional} @change=${(event: CustomEvent<string | undefined>) => chosen(event.detail)}></k-span-field>`;
  }

  protected device(label: string, id: string, fits: (spec: Spec) => boolean, chosen: (id: string) => void) {
    return html`<k-device-field .label=${label} .value=${id ? [id] : []} .fits=${fits} @change=${(event: CustomEvent<string[]>) => chosen(event.detail[0]!)}></k-device-field>`;
  }

  protected member(label: string, spec: Spec | undefined, value: string, members: (service: Service) => readonly { address: string; title: { en: string; zh: string } }[], chosen: (address: string) => void) {
    const groups = (spec ? inMainFirst(spec) : []).map((service) => ({ service, list: members(service) })).filter(({ list }) => list.length > 0);
    const known = groups.some(({ list }) => list.some(({ address }) => address === value));
    return html`<label>${label}<select @change=${(event: Event) => chosen((event.target as HTMLSelectElement).value)}>${known ? '' : html`<option selected disabled>${value || t('rules.choose.one')}</option>`}
      ${groups.map(({ service, list }) => html`<optgroup label=${local(service.name)}>${list.map(({ address, title }) => html`<option value=${address} .selected=${address === value}>${local(title)}</option>`)}</optgroup>`)}</select></label>`;
  }

  /** A device and one of its properties; a newly chosen device begins with what it is likely chosen for. */
  protected property(ref: string, fits: Fits, chosen: (ref: string, property: Property | undefined) => void) {
    const { device, address } = refOf(ref);
    const spec = specOf(device);
    const take = (id: string, found: Property | undefined): void => chosen(`${id}/${found?.address ?? ''}`, found);
    return html`<div class="pair">${this.device(t('rules.field.device'), device, has(fits), (id) => {
      const its = specOf(id);
      take(id, its?.services.flatMap(({ properties }) => properties).find((one) => one.address === address && fits(one)) ?? likely(its, fits));
    })}
      ${device ? this.member(t('rules.field.property'), spec, address, ({ properties }) => properties.filter(fits), (to) => take(device, spec?.services.flatMap(({ properties }) => properties).find((one) => one.address === to))) : ''}</div>`;
  }

  protected value(label: string, property: Property | undefined, value: Scalar | undefined, chosen: (value: Scalar | undefined) => void, optional = false) {
    return html`<k-value field .label=${label} .property=${property} .value=${value} ?optional=${optional} @change=${(event: CustomEvent<Scalar | undefined>) => chosen(event.detail)}></k-value>`;
  }

  protected mode(label: string, value: Mode | undefined, chosen: (mode: Mode | undefined) => void, any = false) {
    return this.pick(label, [...(any ? [['', t('rules.anyMode')] as const] : []), ...modes.map((mode) => [mode, t(`mode.${mode}`)] as const)], value ?? (any ? '' : undefined), (mode) => chosen(mode || undefined));
  }

  protected person(label: string, value: string | undefined, chosen: (id: string | undefined) => void, anybody = t('rules.anybody')) {
    return this.pick(label, [['', anybody], ...store.people.map(({ id, name }) => [id, name] as const)], value ?? '', (id) => chosen(id || undefined));
  }

  /** Several of a few, each a chip. */
  protected chips<T extends string>(label: string, options: readonly (readonly [T, string])[], isOn: (one: T) => boolean, turn: (one: T) => void) {
    return html`<fieldset><legend>${label}</legend><div class="chips" role="group" aria-label=${label}>${options.map(([one, text]) => html`<button type="button" class="chip" aria-pressed=${isOn(one) ? 'true' : 'false'} @click=${() => turn(one)}>${text}</button>`)}</div></fieldset>`;
  }

  /** Roles and people; every adult where none is named. Everybody stands alone. One who is no longer of the home is shown, to be left out. */
  protected recipients(label: string, to: string[], chosen: (to: string[] | undefined) => void) {
    const options = [...new Set([...told, ...store.people.map(({ id }) => id), ...to])];
    const on = to.length > 0 ? to : ['adult'];
    return this.chips(label, options.map((one) => [one, toldName(one)] as const), (one) => on.includes(one), (one) => {
      const others = one === 'all' ? [] : to.filter((other) => other !== one && other !== 'all');
      const next = options.filter((other) => others.includes(other) || (other === one && !to.includes(one)));
      chosen(next.length === 0 || next.join() === 'adult' ? undefined : next);
    });
  }

  protected values(value: Values | undefined, chosen: (values: Values) => void) {
    return html`<k-values-field .value=${value ?? {}} @change=${(event: CustomEvent<Values>) => chosen(event.detail)}></k-values-field><p class="note">${t('rules.expressionText')}</p>`;
  }

  protected rule(value: string, chosen: (id: string) => void) {
    return this.pick(t('rules.field.rule'), (book.rules ?? []).map(({ id, rule }) => [id, rule.name] as const), value || undefined, chosen);
  }

  protected days(value: object | undefined) {
    return html`<k-days-field .value=${value} @change=${(event: CustomEvent) => this.tell({ days: event.detail })}></k-days-field>`;
  }
}
