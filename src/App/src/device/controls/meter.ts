import { css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { valueText } from '../../i18n/format.ts';
import { local, t } from '../../i18n/text.ts';
import type { Property } from '../../live/contract.ts';
import '../../ui/spark.ts';
import { grownToday } from '../../history/today.ts';
import { store } from '../../live/store.ts';
import { canRead } from '../parts.ts';
import { PiecedControl } from '../pieces.ts';

/** Meters: what flows now with its last day, what it came to today, and the total on the counter. */
@customElement('k-meter')
export class MeterControl extends PiecedControl {
  @state() private today: Record<string, number> = {};
  private asked = '';

  static override styles = [...[PiecedControl.styles].flat(), css`
    .now .figure { font-size: 3rem; }
    k-spark { height: 64px; color: var(--power); }
  `];

  override willUpdate(): void {
    if (!store.isLive || this.asked === this.device) return;
    this.asked = this.device;
    for (const total of this.totals) void grownToday(this.device, total.address).then((grown) => {
      if (grown !== undefined) this.today = { ...this.today, [total.address]: grown };
    });
  }

  /** Counters that only rise. */
  private get totals(): Property[] {
    return this.parts?.properties.filter((property) => property.accumulation === 'total' && canRead(property) && this.value(property) !== undefined) ?? [];
  }

  protected override body() {
    const now = this.find('electric-power', 'flow-rate');
    const shown = this.value(now) === undefined ? undefined : now;
    const rest = this.parts?.properties.filter((property) => canRead(property) && property.accumulation === 'instant' && property.name !== 'charge-level' && property !== shown) ?? [];
    return html`${this.gauge(this.find('charge-level'))}
      ${shown ? html`<div class="now"><p class="caption">${local(shown.title)}</p><div class="figure">${this.text(shown)}</div><k-spark .device=${this.device} .address=${shown.address}></k-spark></div>` : ''}
      ${this.totals.map((total) => html`<div class="facts">
        ${this.today[total.address] === undefined ? '' : html`<div class="fact"><p class="caption">${t('meter.today')}</p><b>${valueText(total, this.today[total.address])}</b></div>`}
        <div class="fact"><p class="caption">${local(total.title)}</p><b>${this.text(total)}</b></div></div>`)}
      ${this.facts(...rest.filter((property) => !property.access.includes('write')))}${this.choice(this.find('mode'))}`;
  }
}
