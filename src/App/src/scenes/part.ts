import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { look } from '../device/looks.ts';
import { findAction, findProperty, part } from '../device/parts.ts';
import '../device/value.ts';
import { local, t } from '../i18n/text.ts';
import type { Device, Property, Scalar, Spec, SpecAction } from '../live/contract.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { base } from '../ui/base.ts';
import '../ui/icon.ts';
import { capture, initial, others, serviceOf, stateOf, withSetting } from './capture.ts';
import { nameOf, type Step } from './scene.ts';
import { secondsText } from './words.ts';

/** How long lamps may take to get there, milliseconds; the longest that the server takes is a minute. */
const transitions = [0, 1000, 3000, 10_000, 30_000, 60_000];

/** What a scene does with one device: its settings or its action, each in the control that fits. Fires `change` with the step, `more` with an action to be done as well, `gone`. */
@customElement('k-scene-part')
export class ScenePart extends LitElement {
  @property({ attribute: false }) step!: Step;
  @property() problem = '';
  @state() private adding = false;

  constructor() {
    super();
    new Watch(this, () => [`device:${this.step.device}`, 'preferences']);
  }

  static override styles = [base, css`
    :host { display: block; }
    .card { padding: var(--s4) var(--s4) var(--s3); }
    .wrong { box-shadow: inset 0 0 0 2px var(--alert); }
    header { display: flex; align-items: center; gap: var(--s3); margin-bottom: var(--s1); }
    header > k-icon { color: var(--text-2); }
    h4 { margin: 0; font-size: 1rem; font-weight: 650; overflow-wrap: anywhere; }
    .setting { display: flex; align-items: flex-start; gap: var(--s1); padding: 2px 0; }
    .setting + .setting { border-top: 1px solid var(--line); }
    .setting k-value { flex: 1; min-width: 0; }
    .setting .icon-button { color: var(--text-2); font-size: 0.8rem; }
    .choice { display: flex; align-items: center; justify-content: space-between; gap: var(--s3); min-height: 52px; font-size: 1rem; font-weight: 500; color: var(--text); border-top: 1px solid var(--line); }
    .choice select { width: auto; max-width: 60%; }
    .more { margin: var(--s1) 0 0 -16px; }
    .list { box-shadow: inset 0 0 0 1px var(--line); margin-bottom: var(--s2); }
    .list h5 { margin: 0; padding: var(--s2) var(--s4) 0; color: var(--text-2); font-size: var(--size-small); }
    .list .row { min-height: 48px; }
    .problem { margin-bottom: var(--s2); }
  `];

  private get device(): Device | undefined {
    return store.device(this.step.device);
  }

  private get spec(): Spec | undefined {
    return this.device && store.specOf(this.device);
  }

  override render() {
    const { device, spec, step } = this;
    const name = nameOf(device, step.device);
    return html`<section class="card ${this.problem ? 'wrong' : ''}" aria-label=${name}><header><k-icon name=${device ? look(device, spec).icon : 'device'}></k-icon><h4 class="grow">${name}</h4>
        <button type="button" class="icon-button" aria-label=${t('scenes.without', { name })} @click=${() => this.dispatchEvent(new CustomEvent('gone'))}><k-icon name="trash"></k-icon></button></header>
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : ''}
      ${!spec ? html`<p class="note">${t('scenes.gone')}</p>` : step.call ? this.action(spec, name) : this.settings(spec, name)}</section>`;
  }

  private settings(spec: Spec, name: string) {
    const values = this.step.values ?? {};
    const set = spec.services.flatMap(({ properties }) => properties).filter((property) => values[property.address] !== undefined);
    const fades = set.some((property) => part(serviceOf(spec, property.address), 'transition'));
    const several = spec.services.filter((service) => service.properties.some((property) => set.includes(property))).length > 1;
    const titled = (property: Property): Property => (several && property.name === 'on' ? { ...property, title: serviceOf(spec, property.address)!.name } : property);
    return html`${repeat(set, ({ address }) => address, (property) => html`<div class="setting"><k-value draft .property=${titled(property)} .value=${values[property.address]} .label=${`${name}, ${local(titled(property).title)}`} .note=${this.risk(property.risk)}
        @change=${(event: CustomEvent<Scalar>) => this.set(spec, property, event.detail)}></k-value>
        ${set.length > 1 ? html`<button type="button" class="icon-button" aria-label=${t('scenes.withoutSetting', { name: local(titled(property).title) })} @click=${() => this.drop(property)}><k-icon name="close"></k-icon></button>` : ''}</div>`)}
      ${fades ? html`<label class="choice">${t('scenes.transition')}<select @change=${this.fade}><option value="" .selected=${this.step.transitionMs === undefined}>${t('scenes.ownPace')}</option>
        ${[...new Set([...transitions, ...(this.step.transitionMs === undefined ? [] : [this.step.transitionMs])])].sort((a, b) => a - b).map((ms) => html`<option value=${ms} .selected=${ms === this.step.transitionMs}>${secondsText(ms)}</option>`)}</select></label>` : ''}
      ${this.more(spec, values)}`;
  }

