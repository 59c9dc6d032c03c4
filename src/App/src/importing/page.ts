import { LitElement, css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { local, t, textOf } from '../i18n/text.ts';
import { call, get, post, remove } from '../live/api.ts';
import { homePath, signIn } from '../live/session.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { insist } from '../rules/deeds.ts';
import { back } from '../ui/back.ts';
import { base } from '../ui/base.ts';
import '../ui/busy.ts';
import '../ui/empty.ts';
import '../ui/icon.ts';
import { faultText } from '../ui/said.ts';
import { toast } from '../ui/toasts.ts';
import { tried } from '../ui/tried.ts';
import { chosenOf, keyOf, parts, type Expected, type Part, type Plan, type PlannedDevice, type PlannedRule, type Receipt, type Undone } from './plan.ts';

/** The server reads for some seconds where there are thousands of devices, and the upload takes its time. */
const UploadLimitMs = 120_000;

/** Another system's home: handed in, looked at, brought over, and taken back if it was a mistake. */
@customElement('k-import')
export class ImportPage extends LitElement {
  @state() private plan?: Plan;
  @state() private left: ReadonlySet<string> = new Set();
  @state() private receipt?: Receipt;
  @state() private expected: Expected[] = [];
  @state() private busy = false;
  @state() private fault?: unknown;

  constructor() {
    super();
    new Watch(this, () => ['preferences', 'rooms']);
  }

  static override styles = [base, back, css`
    .drop { display: grid; justify-items: center; gap: var(--s3); padding: var(--s6) var(--s4); border: 2px dashed var(--line-strong); border-radius: var(--radius-l); text-align: center; }
    .drop > k-icon { font-size: 2rem; color: var(--text-2); }
    dt { font-weight: 600; }
    dd + dt { margin-top: var(--s3); }
    summary { display: flex; align-items: center; gap: var(--s3); min-height: 56px; padding: var(--s2) var(--s4); cursor: pointer; font-weight: 600; }
    summary::-webkit-details-marker { display: none; }
    summary::before { content: ''; width: 8px; height: 8px; border: solid var(--text-2); border-width: 0 2px 2px 0; transform: rotate(-45deg); flex: none; }
    details[open] > summary::before { transform: rotate(45deg); }
    details .check, .loss { padding: var(--s2) var(--s4); border-top: 1px solid var(--line); }
    .acts { display: flex; flex-wrap: wrap; gap: var(--s3); }
    section { display: grid; gap: var(--s3); }
  `];

  override connectedCallback(): void {
    super.connectedCallback();
    if (signIn.mayManage) void this.fetchExpected();
  }

  override render() {
    return html`<div class="page"><a class="back" href="#/me"><k-icon name="back"></k-icon>${t('nav.me')}</a>
      <div class="title"><h1>${t('import.title')}</h1></div>
      ${!signIn.mayManage ? html`<k-empty icon="lock" .heading=${t('groups.forbidden')} .text=${t('pair.forbiddenText')}></k-empty>` : html`<div class="stack">
        ${this.fault ? html`<p class="problem" role="alert">${faultText(this.fault)}</p>` : ''}
        ${this.busy ? html`<p class="line" role="status"><k-busy></k-busy>${t('import.busy')}</p>` : this.receipt ? this.done(this.receipt) : this.plan ? this.preview(this.plan) : this.ask()}
        ${this.busy || this.plan ? '' : this.awaited()}</div>`}</div>`;
  }

  private ask() {
    const source = (name: string, text: string) => html`<dt>${name}</dt><dd class="muted">${text}</dd>`;
    return html`<p class="muted">${t('import.text')}</p>
      <div class="drop" @dragover=${(event: DragEvent) => event.preventDefault()} @drop=${this.dropped}><k-icon name="home"></k-icon>
        <p>${t('import.drop')}</p>
        <button type="button" class="button primary" @click=${() => this.renderRoot.querySelector('input')?.click()}>${t('import.choose')}</button>
        <input class="sr" type="file" multiple tabindex="-1" aria-label=${t('import.choose')} @change=${(event: Event) => this.look([...((event.target as HTMLInputElement).files ?? [])])} /></div>
      <section class="card"><h2>${t('import.what')}</h2><dl>${source('Home Assistant', t('import.ha'))}${source('zigbee2mqtt', t('import.z2m'))}${source('openHAB', t('import.oh'))}${source('ioBroker', t('import.io'))}</dl></section>`;
  }

  private preview(plan: Plan) {
    const count = parts.reduce((sum, part) => sum + this.takenOf(plan, part), 0);
    return html`<p class="muted">${t('import.found')}</p>
      ${parts.map((part) => plan[part].length > 0 ? this.section(plan, part) : '')}
      ${plan.losses.length > 0 ? html`<div class="list"><details><summary><span class="grow">${t('import.losses')}</span><span class="badge stale">${plan.losses.length}</span></summary>
        ${plan.losses.map((loss) => html`<div class="loss"><b>${loss.name}</b> <span class="muted small">${textOf(`import.kind.${loss.kind}`) ?? ''}</span><br /><span class="small">${local(loss.text)}</span></div>`)}</details></div>` : ''}
      <div class="acts"><button type="button" class="button primary" ?disabled=${count === 0} @click=${() => this.apply(plan)}>${t('import.apply', { n: count })}</button>
        <button type="button" class="button quiet" @click=${this.again}>${t('do.cancel')}</button></div>`;
  }

  private section(plan: Plan, part: Part) {
    const all = plan[part] as { id?: string; key?: string }[];
    return html`<div class="list"><details><summary><span class="grow">${t(`import.part.${part}`)}</span><span class="muted small">${t('import.of', { n: this.takenOf(plan, part), all: plan.seen[part] })}</span></summary>
      ${all.map((thing) => html`<label class="check"><input type="checkbox" .checked=${!this.left.has(keyOf(part, thing))} @change=${() => this.toggle(keyOf(part, thing))} /><span class="grow">${this.said(part, thing)}</span></label>`)}</details></div>`;
  }

  private said(part: Part, thing: unknown) {
    if (part === 'rules') {
      const rule = thing as PlannedRule;
      return html`${rule.rule.name}${rule.isWhole ? rule.enabled ? '' : html`<br /><span class="muted small">${t('import.off')}</span>` : html`<br /><span class="muted small">${t('import.partly')}</span>`}`;
    }
    if (part === 'devices') {
      const { name, room, device, nameNow } = thing as PlannedDevice;
      const where = [room ? this.roomName(room) : '', device ? (nameNow && nameNow !== name ? t('import.now', { name: nameNow }) : '') : t('import.later')].filter(Boolean).join(' · ');
      return html`${name}<br /><span class="muted small">${where}</span>`;
    }
    const { name, floor } = thing as { name: string; floor?: string };
    return html`${name}${floor ? html` <span class="muted small">${floor}</span>` : ''}`;
  }

  private done(receipt: Receipt) {
    return html`<section class="card"><h2>${t('import.done')}</h2><ul class="stack">${receipt.parts.map((part) => html`<li>${part.code
      ? html`<span class="badge alert">${t(`import.part.${part.part}`)}</span> ${t('import.nothing')} <span class="muted">${part.detail}</span>`
      : html`<span class="badge safe">${t(`import.part.${part.part}`)}</span> ${t('import.made', { n: part.done })}`}</li>`)}</ul></section>
      <div class="acts"><button type="button" class="button primary" @click=${this.again}>${t('import.more')}</button><button type="button" class="button danger" @click=${() => this.undo(receipt)}>${t('import.undo')}</button></div>`;
  }

  private awaited() {
    return this.expected.length === 0 ? '' : html`<section><h2>${t('import.awaited')}</h2><p class="muted">${t('import.awaitedText')}</p><ul class="list">${this.expected.map((device) => html`<li class="row"><span class="grow">${device.name}<br />
      <span class="muted small">${device.room ? this.roomName(device.room) : ''}</span></span><button type="button" class="icon-button" aria-label=${t('import.forget', { name: device.name })} @click=${() => this.forget(device)}><k-icon name="close"></k-icon></button></li>`)}</ul></section>`;
  }

  private takenOf(plan: Plan, part: Part): number {
    return (plan[part] as { id?: string; key?: string }[]).filter((thing) => !this.left.has(keyOf(part, thing))).length;
  }

  private roomName(id: string): string {
    return this.plan?.rooms.find((room) => room.id === id)?.name ?? store.rooms.find((room) => room.id === id)?.name ?? id;
  }

  private toggle(key: string): void {
    const next = new Set(this.left);
    if (!next.delete(key)) next.add(key);
    this.left = next;
  }

  private again = (): void => {
    [this.plan, this.receipt, this.fault, this.left] = [undefined, undefined, undefined, new Set()];
    void this.fetchExpected();
  };

  private dropped(event: DragEvent): void {
    event.preventDefault();
    this.look([...(event.dataTransfer?.files ?? [])]);
  }

  private look(files: File[]): void {
    if (files.length === 0) return;
    const form = new FormData();
    for (const file of files) form.append('files', file, file.name);
    void this.working(async () => { this.plan = await call<Plan>('POST', homePath('/import/preview'), form, { limitMs: UploadLimitMs }); });
  }

  private apply(plan: Plan): void {
    const chosen = chosenOf(plan, this.left);
    void this.working(async () => {
      this.receipt = await insist(t('import.title'), (options, pin) => post<Receipt>(homePath('/import'), { plan: chosen, ...(pin === undefined ? {} : { pin }) }, { ...options, limitMs: UploadLimitMs }));
    });
  }

  private async undo(receipt: Receipt): Promise<void> {
    await this.working(async () => {
      const undone = await post<Undone>(homePath('/import/undo'), receipt);
      toast({ text: undone.kept.length > 0 ? t('import.undoneBut', { n: undone.done, kept: undone.kept.length }) : t('import.undone', { n: undone.done }), tone: 'safe' });
      this.again();
    });
  }

  private async forget(device: Expected): Promise<void> {
    if (await tried(() => remove(homePath(`/import/expected/${device.id}`)))) await this.fetchExpected();
  }

  private async fetchExpected(): Promise<void> {
    try {
      this.expected = (await get<{ items: Expected[] }>(homePath('/import/expected?limit=500'))).items;
    } catch {
      // It stands below something else, which says so if the server is away.
    }
  }

  private async working(work: () => Promise<void>): Promise<void> {
    [this.busy, this.fault] = [true, undefined];
    try {
      await work();
    } catch (error) {
      this.fault = error;
    } finally {
      this.busy = false;
    }
  }
}
