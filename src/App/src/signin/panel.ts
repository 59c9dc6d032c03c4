import { LitElement, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { signIn } from '../live/session.ts';
import { Watch } from '../live/watch.ts';
import { go } from '../shell/route.ts';
import { base } from '../ui/base.ts';
import '../ui/busy.ts';
import './approve.ts';
import './page.ts';
import { alone } from './form.ts';
import './waiting.ts';

/** #/panel, on both sides: the screen that waits to be let in, and the phone that lets it in. Who is signed in decides which. */
@customElement('k-panel')
export class PanelPage extends LitElement {
  @property() code = '';

  constructor() {
    super();
    new Watch(this, () => ['session', 'preferences']);
  }

  static override styles = [base, alone];

  override updated(): void {
    if (signIn.isPanel) go('wall', true);
  }

  override render() {
    if (signIn.isPanel || (signIn.asking && !signIn.current)) return html`<k-busy></k-busy>`;
    if (signIn.current) return html`<k-approve .code=${this.code}></k-approve>`;
    return this.code ? html`<k-sign-in></k-sign-in>` : html`<k-waiting></k-waiting>`;
  }
}
