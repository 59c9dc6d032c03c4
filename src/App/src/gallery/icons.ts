import { LitElement, css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { emblemOf } from '../device/emblems.ts';
import { look } from '../device/looks.ts';
import { local } from '../i18n/text.ts';
import type { Device, LocalText, Service, Spec } from '../live/contract.ts';
import { base } from '../ui/base.ts';
import '../ui/icon.ts';

interface Named { name: string; title: LocalText }
interface DeviceType { required?: string[]; optional?: string[] }
interface Drawn { name: string; title: LocalText; icon: string }

const bare = (type: string): Service => ({ id: type, type, siid: 2, name: { en: '', zh: '' }, properties: [], actions: [], events: [] });
const device: Device = { id: 'drawn', name: '', spec: '', type: '', online: true, via: 'native', values: {} };

/** The drawing of every device type and every service that the server's library knows. */
@customElement('k-gallery-icons')
export class GalleryIcons extends LitElement {
  @state() private types: Drawn[] = [];
  @state() private services: Drawn[] = [];

  static override styles = [base, css`
    ul { display: grid; gap: var(--s2); grid-template-columns: repeat(auto-fill, minmax(104px, 1fr)); margin: var(--s3) 0 var(--s5); }
    li { display: grid; justify-items: center; align-content: start; gap: var(--s1); padding: var(--s3) 4px; font-size: var(--size-small); text-align: center; color: var(--text-2); overflow-wrap: anywhere; }
    k-icon { font-size: 1.3rem; color: var(--text); }
  `];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.fetch();
  }

  private async fetch(): Promise<void> {
    const index = (await (await fetch('/spec')).json()) as { types: Named[]; services: Named[] };
    this.services = index.services.map(({ name, title }) => ({ name, title, icon: emblemOf(name) }));
    this.types = await Promise.all(index.types.map(async ({ name, title }) => {
      const { required = [], optional = [] } = (await (await fetch(`/spec/types/${name}`)).json()) as DeviceType;
      const spec: Spec = { product: name, version: 1, type: name, name: title, services: [...required, ...optional].slice(0, 1).map(bare) };
      return { name, title, icon: look(device, spec).icon };
    }));
  }

  override render() {
    const list = (kind: string, drawn: Drawn[]) => html`<ul class=${kind}>${drawn.map(({ name, title, icon }) => html`<li data-name=${name} data-icon=${icon}><k-icon name=${icon}></k-icon>${local(title)}</li>`)}</ul>`;
    return html`<h3>${local({ en: 'Device types', zh: '设备类型' })}</h3>${list('types', this.types)}<h3>${local({ en: 'Services', zh: '服务' })}</h3>${list('services', this.services)}`;
  }
}
