import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { local, t } from '../../i18n/text.ts';
import { valueText } from '../../i18n/format.ts';
import '../../ui/icon.ts';
import '../../ui/toggle.ts';
import { Control } from '../control.ts';
import '../property.ts';
import '../action.ts';
import { canWrite, genericState } from '../parts.ts';

/** A device nobody has made a control for: its state in large letters, its switch if it has one, its actions and its first settings. */
@customElement('k-generic')
export class GenericControl extends Control {
  static override styles = [...[Control.styles].flat(), css`
    .actions { display: flex; flex-wrap: wrap; gap: var(--s2); }
    .settings { display: grid; gap: var(--s4); }
    .fact { display: grid; gap: 2px; }
  `];

  protected override body() {
    const service = this.parts;
    if (!service) return '';
    const on = this.find('on');
    const state = genericState(service);
    const settings = service.properties.filter((property) => canWrite(property) && property !== on).slice(0, 4);
    const main = on ?? state;
    return html`<div class="head"><div class="fact"><span class="caption">${main ? local(main.title) : local(service.name)}</span>
        <div class="figure">${main ? valueText(main, this.value(main)) : '–'}</div>
        ${on && state ? html`<span class="muted">${local(state.title)}: ${valueText(state, this.value(state))}</span>` : ''}</div>
        ${on && canWrite(on) ? html`<k-toggle .on=${this.value(on) === true} ?unknown=${this.value(on) === undefined} ?pending=${this.pending(on)} .label=${this.subject?.name ?? t('value.on')}
          @change=${(event: CustomEvent<boolean>) => this.set(on, event.detail)}></k-toggle>` : ''}</div>
      ${service.actions.length > 0 ? html`<div class="actions">${service.actions.filter((action) => action.name !== 'toggle' || !on).slice(0, 8).map((action) => html`<k-action .device=${this.device} .action=${action} .service=${service}></k-action>`)}</div>` : ''}
      ${settings.length > 0 ? html`<div class="settings">${settings.map((property) => html`<k-property .device=${this.device} .property=${property}></k-property>`)}</div>` : ''}`;
  }
}
