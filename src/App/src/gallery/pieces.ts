import { LitElement, css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { number } from '../i18n/format.ts';
import { local, t } from '../i18n/text.ts';
import type { History, LocalText, Property, Scalar } from '../live/contract.ts';
import { Watch } from '../live/watch.ts';
import { ask } from '../ui/ask.ts';
import { base } from '../ui/base.ts';
import '../ui/busy.ts';
import '../ui/colour.ts';
import '../ui/dial.ts';
import '../ui/empty.ts';
import '../ui/hold.ts';
import '../ui/icon.ts';
import '../ui/segments.ts';
import '../ui/slider.ts';
import '../ui/spark.ts';
import '../ui/stepper.ts';
import { toast } from '../ui/toasts.ts';
import '../ui/toggle.ts';

const HalfHourMs = 1_800_000;
/** A day that is cool at night and warm in the afternoon. */
const warmth = (at: number): number => 19.5 + 2.5 * Math.sin(at / 7.6 - 2) + 0.4 * Math.sin(at * 1.7);
const property: Property = {
  name: 'temperature', address: 'sample.temperature', piid: 1, title: { en: 'Temperature', zh: '温度' }, format: 'float', access: ['read', 'notify'], unit: 'celsius', range: { min: -40, max: 125, step: 0.1 }, accumulation: 'instant',
};

/** Each component by itself, in each state it has. What is moved here moves nothing else. */
@customElement('k-gallery-pieces')
export class GalleryPieces extends LitElement {
  @state() private on = true;
  @state() private level = 60;
  @state() private wished = 21.5;
  @state() private chosen: Scalar = 'b';
  private readonly day: History = {
    property: property.address, unit: 'celsius', bucketMs: HalfHourMs,
    points: Array.from({ length: 48 }, (_, at) => ({ t: new Date(Date.now() - (47 - at) * HalfHourMs).toISOString(), min: warmth(at) - 0.5, max: warmth(at) + 0.6, mean: warmth(at), last: warmth(at), count: 6 })),
  };

  constructor() {
    super();
    new Watch(this, () => ['preferences']);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void import('../history/chart.ts');
  }

  static override styles = [base, css`
    .pieces { display: grid; gap: var(--s4); grid-template-columns: repeat(auto-fill, minmax(min(100%, 320px), 1fr)); align-items: start; }
    .card { display: grid; gap: var(--s4); min-width: 0; }
    .wide { grid-column: 1 / -1; }
  `];

  override render() {
    const items = [{ value: 'a', text: local({ en: 'Low', zh: '低' }) }, { value: 'b', text: local({ en: 'Medium', zh: '中' }) }, { value: 'c', text: local({ en: 'High', zh: '高' }) }];
    const percent = (value: number): string => `${number(value)} %`;
    const degrees = (value: number): string => `${number(value, 1)}°`;
    const level = (event: CustomEvent<number>): void => { this.level = event.detail; };
    return html`<div class="pieces">
      ${this.card({ en: 'Buttons', zh: '按钮' }, html`<div class="line"><button class="button primary">${t('do.save')}</button><button class="button">${t('do.cancel')}</button><button class="button danger">${t('device.remove')}</button>
        <button class="button quiet">${t('do.undo')}</button><button class="button" disabled>${t('do.run')}</button><button class="icon-button filled" aria-label=${t('do.close')}><k-icon name="close"></k-icon></button></div>`)}
      ${this.card({ en: 'Chips', zh: '标签' }, html`<div class="line"><span class="badge">88 %</span><span class="badge safe">${t('device.online')}</span><span class="badge stale">${t('device.offline')}</span><span class="badge alert">${t('bool.smoke.true')}</span><k-busy></k-busy></div>`)}
      ${this.card({ en: 'Toggle', zh: '开关' }, html`<div class="line"><k-toggle .on=${this.on} .label=${t('value.on')} @change=${(event: CustomEvent<boolean>) => (this.on = event.detail)}></k-toggle><k-toggle .label=${t('value.off')}></k-toggle>
        <k-toggle unknown .label=${t('value.unknown')}></k-toggle><k-toggle on pending .label=${t('state.pending')}></k-toggle><k-toggle disabled .label=${t('value.no')}></k-toggle></div>`)}
      ${this.card({ en: 'Slider', zh: '滑块' }, html`<k-slider .label=${t('light.brightness')} .value=${this.level} .words=${percent} @change=${level}></k-slider><k-slider .label=${t('state.pending')} .value=${30} .tint=${'var(--light)'} pending .words=${percent}></k-slider>
        <k-slider .label=${t('value.unknown')} .words=${percent}></k-slider>`)}
      ${this.card({ en: 'Segments', zh: '分段' }, html`<k-segments .label=${t('device.about')} .items=${items} .value=${this.chosen} @change=${(event: CustomEvent<Scalar>) => (this.chosen = event.detail)}></k-segments>
        <k-segments .label=${t('state.pending')} .items=${items} .value=${'a'} pending></k-segments>`)}
      ${this.card({ en: 'Stepper', zh: '步进' }, html`<k-stepper .label=${t('light.brightness')} .value=${this.level} .min=${0} .max=${100} .step=${10} .text=${percent(this.level)} @change=${level}></k-stepper>`)}
      ${this.card({ en: 'Dial', zh: '旋钮' }, html`<k-dial .label=${local(property.title)} .caption=${local(property.title)} .value=${this.wished} .measured=${20} .words=${degrees} .note=${t('climate.now', { value: degrees(20) })}
        @change=${(event: CustomEvent<number>) => (this.wished = event.detail)}></k-dial>`)}
      ${this.card({ en: 'Hold', zh: '按住' }, html`<k-hold tone="safe" icon="lock" .text=${t('lock.unlock')}></k-hold><k-hold bar tone="alert" icon="kettle" .text=${local({ en: 'Boil', zh: '煮水' })}></k-hold>`)}
      ${this.card({ en: 'Colour', zh: '颜色' }, html`<k-colour .label=${t('light.colour')} .value=${0xff9a2e}></k-colour>`)}
      ${this.card({ en: 'List', zh: '列表' }, html`<div class="list"><a class="row" href="#/gallery"><k-icon name="people"></k-icon><span class="grow">${t('nav.rooms')}</span><k-icon name="next"></k-icon></a>
        <button type="button" class="row"><k-icon name="settings"></k-icon><span class="grow">${t('device.about')}</span><span class="muted">${t('value.on')}</span></button></div>`)}
      ${this.card({ en: 'Sheet and toast', zh: '弹窗与提示' }, html`<div class="line"><button class="button" id="sheet" @click=${() => void ask({ title: t('device.remove'), text: t('device.removeText'), yes: t('device.remove'), danger: true })}>${local({ en: 'Open a sheet', zh: '打开弹窗' })}</button>
        <button class="button" id="toast" @click=${() => toast({ text: t('outcome.offline'), tone: 'alert', action: t('do.retry') })}>${local({ en: 'Show a toast', zh: '显示提示' })}</button></div>
        <p class="problem">${t('error.device.offline')}</p><p class="note">${t('risk.text')}</p>`)}
      ${this.card({ en: 'Nothing yet', zh: '空状态' }, html`<k-empty icon="home" .heading=${t('home.empty')} .text=${t('home.emptyText')}><button class="button primary">${t('home.add')}</button></k-empty>`)}
      ${this.card({ en: 'Spark', zh: '走势' }, html`<k-spark .values=${this.day.points.map((point, at) => [Date.parse(point.t), warmth(at)] as [number, number])}></k-spark>`)}
      ${this.card({ en: 'Chart', zh: '图表' }, html`<k-chart .property=${property} .history=${this.day}></k-chart>`, 'wide')}</div>`;
  }

  private card(title: LocalText, body: unknown, kind = '') {
    return html`<section class="card ${kind}"><h3>${local(title)}</h3>${body}</section>`;
  }
}
