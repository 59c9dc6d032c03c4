import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { number, valueText, withUnit } from '../../i18n/format.ts';
import { local, t } from '../../i18n/text.ts';
import { vars } from '../../ui/vars.ts';
import { PiecedControl } from '../pieces.ts';
import { coverPosition } from '../paint.ts';
import { canWrite } from '../parts.ts';

/** Curtains and blinds: a picture of how far they are open, a slider, open, stop and close, slats where there are any. */
@customElement('k-cover')
export class CoverControl extends PiecedControl {
  static override styles = [...[PiecedControl.styles].flat(), css`
    .window { position: relative; height: 150px; max-width: 300px; width: 100%; margin: 0 auto; border-radius: 16px; overflow: hidden; background: linear-gradient(var(--cool-soft), var(--light-soft)); box-shadow: inset 0 0 0 1px var(--line); }
    .window::before { content: ''; position: absolute; inset: 0 0 auto; height: 8px; background: var(--line-strong); z-index: 1; }
    .cloth { position: absolute; inset: 0 auto 0 0; width: var(--closed); transition: width 600ms var(--ease);
      background: repeating-linear-gradient(to right, color-mix(in srgb, var(--accent) 24%, var(--surface)) 0 12px, color-mix(in srgb, var(--accent) 36%, var(--surface)) 12px 18px); }
    .cloth.right { inset: 0 0 0 auto; }
    .slats { position: absolute; inset: 8px 0 auto; height: var(--down); transition: height 600ms var(--ease);
      background: repeating-linear-gradient(to bottom, color-mix(in srgb, var(--accent) 32%, var(--surface)) 0 var(--slat), transparent var(--slat) 14px); }
  `];

  protected override body() {
    const service = this.parts;
    if (!service) return '';
    const position = coverPosition(service);
    const target = this.find('target-position');
    const wished = target && canWrite(target) ? target : position && canWrite(position) ? position : undefined;
    const now = this.number(position);
    const shown = wished && this.pending(wished) ? this.number(wished) : now;
    const motor = this.find('motor-control');
    const tilt = this.find('target-tilt');
    const turned = this.number(tilt && this.pending(tilt) ? tilt : this.find('current-tilt', 'target-tilt'));
    const status = this.find('status');
    const moving = this.value(status);
    const name = this.subject?.name ?? '';
    const cloth = vars({ '--closed': `${50 - (shown ?? 50) / 2 + 4}%` });
    const buttons = [['open', 'up', t('cover.open')], ['pause', 'stop', t('cover.stop')], ['close', 'down', t('cover.close')]] as const;
    return html`<div class="head"><div class="figure">${now === undefined ? t('value.unknown') : now >= 99 ? t('look.open') : now <= 1 ? t('look.closed') : withUnit(number(now), 'percent')}</div>
        <span class="muted">${status && moving !== undefined ? valueText(status, moving) : ''}</span></div>
      <div class="window" aria-hidden="true">${tilt || this.spec?.type === 'blind' ? html`<div class="slats" ${vars({ '--down': `${(100 - (shown ?? 50)) * 0.95}%`, '--slat': `${13 - (turned ?? 0) * 0.1}px` })}></div>`
        : html`<div class="cloth" ${cloth}></div><div class="cloth right" ${cloth}></div>`}</div>
      ${wished ? html`<k-slider .label=${`${name}, ${local(wished.title)}`} .value=${shown} .min=${wished.range?.min ?? 0} .max=${wished.range?.max ?? 100} ?pending=${this.pending(wished)}
        .words=${(value: number) => t('look.partly', { value: withUnit(number(value), 'percent') })} @change=${(event: CustomEvent<number>) => this.set(wished, event.detail)}></k-slider>` : ''}
      ${motor?.choices ? html`<div class="buttons">${buttons.map(([key, icon, text]) => {
        const choice = motor.choices!.find((one) => one.key === key || (key === 'pause' && one.key === 'stop'));
        return choice ? html`<button type="button" class="button" @click=${() => this.set(motor, choice.value)}><k-icon name=${icon}></k-icon>${text}</button>` : '';
      })}</div>` : wished ? html`<div class="buttons"><button type="button" class="button" @click=${() => this.set(wished, wished.range?.max ?? 100)}><k-icon name="up"></k-icon>${t('cover.open')}</button>
        <button type="button" class="button" @click=${() => this.set(wished, wished.range?.min ?? 0)}><k-icon name="down"></k-icon>${t('cover.close')}</button></div>` : ''}
      ${this.level(tilt)}`;
  }
}
