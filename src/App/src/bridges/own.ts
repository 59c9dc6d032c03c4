import { LitElement, css, html } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { t } from '../i18n/text.ts';
import { Fault } from '../live/api.ts';
import type { Bridge, Scalar } from '../live/contract.ts';
import { signIn } from '../live/session.ts';
import { base } from '../ui/base.ts';
import '../ui/busy.ts';
import { faultText } from '../ui/said.ts';
import './access.ts';
import { doWith } from './deeds.ts';

interface Line { id: string; name: string; trouble?: string }
interface Tested { trouble?: string; values: Record<string, Scalar | null> }

const Example = `{
  "id": "my-lamp",
  "name": "My lamp",
  "properties": {
    "light.on": {
      "read": { "topic": "my-lamp/state", "path": "$.power", "map": { "ON": true, "OFF": false } },
      "write": { "topic": "my-lamp/set", "body": "{\\"power\\":\\"{value}\\"}" }
    }
  }
}
`;

/** Your own device: the descriptions, an editor that names every slip, and what a device says right now. */
@customElement('k-bridge-own')
export class OwnPanel extends LitElement {
  @property({ attribute: false }) bridge!: Bridge;
  @property() password = '';
  @state() private said = '';
  @state() private wrong = '';
  @state() private tested?: { name: string; result?: Tested };
  @query('textarea') private editor!: HTMLTextAreaElement;

  static override styles = [base, css`
    :host { display: grid; gap: var(--s4); }
    textarea { font-family: ui-monospace, monospace; font-size: var(--size-small); min-height: 320px; }
    dl { display: grid; grid-template-columns: auto 1fr; gap: var(--s1) var(--s4); margin: 0; }
    dd { margin: 0; font-variant-numeric: tabular-nums; }
  `];

  override render() {
    const { devices = [] } = (this.bridge.details ?? {}) as { devices?: Line[] };
    return html`<k-bridge-access .bridge=${this.bridge} .password=${this.password} .text=${t('own.access')}></k-bridge-access>
      <section class="stack"><h2>${t('own.devices')}</h2>
        ${devices.length ? html`<ul class="list">${devices.map((one) => html`<li class="row"><span class="grow"><b>${one.name}</b><br /><span class="muted small">${one.id}</span>${one.trouble ? html`<br /><span class="problem">${one.trouble}</span>` : ''}</span>
          <button type="button" class="button" aria-label=${`${t('own.edit')} ${one.name}`} @click=${() => this.edit(one)}>${t('own.edit')}</button>
          <button type="button" class="button" aria-label=${`${t('own.test')} ${one.name}`} @click=${() => this.test(one)}>${t('own.test')}</button></li>`)}</ul>` : html`<p class="note">${t('own.none')}</p>`}
        ${this.tested ? html`<div class="card stack" role="status"><h3>${t('own.says', { name: this.tested.name })}</h3>${this.result(this.tested.result)}</div>` : ''}</section>
      ${signIn.mayManage ? html`<section class="stack"><label>${t('own.description')}<textarea spellcheck="false" autocomplete="off" .value=${Example} aria-describedby="own-help"></textarea></label>
        <p id="own-help" class="muted small">${t('own.help')}</p>
        ${this.wrong ? html`<p class="problem" role="alert">${this.wrong}</p>` : ''}${this.said ? html`<p class="note" role="status">${this.said}</p>` : ''}
        <div class="line"><button type="button" class="button" @click=${() => this.send('check')}>${t('own.check')}</button><button type="button" class="button primary" @click=${() => this.send('save')}>${t('do.save')}</button></div></section>` : ''}`;
  }

  private result(result: Tested | undefined) {
    if (!result) return html`<p><k-busy></k-busy> ${t('own.testing')}</p>`;
    return html`${result.trouble ? html`<p class="problem">${result.trouble}</p>` : ''}
      <dl>${Object.entries(result.values).map(([address, value]) => html`<dt>${address}</dt><dd>${value === null ? t('own.nothing') : String(value)}</dd>`)}</dl>`;
  }

  private async send(deed: 'check' | 'save'): Promise<void> {
    [this.said, this.wrong] = ['', ''];
    let device: unknown;
    try {
      device = JSON.parse(this.editor.value);
    } catch (error) {
      this.wrong = t('own.notJson', { why: (error as Error).message });
      return;
    }
    try {
      const good = await doWith<{ type: string; properties: number }>(this.bridge.id, deed, { device });
      this.said = deed === 'check' ? t('own.checked', { type: good.type, n: good.properties }) : t('own.saved');
      if (deed === 'save') this.dispatchEvent(new Event('bridge-changed', { bubbles: true, composed: true }));
    } catch (error) {
      this.wrong = error instanceof Fault && error.field ? t('own.wrongAt', { member: error.field, why: error.detail ?? error.code }) : faultText(error);
    }
  }

  private async edit(one: Line): Promise<void> {
    const { devices } = await doWith<{ devices: { id: string }[] }>(this.bridge.id, 'read');
    this.editor.value = `${JSON.stringify(devices.find((its) => its.id === one.id), null, 2)}\n`;
    this.editor.focus();
  }

  private async test(one: Line): Promise<void> {
    this.tested = { name: one.name };
    try {
      this.tested = { name: one.name, result: await doWith<Tested>(this.bridge.id, 'test', { id: one.id }) };
    } catch (error) {
      [this.tested, this.wrong] = [undefined, faultText(error)];
    }
  }
}
