import { LitElement, css, html, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { t } from '../i18n/text.ts';
import { ask } from '../ui/ask.ts';
import { base } from '../ui/base.ts';
import { toast } from '../ui/toasts.ts';
import { tried } from '../ui/tried.ts';
import { doWith } from './deeds.ts';
import './matter-code.ts';

interface Candidate { device: string; name: string; shown: boolean; careful?: 'lock' | 'guest' }
interface Fabric { fabric_index: number; label: string; vendor_id: number }
export interface Showing {
  possible: boolean; candidates: Candidate[];
  /** `window`: the codes for one more app, for as long as they are good. */
  bridge?: { commissioned: boolean; manual_code?: string; qr_code?: string; window?: { manual: string; qr: string }; fabrics: Fabric[] };
}

/** Which devices of the home other ecosystems see, the code that lets them in, and the links that stand. */
@customElement('k-matter-showing')
export class MatterShowing extends LitElement {
  @property() bridge = '';
  @property({ attribute: false }) showing!: Showing;
  /** Chosen here and not said yet; undefined while it is as the server has it. */
  @state() private chosen?: Set<string>;
  @state() private choosing = false;
  @state() private saving = false;

  static override styles = [base, css`
    :host { display: block; }
    .row label { flex-direction: row; }
    .list { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 260px), 1fr)); }
  `];

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('bridge')) this.chosen = undefined;
  }

  override render() {
    const { candidates, bridge } = this.showing;
    const chosen = this.chosen ?? new Set(candidates.filter((one) => one.shown).map((one) => one.device));
    return html`<section class="card stack"><h2>${t('matter.show')}</h2><p class="muted">${t('matter.showText')}</p>
      ${!this.choosing ? html`${chosen.size ? html`<p>${candidates.filter((one) => chosen.has(one.device)).map((one) => one.name).join(', ')}</p>` : ''}
        <div class="line"><button type="button" class="button ${chosen.size ? '' : 'primary'}" @click=${() => (this.choosing = true)}>${t('matter.choose')}</button></div>`
      : candidates.length ? html`<ul class="list">${candidates.map((one) => html`<li class="row"><label class="check grow"><input type="checkbox" .checked=${chosen.has(one.device)} @change=${() => this.flip(chosen, one.device)} />
          <span>${one.name}${one.careful ? html` <span class="badge alert">${t(`matter.careful.${one.careful}`)}</span>` : ''}</span></label></li>`)}</ul>
        <div class="line"><button type="button" class="button primary" ?disabled=${!this.chosen || this.saving} aria-busy=${this.saving ? 'true' : 'false'} @click=${() => this.save(chosen)}>${t('matter.showSave')}</button>
          <button type="button" class="button" @click=${() => (this.chosen = new Set([...chosen, ...candidates.filter((one) => !one.careful).map((one) => one.device)]))}>${t('matter.showAll')}</button></div>`
      : html`<p class="note">${t('matter.showNone')}</p>`}
      ${bridge && !bridge.commissioned && bridge.qr_code ? html`<p class="muted">${t('matter.pair')}</p><k-matter-code .qr=${bridge.qr_code} .code=${bridge.manual_code ?? ''}></k-matter-code>` : ''}
      ${bridge?.fabrics.length ? html`<h3>${t('matter.links')}</h3><ul class="list">${bridge.fabrics.map((fabric) => html`<li class="row"><span class="grow">${this.nameOf(fabric)}</span>
        <button type="button" class="button danger" aria-label=${`${t('matter.unlink')}: ${this.nameOf(fabric)}`} @click=${() => this.unlink(fabric)}>${t('matter.unlink')}</button></li>`)}</ul>
        ${bridge.window ? html`<p class="muted" role="status">${t('matter.shareCode')}</p><k-matter-code .qr=${bridge.window.qr} .code=${bridge.window.manual}></k-matter-code>`
        : html`<div class="line"><button type="button" class="button" ?disabled=${this.saving} @click=${this.invite}>${t('matter.invite')}</button></div>`}` : ''}</section>`;
  }

  private nameOf(fabric: Fabric): string {
    return fabric.label || t('matter.link', { n: fabric.fabric_index });
  }

  private flip(chosen: Set<string>, device: string): void {
    const next = new Set(chosen);
    if (!next.delete(device)) next.add(device);
    this.chosen = next;
  }

  private async save(chosen: Set<string>): Promise<void> {
    this.saving = true;
    const done = await tried(() => doWith(this.bridge, 'show', { devices: [...chosen] }, { limitMs: 60_000 }));
    this.saving = false;
    if (!done) return;
    toast({ text: t('matter.shown', { n: chosen.size }), tone: 'safe' });
    [this.chosen, this.choosing] = [undefined, false];
    this.changed();
  }

  private async unlink(fabric: Fabric): Promise<void> {
    if (!(await ask({ title: t('matter.unlinkAsk', { name: this.nameOf(fabric) }), text: t('matter.unlinkText'), yes: t('matter.unlink'), danger: true }))) return;
    await tried(() => doWith(this.bridge, 'unshare', { fabric: fabric.fabric_index }));
    this.changed();
  }

  private async invite(): Promise<void> {
    this.saving = true;
    await tried(() => doWith(this.bridge, 'invite', {}));
    this.saving = false;
    this.changed();
  }

  private changed(): void {
    this.dispatchEvent(new Event('bridge-changed', { bubbles: true, composed: true }));
  }
}
