import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { local } from '../../i18n/text.ts';
import '../../ui/spark.ts';
import { anyPart } from '../parts.ts';
import { PiecedControl } from '../pieces.ts';

const tones: Record<string, string> = { excellent: 'safe', good: 'safe', fair: 'stale', moderate: 'stale', poor: 'alert', hazardous: 'alert' };

/** Air purifiers and fresh air: what is in the air in large figures, how it is cleaned, and what is left of the filter. */
@customElement('k-air')
export class AirControl extends PiecedControl {
  static override styles = [...[PiecedControl.styles].flat(), css`
    .air { display: grid; gap: var(--s1); }
    .air .figure { font-size: 3rem; }
    .air .line { justify-content: space-between; }
    .head .figure { font-size: 1.5rem; }
    k-spark { height: 48px; }
  `];

  protected override body() {
    const { spec } = this;
    if (!spec) return '';
    const reading = ['pm2.5-density', 'co2-density', 'tvoc-density', 'hcho-density'].map((name) => anyPart(spec, name)).find((found) => this.value(found) !== undefined);
    const quality = anyPart(spec, 'air-quality');
    return html`${reading ? html`<div class="air"><p class="caption">${local(reading.title)}</p>
        <div class="line"><div class="figure">${this.text(reading)}</div>${this.value(quality) === undefined ? '' : html`<span class="badge ${tones[this.keyOf(quality)] ?? ''}">${this.text(quality)}</span>`}</div>
        <k-spark .device=${this.device} .address=${reading.address}></k-spark></div>` : ''}
      ${this.power(this.find('on'))}${this.choice(this.find('mode'))}${this.choice(this.find('fan-level'))}${this.level(this.find('fan-speed'), 'var(--cool)')}
      ${this.flags(this.find('anion'), this.find('uv'), this.find('heater'))}${this.choice(this.find('heat-level'))}${this.gauge(anyPart(spec, 'filter-life-level'))}`;
  }
}
