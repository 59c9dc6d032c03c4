import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { valueText } from '../../i18n/format.ts';
import { t } from '../../i18n/text.ts';
import type { Property } from '../../live/contract.ts';
import { ask } from '../../ui/ask.ts';
import '../../ui/hold.ts';
import { Control } from '../control.ts';
import { lockedState } from '../paint.ts';
import { anyPart, canWrite } from '../parts.ts';

/** Locks: what is true in large letters, and a button that must be held. Holding it is the confirmation that a safety risk asks for. */
@customElement('k-lock')
export class LockControl extends Control {
  static override styles = [...[Control.styles].flat(), css`
    .state { text-align: center; display: grid; gap: var(--s1); }
  `];

  protected override body() {
    const { subject, spec } = this;
    if (!subject || !spec) return '';
    const { locked, property } = lockedState(subject, spec);
    const door = anyPart(spec, 'open');
    const isOpen = this.value(door);
    const unlock = this.parts?.actions.find((action) => action.name === 'unlock');
    const lock = this.parts?.actions.find((action) => action.name === 'lock');
    const can = (property && canWrite(property)) || (unlock && lock);
    const wish = locked === true ? t('lock.unlock') : t('lock.lock');
    const run = (): void => {
      if (property && canWrite(property)) this.send(property, locked !== true);
      else if (locked === true && unlock) this.act(unlock.address, {}, true);
      else if (lock) this.act(lock.address, {}, true);
    };
    return html`<div class="state"><div class="figure">${locked === undefined ? t('value.unknown') : t(locked ? 'look.locked' : 'look.unlocked')}</div>
        ${door && isOpen !== undefined ? html`<span class="muted">${t('lock.door', { state: valueText(door, isOpen) })}</span>` : ''}</div>
      ${can ? html`<k-hold tone=${locked === true ? 'safe' : 'alert'} .icon=${locked === true ? 'lock' : 'unlock'} .text=${wish} ?pending=${this.pending(property)} @held=${run}
        @asked=${async () => { if (await ask({ title: subject.name, text: t('risk.text'), yes: wish, danger: true })) run(); }}></k-hold>` : ''}`;
  }

  private send(property: Property, locked: boolean): void {
    if (property.format === 'bool') return this.set(property, locked, true);
    const choice = property.choices?.find((one) => (locked ? /^(lock|locked|secured)$/ : /^(unlock|unlocked|unsecured)$/).test(one.key));
    if (choice) this.set(property, choice.value, true);
  }
}