  private more(spec: Spec, values: Record<string, Scalar>) {
    const properties = others(spec, values);
    const actions = spec.services.flatMap((service) => service.actions);
    if (properties.length + actions.length === 0) return '';
    const place = (address: string): string => { const service = spec.services.find(({ id }) => address.startsWith(`${id}.`)); return spec.services.length > 1 && service ? local(service.name) : ''; };
    const row = (title: string, address: string, run: () => void) => html`<li><button type="button" class="row" @click=${run}><k-icon name="plus"></k-icon><span class="grow">${title}</span><span class="muted small">${place(address)}</span></button></li>`;
    return html`<button type="button" class="button quiet more" aria-expanded=${this.adding ? 'true' : 'false'} @click=${() => (this.adding = !this.adding)}><k-icon name=${this.adding ? 'up' : 'plus'}></k-icon>${t('scenes.more')}</button>
      ${this.adding ? html`<div class="list">${properties.length > 0 ? html`<h5>${t('scenes.settings')}</h5><ul>${properties.map((property) => row(local(property.title), property.address, () => this.add(spec, property)))}</ul>` : ''}
        ${actions.length > 0 ? html`<h5>${t('scenes.actions')}</h5><ul>${actions.map((action) => row(local(action.title), action.address, () => this.also(spec, action)))}</ul>` : ''}</div>` : ''}`;
  }

  private action(spec: Spec, name: string) {
    const all = spec.services.flatMap((service) => service.actions);
    const action = findAction(spec, this.step.call!);
    const values = this.step.values ?? {};
    return html`<label class="choice">${t('scenes.action')}<select @change=${(event: Event) => this.choose(spec, (event.target as HTMLSelectElement).value)}>
        ${action ? '' : html`<option selected disabled>${this.step.call}</option>`}${all.map((one) => html`<option value=${one.address} .selected=${one.address === this.step.call}>${local(one.title)}</option>`)}</select></label>
      ${action && this.risk(action.risk) ? html`<p class="small muted">${this.risk(action.risk)}</p>` : ''}
      ${action ? inputsOf(spec, action).map((input) => html`<div class="setting"><k-value draft .property=${input} .value=${values[input.name]} .label=${`${name}, ${local(input.title)}`}
        @change=${(event: CustomEvent<Scalar>) => this.tell({ ...this.step, values: { ...values, [input.name]: event.detail } })}></k-value></div>`) : ''}`;
  }

  private risk(risk: Property['risk']): string {
    return risk && risk !== 'comfort' ? t(`risk.${risk}`) : '';
  }

  private tell(step: Step): void {
    this.dispatchEvent(new CustomEvent<Step>('change', { detail: step }));
  }

  /** What is off has no other settings; what is switched on begins with those that it has now. */
  private set(spec: Spec, property: Property, value: Scalar): void {
    const service = serviceOf(spec, property.address);
    const values = this.step.values ?? {};
    if (property.name !== 'on' || !service || !this.device) return this.tell({ ...this.step, values: withSetting(spec, values, property, value) });
    const rest = Object.fromEntries(Object.entries(values).filter(([address]) => !service.properties.some((one) => one.address === address)));
    this.tell({ ...this.step, values: { ...rest, ...(value === true ? { ...stateOf(this.device, service, true), [property.address]: true } : { [property.address]: false }) } });
  }

  private drop(property: Property): void {
    this.tell({ ...this.step, values: Object.fromEntries(Object.entries(this.step.values ?? {}).filter(([address]) => address !== property.address)) });
  }

  private add(spec: Spec, property: Property): void {
    this.adding = false;
    this.tell({ ...this.step, values: withSetting(spec, this.step.values ?? {}, property, this.device?.values[property.address]?.v ?? initial(property)) });
  }

  private also(spec: Spec, action: SpecAction): void {
    this.adding = false;
    this.dispatchEvent(new CustomEvent<Step>('more', { detail: callOf(this.step.device, spec, action) }));
  }

  private choose(spec: Spec, address: string): void {
    const action = findAction(spec, address);
    if (action) this.tell(callOf(this.step.device, spec, action));
  }

  private readonly fade = (event: Event): void => {
    const { value } = event.target as HTMLSelectElement;
    const { transitionMs: _, ...step } = this.step;
    this.tell(value === '' ? step : { ...step, transitionMs: Number(value) });
  };
}

const inputsOf = (spec: Spec, action: SpecAction): Property[] => {
  const service = spec.services.find(({ actions }) => actions.includes(action));
  return action.in.map((name) => part(service, name)).filter((input) => input !== undefined);
};

const callOf = (device: string, spec: Spec, action: SpecAction): Step => {
  const values = Object.fromEntries(inputsOf(spec, action).map((input) => [input.name, initial(input)]));
  return { device, call: action.address, ...(action.in.length > 0 ? { values } : {}) };
};

/** Whether running it asks the person once more. */
export function isRisky(step: Step): boolean {
  const device = store.device(step.device);
  const spec = device && store.specOf(device);
  const members = step.call ? [findAction(spec, step.call)] : Object.keys(step.values ?? {}).map((address) => findProperty(spec, address));
  return members.some((member) => member?.risk === 'safety' || member?.risk === 'privacy');
}

/** As it is now; what has only actions, or says nothing, stays. */
export const asNow = (step: Step): Step => (step.call ? step : { ...step, values: capture(step.device) ?? step.values });
