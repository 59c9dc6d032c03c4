import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { findAction, findProperty } from '../device/parts.ts';
import { local, t } from '../i18n/text.ts';
import type { Property, Scalar, Spec } from '../live/contract.ts';
import { store } from '../live/store.ts';
import { base } from '../ui/base.ts';
import '../ui/icon.ts';
import { hookMethods, type Condition, type HookMethod, type Step, type Values } from './document.ts';
import { firstValue, has, likely, PartForm, writable } from './form.ts';
import { specOf } from './names.ts';
import { formed } from './styles.ts';

type SetStep = Extract<Step, { kind: 'set' }>;
type CallStep = Extract<Step, { kind: 'call' }>;
type WebhookStep = Extract<Step, { kind: 'webhook' }>;
type RepeatStep = Extract<Step, { kind: 'repeat' }>;

/** Then: one thing that is done. */
@customElement('k-step-form')
export class StepForm extends PartForm<Step> {
  static override styles = [base, formed, css`
    .value { display: flex; gap: var(--s2); }
    .value > :first-child { flex: 1; min-width: 0; }
    /* Beside the field, under its label. */
    .value .icon-button { font-size: 0.8rem; margin-top: 26px; }
    h3 { font-size: var(--size-small); color: var(--text-2); margin-bottom: var(--s2); }
  `];

  override render() {
    const part = this.item;
    switch (part.kind) {
      case 'set':
        return this.ofSet(part);
      case 'call':
        return this.ofCall(part);
      case 'delay':
        return this.span(t('rules.field.span'), part.for, (span) => this.tell({ for: span }), false);
      case 'wait':
        return html`<div class="form">${this.conditions('until', t('rules.field.until'), part.until)}<div class="pair">${this.span(t('rules.field.atMost'), part.atMost, (atMost) => this.tell({ atMost }))}
          ${this.pick(t('rules.field.otherwise'), [['goOn', t('rules.otherwise.goOn')], ['stop', t('rules.otherwise.stop')]], part.otherwise ?? 'goOn', (otherwise) => this.tell({ otherwise }))}</div></div>`;
      case 'repeat':
        return this.ofRepeat(part);
      case 'choose':
        return html`<div class="form">${this.conditions('if', t('rules.field.if'), part.if)}${this.steps('then', t('rules.field.then'), part.then)}${this.steps('else', t('rules.field.else'), part.else ?? [])}</div>`;
      case 'let':
        return html`<div class="form">${this.values(part.values, (values) => this.tell({ values }))}</div>`;
      case 'mode':
        return this.mode(t('rules.field.mode'), part.to, (to) => to && this.tell({ to }));
      case 'notify':
        return html`<div class="form">${this.line(t('rules.field.title'), part.title, (title) => this.tell({ title }))}
          ${this.recipients(t('rules.field.to'), part.to ?? [], (to) => this.tell({ to }))}
          ${this.pick(t('rules.field.level'), (['info', 'important', 'critical'] as const).map((level) => [level, t(`rules.level.${level}`)] as const), part.level ?? 'important', (level) => this.tell({ level }))}
          <details ?open=${part.text !== undefined || part.device !== undefined}><summary>${t('rules.more')}</summary><div class="form">${this.line(t('rules.field.text'), part.text, (text) => this.tell({ text: text || undefined }))}
            ${this.device(t('rules.field.about'), part.device ?? '', () => true, (device) => this.tell({ device }))}<p class="note">${t('rules.bracesText', { example: '{[device/service.property]}' })}</p></div></details></div>`;
      case 'webhook':
        return this.ofWebhook(part);
      case 'rule':
        return html`<div class="pair">${this.rule(part.rule, (rule) => this.tell({ rule }))}${this.pick(t('rules.field.what'), [['disable', t('rules.turn.disable')], ['enable', t('rules.turn.enable')]], part.does, (does) => this.tell({ does }))}</div>`;
      case 'stop':
        return html`<p class="note">${t('rules.kind.then.stop.does')}</p>`;
    }
  }

  private conditions(name: string, label: string, items: Condition[]) {
    return html`<div><h3>${label}</h3><k-part-list sort="if" .items=${items} .path=${`${this.path}.${name}`} .problems=${this.problems} ?tried=${this.tried} .label=${label} @change=${(event: CustomEvent) => this.tell({ [name]: event.detail })}></k-part-list></div>`;
  }

  private steps(name: string, label: string, items: Step[]) {
    return html`<div><h3>${label}</h3><k-part-list sort="then" .items=${items} .path=${`${this.path}.${name}`} .problems=${this.problems} ?tried=${this.tried} .label=${label}
      @change=${(event: CustomEvent<Step[]>) => this.tell({ [name]: name === 'else' && event.detail.length === 0 ? undefined : event.detail })}></k-part-list></div>`;
  }

  private devices(label: string, chosen: string[], fits: (spec: Spec) => boolean, take: (ids: string[]) => void) {
    return html`<k-device-field many .label=${label} .value=${chosen} .fits=${fits} @change=${(event: CustomEvent<string[]>) => take(event.detail)}></k-device-field>`;
  }

