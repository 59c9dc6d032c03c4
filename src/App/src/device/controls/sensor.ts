import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { valueText } from '../../i18n/format.ts';
import { local } from '../../i18n/text.ts';
import '../../ui/spark.ts';
import { Control } from '../control.ts';
import { isNumeric, sensorParts } from '../parts.ts';

/** Sensors: what they say, large, with the last day as a line behind it. */
@customElement('k-sensor')
export class SensorControl extends Control {
  static override styles = [...[Control.styles].flat(), css`
    ul { display: grid; gap: var(--s5); grid-template-columns: repeat(auto-fit, minmax(min(100%, 220px), 1fr)); }
    li { display: grid; gap: var(--s1); align-content: start; min-width: 0; }
    k-spark { height: 56px; }
    .small-figure { font-size: 1.25rem; font-weight: 650; }
  `];

  override render() {
    const shown = this.parts ? sensorParts(this.parts).filter((property, at) => at === 0 || this.value(property) !== undefined) : [];
    return html`<ul>${shown.map((property, at) => html`<li><p class="caption">${local(property.title)}</p>
      <div class=${at < 2 ? 'figure' : 'small-figure'}>${valueText(property, this.value(property))}</div>
      ${isNumeric(property) && at < 4 ? html`<k-spark .device=${this.device} .address=${property.address}></k-spark>` : ''}</li>`)}</ul>`;
  }
}
