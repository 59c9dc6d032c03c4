import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { look } from '../device/looks.ts';
import { t, textOf } from '../i18n/text.ts';
import type { Device, Scalar } from '../live/contract.ts';
import { set } from '../live/commands.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { base } from '../ui/base.ts';
import { back } from '../ui/back.ts';
import { toast } from '../ui/toasts.ts';
import { grid } from './grid.ts';
import { chips, inCategory, wattsOf, type ChipName } from './summary.ts';
import './tile.ts';

/** Where all at once is a wish and no mishap: never a fridge, a lock or a valve. */
const mayAllOff: ReadonlySet<ChipName> = new Set<ChipName>(['lights', 'climate', 'air']);

/** All devices of a kind, with "all off" where that is safe. */
@customElement('k-category')
export class CategoryPage extends LitElement {
  @property() category: ChipName = 'lights';

  constructor() {
    super();
    new Watch(this, () => ['values', 'devices', 'preferences', 'rooms']);
  }

  static override styles = [base, grid, back, css`
    .head { display: flex; align-items: flex-end; gap: var(--s3); flex-wrap: wrap; margin: var(--s2) 0 var(--s5); }
    .head p { color: var(--text-2); margin-top: 4px; }
  `];

  override render() {
    const devices = this.sorted(inCategory(this.category));
    const chip = chips().find((one) => one.name === this.category);
    const on = devices.filter((device) => device.online && this.offWish(device));
    const allOff = mayAllOff.has(this.category) && on.length > 0;
    return html`<a class="back" href="#/"><k-icon name="back"></k-icon>${t('nav.home')}</a>
      <div class="head"><div class="grow"><h1>${textOf(`chip.${this.category}`) ?? this.category}</h1><p>${chip?.words ?? ''}</p></div>
        ${allOff ? html`<button type="button" class="button" @click=${() => this.allOff(on)}>${t('category.allOff')}</button>` : ''}</div>
      ${devices.length === 0 ? html`<k-empty icon="device" .heading=${t('category.empty')} .text=${t('category.emptyText')}></k-empty>` : html`
        <ul class="tiles">${repeat(devices, (device) => device.id, (device) => html`<li><k-tile .device=${device.id} placed></k-tile></li>`)}</ul>`}`;
  }

  private sorted(devices: Device[]): Device[] {
    if (this.category === 'energy') return devices.sort((a, b) => (wattsOf(b) ?? -1) - (wattsOf(a) ?? -1));
    return devices.sort((a, b) => a.name.localeCompare(b.name));
  }

  /** What turns a device off, when it is on. */
  private offWish(device: Device): Record<string, Scalar> | undefined {
    const seen = look(device, store.specOf(device));
    return seen.active && seen.tap && Object.values(seen.tap).every((value) => value === false) ? seen.tap : undefined;
  }

  private allOff(devices: Device[]): void {
    const before = devices.map((device) => ({ id: device.id, off: this.offWish(device)! }));
    for (const { id, off } of before) void set(id, off);
    toast({
      text: t('category.turnedOff', { n: devices.length }), action: t('do.undo'),
      run: () => { for (const { id, off } of before) void set(id, Object.fromEntries(Object.keys(off).map((address) => [address, true]))); },
    });
  }
}
