import { LitElement, css, html, svg } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { t } from '../../i18n/text.ts';
import type { Bridge } from '../../live/contract.ts';
import { Watch } from '../../live/watch.ts';
import { base } from '../../ui/base.ts';
import '../../ui/busy.ts';
import { faultText } from '../../ui/said.ts';
import { doWith } from '../deeds.ts';
import type { NetworkMap, Node } from './contract.ts';
import { place, type Placed } from './layout.ts';
import { called } from './names.ts';

/** A second for each router, more where one is silent; zigbee2mqtt looks for five minutes at most here. */
const MapLimitMs = 310_000;

/** Below this a link is weak: what zigbee coordinators call less than half a signal. */
const Weak = 60;
const Good = 120;

/** Who hears whom: a picture, and the same as a list. */
@customElement('k-zigbee-map')
export class ZigbeeMap extends LitElement {
  @property({ attribute: false }) bridge!: Bridge;
  @state() private map?: NetworkMap;
  @state() private busy = false;
  @state() private fault = '';

  constructor() {
    super();
    new Watch(this, () => ['preferences', 'devices']);
  }

  static override styles = [base, css`
    :host { display: grid; gap: var(--s4); }
    svg { width: 100%; height: auto; max-height: 70vh; border-radius: var(--radius); background: var(--surface-sunk); }
    line { stroke: var(--safe); stroke-width: 2; }
    line.fair { stroke: var(--light); }
    line.weak { stroke: var(--alert); stroke-dasharray: 5 4; }
    circle { fill: var(--surface); stroke: var(--line-strong); stroke-width: 1.5; }
    circle.coordinator { fill: var(--accent); stroke: var(--accent); }
    circle.router { fill: var(--accent-soft); stroke: var(--accent); }
    circle.silent { stroke: var(--alert); stroke-dasharray: 3 3; }
    text { fill: var(--text); font: 600 12px var(--font); text-anchor: middle; paint-order: stroke; stroke: var(--surface-sunk); stroke-width: 4px; }
    text.quality { font-weight: 400; fill: var(--text-2); font-size: 10px; }
    .key { display: flex; flex-wrap: wrap; gap: var(--s2) var(--s4); }
    .key span::before { content: ''; display: inline-block; width: 10px; height: 10px; margin-inline-end: 6px; border-radius: 50%; background: var(--surface); border: 1.5px solid var(--line-strong); vertical-align: -1px; }
    .key .coordinator::before { background: var(--accent); border-color: var(--accent); }
    .key .router::before { background: var(--accent-soft); border-color: var(--accent); }
    summary { min-height: var(--target); display: flex; align-items: center; cursor: pointer; font-weight: 600; }
  `];

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.map) void this.scan();
  }

  private readonly scan = async (): Promise<void> => {
    this.busy = true;
    this.fault = '';
    try {
      this.map = await doWith<NetworkMap>(this.bridge.id, 'network-map', {}, { limitMs: MapLimitMs });
    } catch (error) {
      this.fault = faultText(error);
    }
    this.busy = false;
  };

  override render() {
    return html`${this.fault ? html`<p class="problem" role="alert">${this.fault}</p>` : ''}
      ${this.busy ? html`<p class="line muted" role="status"><k-busy></k-busy>${t('zigbee.looking')}</p>` : ''}
      ${this.map ? this.picture(this.map) : ''}
      <div><button type="button" class="button" ?disabled=${this.busy || this.bridge.state !== 'online'} @click=${this.scan}>${t('zigbee.lookAgain')}</button></div>`;
  }

  private picture(map: NetworkMap) {
    const { nodes, width, height } = place(map);
    const at = new Map(nodes.map((node) => [node.address, node]));
    const links = map.links.flatMap((link) => {
      const [from, to] = [at.get(link.from), at.get(link.to)];
      return from && to ? [{ ...link, from, to }] : [];
    });
    const rate = (quality: number): string => (quality < Weak ? 'weak' : quality < Good ? 'fair' : 'good');
    return html`<svg viewBox="0 0 ${width} ${height}" role="img" aria-label=${t('zigbee.mapSaid', { n: map.nodes.length, links: map.links.length })}>
        ${links.map(({ from, to, quality }) => svg`<line class=${rate(quality)} x1=${from.x} y1=${from.y} x2=${to.x} y2=${to.y}></line><text class="quality" x=${(from.x + to.x) / 2} y=${(from.y + to.y) / 2}>${quality}</text>`)}
        ${nodes.map((node) => svg`<circle class="${node.kind} ${node.silent ? 'silent' : ''}" cx=${node.x} cy=${node.y} r=${node.kind === 'coordinator' ? 15 : node.kind === 'router' ? 11 : 8}></circle>
          <text x=${node.x} y=${node.y + (node.kind === 'coordinator' ? 29 : 24)}>${short(this.nameOf(node))}</text>`)}</svg>
      <p class="key small muted"><span class="coordinator">${t('zigbee.kind.coordinator')}</span><span class="router">${t('zigbee.kind.router')}</span><span>${t('zigbee.kind.end')}</span></p>
      <details><summary>${t('zigbee.asList')}</summary><ul class="stack">${nodes.map((node) => html`<li><b>${this.nameOf(node)}</b> <span class="muted small">${t(`zigbee.kind.${node.kind}`)}${node.silent ? ` · ${t('zigbee.silentNode')}` : ''}</span>
        ${this.heard(node, links)}</li>`)}</ul></details>`;
  }

  private heard(node: Placed, links: { from: Placed; to: Placed; quality: number }[]) {
    const others = links.flatMap((link) => (link.from === node ? [{ other: link.to, quality: link.quality }] : link.to === node ? [{ other: link.from, quality: link.quality }] : []));
    return html`<br /><span class="small">${others.length ? others.map(({ other, quality }) => t('zigbee.hears', { name: this.nameOf(other), n: quality })).join(' · ') : t('zigbee.hearsNobody')}</span>`;
  }

  private nameOf(node: Node): string {
    return node.kind === 'coordinator' ? t('zigbee.kind.coordinator') : called(node);
  }
}

const short = (name: string): string => (name.length <= 14 ? name : `${name.slice(0, 13)}…`);