  private ofSet(part: SetStep) {
    const spec = specOf(part.devices[0] ?? '');
    const addresses = Object.keys(part.values);
    const free = (property: Property): boolean => writable(property) && !addresses.includes(property.address) && part.devices.every((id) => findProperty(specOf(id), property.address) !== undefined);
    const next = likely(spec, free);
    return html`<div class="form">${this.devices(t('rules.field.devices'), part.devices, has(writable), (devices) => this.forDevices(part, devices))}
      ${addresses.map((address) => {
        const property = findProperty(spec, address);
        return html`<div class="pair">${this.member(t('rules.field.property'), spec, address, ({ properties }) => properties.filter((one) => one.address === address || free(one)), (to) => this.rename(part, address, to))}
          <div class="value">${this.value(t('rules.field.toValue'), property, part.values[address], (value) => this.tell({ values: { ...part.values, [address]: value } }))}
            ${addresses.length > 1 ? html`<button type="button" class="icon-button" aria-label=${t('rules.leaveOut', { name: local(property?.title) || address })} @click=${() => this.tell({ values: without(part.values, address) })}><k-icon name="close"></k-icon></button>` : ''}</div></div>`;
      })}
      ${next ? html`<div><button type="button" class="button quiet" @click=${() => this.tell({ values: { ...part.values, [next.address]: this.begin(part.devices[0]!, next) } })}><k-icon name="plus"></k-icon>${t('rules.alsoSet')}</button></div>` : ''}</div>`;
  }

  private begin(device: string, property: Property): Scalar {
    return firstValue(property, store.device(device)?.values[property.address]?.v);
  }

  private forDevices(part: SetStep, devices: string[]): void {
    const spec = specOf(devices[0] ?? '');
    const kept = Object.fromEntries(Object.entries(part.values).filter(([address]) => findProperty(spec, address)));
    const first = likely(spec, writable);
    this.tell({ devices, values: Object.keys(kept).length > 0 || !first || devices.length === 0 ? kept : { [first.address]: this.begin(devices[0]!, first) } });
  }

  private rename(part: SetStep, from: string, to: string): void {
    const property = findProperty(specOf(part.devices[0] ?? ''), to);
    if (property) this.tell({ values: Object.fromEntries(Object.entries(part.values).map(([address, value]) => (address === from ? [to, this.begin(part.devices[0]!, property)] : [address, value]))) });
  }

  private ofCall(part: CallStep) {
    if (part.action === 'scene.run') return this.devices(t('rules.field.scene'), part.devices, ({ type }) => type === 'scene', (devices) => this.tell({ devices }));
    const spec = specOf(part.devices[0] ?? '');
    const action = findAction(spec, part.action);
    const service = part.action.slice(0, part.action.lastIndexOf('.') + 1);
    const inputs = (address: string, its: Spec | undefined): Values | undefined => {
      const found = findAction(its, address);
      const values = (found?.in ?? []).map((name) => [name, findProperty(its, address.slice(0, address.lastIndexOf('.') + 1) + name)] as const);
      return values.length > 0 ? Object.fromEntries(values.map(([name, property]) => [name, property ? firstValue(property) : ''])) : undefined;
    };
    return html`<div class="form"><div class="pair">${this.devices(t('rules.field.devices'), part.devices, ({ services, type }) => type !== 'scene' && services.some(({ actions }) => actions.length > 0), (devices) => {
        const its = specOf(devices[0] ?? '');
        const to = findAction(its, part.action) ? part.action : (its?.services.flatMap(({ actions }) => actions)[0]?.address ?? '');
        this.tell({ devices, action: to, in: to === part.action ? part.in : inputs(to, its) });
      })}
      ${part.devices.length > 0 ? this.member(t('rules.field.action'), spec, part.action, ({ actions }) => actions, (to) => this.tell({ action: to, in: inputs(to, spec) })) : ''}</div>
      ${action && action.in.length > 0 ? html`<div class="pair">${action.in.map((name) => this.value(local(findProperty(spec, service + name)?.title) || name, findProperty(spec, service + name), part.in?.[name], (value) => this.tell({ in: { ...part.in, [name]: value } })))}</div>` : ''}</div>`;
  }

  private ofWebhook(part: WebhookStep) {
    const carries = (method: HookMethod): boolean => method === 'post' || method === 'put';
    const method = part.method ?? 'post';
    return html`<div class="form">${this.line(t('rules.field.url'), part.url, (url) => this.tell({ url: url.trim() }), 'https://')}<p class="note">${t('rules.urlText')}</p>
      ${this.pick(t('values.method'), hookMethods.map((one) => [one, one.toUpperCase()] as const), method, (to) => this.tell({ method: to === 'post' ? undefined : to, body: carries(to) ? part.body : undefined }))}
      ${carries(method) ? html`<div><h3>${t('values.body')}</h3>${this.values(part.body, (body) => this.tell({ body: Object.keys(body).length > 0 ? body : undefined }))}</div>` : ''}</div>`;
  }

  private ofRepeat(part: RepeatStep) {
    const how = part.while ? 'while' : part.until ? 'until' : 'times';
    return html`<div class="form"><div class="pair">${this.pick(t('rules.field.howOften'), (['times', 'while', 'until'] as const).map((one) => [one, t(`rules.often.${one}`)] as const), how, (to) => this.tell({ times: to === 'times' ? 3 : undefined, while: to === 'while' ? [] : undefined, until: to === 'until' ? [] : undefined }))}
      ${how === 'times' ? html`<label>${t('rules.field.times')}<input type="number" min="1" max="1000" step="1" .value=${String(part.times ?? 1)} @change=${(event: Event) => this.tell({ times: Math.round(Number((event.target as HTMLInputElement).value)) || 1 })} /></label>` : ''}</div>
      ${how === 'times' ? '' : this.conditions(how, t(`rules.often.${how}`), part[how] ?? [])}${this.steps('do', t('rules.field.do'), part.do)}</div>`;
  }
}

const without = (values: Values, address: string): Values => Object.fromEntries(Object.entries(values).filter(([name]) => name !== address));
