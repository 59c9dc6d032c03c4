import { LitElement, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { t } from '../i18n/text.ts';
import { remove } from '../live/api.ts';
import { signIn } from '../live/session.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { ask } from '../ui/ask.ts';
import { base } from '../ui/base.ts';
import '../ui/dialog.ts';
import '../ui/icon.ts';
import { toast } from '../ui/toasts.ts';
import { tried } from '../ui/tried.ts';
import { go } from '../shell/route.ts';

/** The homes of this account in a sheet: open another one, make one, leave this one. */
@customElement('k-homes')
export class Homes extends LitElement {
  constructor() {
    super();
    new Watch(this, () => ['session', 'home', 'preferences']);
  }

  static override styles = [base];

  override render() {
    const homes = signIn.current?.homes ?? [];
    const me = store.home?.me ?? signIn.home?.personId;
    return html`<k-dialog open .heading=${t('homes.title')} @closed=${this.close}><div class="stack">
      <ul class="list">${homes.map((home) => html`<li><button type="button" class="row" aria-current=${home.id === signIn.homeId ? 'true' : 'false'} @click=${() => this.open(home.id)}>
        <k-icon name="home"></k-icon><span class="grow"><b>${home.name}</b><br /><span class="muted small">${t(`role.${home.role}`)}</span></span>
        ${home.id === signIn.homeId ? html`<span class="badge safe">${t('homes.open')}</span>` : ''}</button></li>`)}</ul>
      <ul class="list"><li><a class="row" href="#/settings" @click=${this.close}><k-icon name="plus"></k-icon><span class="grow">${t('homes.make')}</span></a></li>
        ${signIn.seesPeople && signIn.homeId ? html`<li><a class="row" href="#/rules" @click=${this.close}><k-icon name="rule"></k-icon><span class="grow">${t('rules.title')}</span></a></li>` : ''}
        ${signIn.mayManage ? html`<li><a class="row" href="#/settings" @click=${this.close}><k-icon name="settings"></k-icon><span class="grow">${t('homes.settings')}</span></a></li>` : ''}
        ${me ? html`<li><button type="button" class="row" @click=${() => this.leave(me)}><k-icon name="exit"></k-icon><span class="grow">${t('homes.leave')}</span></button></li>` : ''}</ul></div></k-dialog>`;
  }

  private readonly close = (): void => {
    this.remove();
  };

  private open(home: string): void {
    this.close();
    if (home === signIn.homeId) return;
    signIn.choose(home);
    go('');
  }

  private async leave(me: string): Promise<void> {
    const name = store.home?.name ?? signIn.home?.name ?? '';
    const home = signIn.homeId;
    if (!(await ask({ title: t('homes.leaveAsk', { name }), text: t('homes.leaveText'), yes: t('homes.leave'), danger: true }))) return;
    await tried(async () => {
      await remove(`/homes/${home}/people/${me}`);
      this.close();
      toast({ text: t('homes.left', { name }) });
      go('');
      await signIn.refresh();
    });
  }
}

/** Shows the homes above the page. */
export function showHomes(): void {
  document.body.append(document.createElement('k-homes'));
}
