import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { local, t } from '../../i18n/text.ts';
import { ask } from '../../ui/ask.ts';
import { canWrite } from '../parts.ts';
import { PiecedControl } from '../pieces.ts';

/** Valves and gates: what is true in large words, and a button that must be held, since water runs or a way stands open behind it. */
@customElement('k-opening')
export class OpeningControl extends PiecedControl {
  static override styles = [...[PiecedControl.styles].flat(), css`.state { text-align: center; display: grid; gap: var(--s1); }`];

  protected override body() {
    const open = this.find('open');
    const status = this.find('status');
    const obstructed = this.find('obstructed');
    const isOpen = this.value(open);
    const valve = this.parts?.type === 'valve';
    const wish = t(isOpen === true ? 'cover.close' : 'cover.open');
    const run = (): void => { if (open) this.set(open, isOpen !== true, true); };
    return html`<div class="state"><div class="figure">${this.text(open)}</div>${this.value(status) === undefined || /^(open|closed)$/.test(this.keyOf(status)) ? '' : html`<span class="muted">${this.text(status)}</span>`}</div>
      ${this.value(obstructed) === true ? html`<p class="problem" role="status">${local(obstructed?.title)}</p>` : ''}
      ${open && canWrite(open) ? html`<k-hold tone=${isOpen === true ? 'alert' : 'safe'} .icon=${valve ? 'valve' : 'gate'} .text=${wish} ?pending=${this.pending(open)} @held=${run}
        @asked=${async () => { if (await ask({ title: this.name, text: local(open.title), yes: wish, danger: true })) run(); }}></k-hold>` : ''}
      <div class="buttons">${this.press(this.action('stop'), 'stop')}</div>
      ${this.level(this.find('target-position'))}${this.facts(this.find('flow-rate'), this.find('current-position'))}${this.flags(this.find('light'))}`;
  }
}
