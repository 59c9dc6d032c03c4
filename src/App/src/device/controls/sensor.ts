import { css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { valueText } from '../../i18n/format.ts';
import { local, t } from '../../i18n/text.ts';
import type { Property } from '../../live/contract.ts';
import '../../ui/icon.ts';
import '../../ui/spark.ts';
import { vars } from '../../ui/vars.ts';
import { Control } from '../control.ts';
import { look } from '../looks.ts';
import { isNumeric, sensorParts } from '../parts.ts';

/** Less than this share of the day's span is no trend. */
const SteadyShare = 0.05;

/** Sensors: what they say, large, where it is going, and the last day as a line; what is only yes or no as a sign in its colour. */
@customElement('k-sensor')
export class SensorControl extends Control {
  @state() private trends: Record<string, { by: number; span: number }> = {};

  static override styles = [...[Control.styles].flat(), css`
    ul { display: grid; gap: var(--s5); grid-template-columns: repeat(auto-fit, minmax(min(100%, 220px), 1fr)); }
    li { display: grid; gap: var(--s1); align-content: start; min-width: 0; }
    k-spark { height: 56px; }
    .small-figure { font-size: 1.25rem; font-weight: 650; }
    .sign { display: flex; align-items: center; gap: var(--s4); }
    .sign i { display: grid; place-items: center; width: 72px; height: 72px; flex: none; border-radius: 50%; background: var(--sign-soft); color: var(--sign-text); font-size: 1.8rem; transition: background var(--calm); }
    .trend { display: flex; align-items: center; gap: 4px; color: var(--text-2); font-size: var(--size-small); font-weight: 600; min-height: 1.6em; }
  `];

  protected override body() {
    const shown = this.parts ? sensorParts(this.parts).filter((property, at) => at === 0 || this.value(property) !== undefined) : [];
    return html`<ul>${shown.map((property, at) => html`<li><p class="caption">${local(property.title)}</p>
      ${at === 0 && property.format === 'bool' ? this.sign(property) : html`<div class=${at < 2 && property.format !== 'bool' ? 'figure' : 'small-figure'}>${this.text(property)}</div>`}
      ${isNumeric(property) && at < 4 ? html`<div class="trend">${this.trend(property)}</div>
        <k-spark .device=${this.device} .address=${property.address} @trend=${(event: CustomEvent<{ by: number; span: number }>) => { this.trends = { ...this.trends, [property.address]: event.detail }; }}></k-spark>` : ''}</li>`)}</ul>`;
  }

  private sign(property: Property) {
    const { active, tone, icon } = look(this.subject!, this.spec);
    const colour = active ? { '--sign-soft': `var(--${tone}-soft)`, '--sign-text': `var(--${tone}-text)` } : { '--sign-soft': 'var(--surface-sunk)', '--sign-text': 'var(--text-2)' };
    return html`<div class="sign" role="status"><i aria-hidden="true" ${vars(colour as Record<`--${string}`, string>)}><k-icon name=${icon}></k-icon></i><div class="figure">${this.text(property)}</div></div>`;
  }

  /** Where it went in the last hour. */
  private trend(property: Property) {
    const trend = this.trends[property.address];
    if (!trend || this.value(property) === undefined) return '';
    const way = Math.abs(trend.by) <= trend.span * SteadyShare ? 'steady' : trend.by > 0 ? 'rising' : 'falling';
    const by = valueText(property, Math.abs(trend.by));
    return html`<k-icon name=${way}></k-icon><span>${way === 'steady' ? t('trend.steady') : t(`trend.${way}`, { by })}</span>`;
  }
}
