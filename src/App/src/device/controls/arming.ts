import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { local } from '../../i18n/text.ts';
import { isAlarm } from '../../alarms/kind.ts';
import { PiecedControl } from '../pieces.ts';

const icons: Record<string, string> = { disarmed: 'unlock', home: 'home', away: 'lock', night: 'bed' };

/** Alarm systems: how it is armed and what it is doing; another mode is chosen and then held. */
@customElement('k-arming')
export class ArmingControl extends PiecedControl {
  static override styles = [...[PiecedControl.styles].flat(), css`
    .state { display: grid; justify-items: center; gap: var(--s2); text-align: center; padding: var(--s5); border-radius: 22px; background: var(--surface-sunk); }
    .armed { background: var(--safe-soft); color: var(--safe-text); }
    .raised { background: var(--alert-soft); color: var(--alert-text); }
    .state k-icon { font-size: 2.4rem; }
  `];

  override willUpdate(): void {
    if (this.subject && isAlarm(this.subject)) void import('../../alarms/now.ts');
  }

  protected override body() {
    const mode = this.find('mode');
    const status = this.find('status');
    // The large words are what is, never the wish that still waits to be held.
    const now = mode?.choices?.find(({ value }) => value === (mode && this.subject?.values[mode.address]?.v));
    const raised = /^(alarm|entry)/.test(this.keyOf(status));
    return html`<div class="state ${raised ? 'raised' : now && now.key !== 'disarmed' ? 'armed' : ''}" role="status"><k-icon name=${raised ? 'siren' : 'shield'}></k-icon>
        <div class="figure">${now ? local(now.name) : this.text(undefined)}</div>${this.value(status) === undefined ? '' : html`<span>${this.text(status)}</span>`}</div>
      ${this.subject && isAlarm(this.subject) ? html`<k-alarm-now .alarm=${this.device}></k-alarm-now>` : ''}
      ${raised ? this.press(this.action('stop-alarm'), 'siren') : ''}
      ${mode?.choices ? html`<k-segments .label=${local(mode.title)} .value=${this.value(mode)} ?pending=${this.pending(mode)}
        .items=${mode.choices.map(({ value, key, name }) => ({ value, text: local(name), icon: icons[key] }))} @change=${(event: CustomEvent<number>) => this.set(mode, event.detail)}></k-segments>` : ''}`;
  }
}
