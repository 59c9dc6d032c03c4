import { css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { valueText } from '../../i18n/format.ts';
import { local } from '../../i18n/text.ts';
import '../../ui/stepper.ts';
import { PiecedControl } from '../pieces.ts';

/** Pet feeders: how many portions, given by holding, what was given today and what is left in the tank. */
@customElement('k-feeder')
export class FeederControl extends PiecedControl {
  @state() private portions?: number;

  static override styles = [...[PiecedControl.styles].flat(), css`.asked { display: flex; align-items: center; justify-content: space-between; gap: var(--s3); font-weight: 500; }`];

  protected override body() {
    const status = this.find('status');
    const key = this.keyOf(status);
    const portions = this.find('portions');
    const { min = 1, max = 50 } = portions?.range ?? {};
    const wished = this.portions ?? min;
    return html`${this.does('pet', /^(blocked|empty)$/.test(key) ? 'alert' : key === 'feeding' ? 'busy' : '', this.value(status) === undefined ? this.text(this.find('fed-today')) : this.text(status))}
      ${portions ? html`<div class="asked"><span aria-hidden="true">${local(portions.title)}</span><k-stepper .label=${local(portions.title)} .value=${wished} .min=${min} .max=${max} .text=${valueText(portions, wished)}
        @change=${(event: CustomEvent<number>) => (this.portions = event.detail)}></k-stepper></div>` : ''}
      ${this.press(this.action('feed'), 'pet', { primary: true, input: { portions: wished } })}
      ${this.gauge(this.find('food-left'))}${this.facts(this.find('fed-today'))}`;
  }
}
