import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { valueText } from '../../i18n/format.ts';
import { local, t } from '../../i18n/text.ts';
import type { Service } from '../../live/contract.ts';
import '../../ui/stepper.ts';
import { canWrite, part } from '../parts.ts';
import { PiecedControl } from '../pieces.ts';

/** Fridges: a compartment above the other as they stand, each with what it has and what it shall have, and whether the door is open. */
@customElement('k-fridge')
export class FridgeControl extends PiecedControl {
  static override styles = [...[PiecedControl.styles].flat(), css`
    .body { display: grid; gap: 3px; border-radius: 26px; overflow: hidden; background: var(--line); border: 3px solid var(--line); max-width: 420px; width: 100%; margin: 0 auto; }
    .chamber { display: grid; gap: var(--s2); padding: var(--s4); background: var(--surface); }
    .chamber.open { background: var(--alert-soft); color: var(--alert-text); }
    .chamber .line { justify-content: space-between; }
    .door { text-align: center; }
    .caption { margin-bottom: 0; }
  `];

  protected override body() {
    const door = this.find('door-open');
    const chambers = this.spec?.services.filter(({ type }) => type === 'fridge-chamber') ?? [];
    return html`${this.value(door) === undefined ? '' : html`<div class="door" role="status"><span class="badge ${this.value(door) === true ? 'alert' : 'safe'}">${t('lock.door', { state: this.text(door) })}</span></div>`}
      ${chambers.length > 0 ? html`<div class="body">${chambers.map((chamber) => this.chamber(chamber))}</div>` : ''}
      ${this.choice(this.find('mode'))}${this.flags(this.find('ice-maker'))}`;
  }

  private chamber(chamber: Service) {
    const [now, target, door] = [part(chamber, 'temperature'), part(chamber, 'target-temperature'), part(chamber, 'door-open')];
    const name = local(chamber.name);
    const { min = -Infinity, max = Infinity, step = 1 } = target?.range ?? {};
    return html`<section class="chamber ${this.value(door) === true ? 'open' : ''}" aria-label=${name}><p class="caption"><span>${name}</span>${this.value(door) === undefined ? '' : html`<span>${this.text(door)}</span>`}</p>
      <div class="line"><div class="figure">${this.text(this.value(now) === undefined ? target : now)}</div>
      ${target && canWrite(target) ? html`<k-stepper .label=${`${name}, ${local(target.title)}`} .value=${this.number(target)} .min=${min} .max=${max} .step=${step} .text=${valueText(target, this.value(target))} ?pending=${this.pending(target)}
        @change=${(event: CustomEvent<number>) => this.set(target, event.detail)}></k-stepper>` : ''}</div></section>`;
  }
}
