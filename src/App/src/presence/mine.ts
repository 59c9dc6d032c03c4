import { LitElement, css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { t } from '../i18n/text.ts';
import { put } from '../live/api.ts';
import type { Person } from '../live/contract.ts';
import { homePath, signIn } from '../live/session.ts';
import { store } from '../live/store.ts';
import { Watch } from '../live/watch.ts';
import { spanText } from '../rules/spans.ts';
import { base } from '../ui/base.ts';
import { faultText } from '../ui/said.ts';
import '../ui/segments.ts';
import { toast } from '../ui/toasts.ts';

type Place = 'home' | 'away';

/** Says for oneself that one is at home or leaves; a panel on the wall says it for nobody. */
@customElement('k-my-presence')
export class MyPresence extends LitElement {
  @state() private pending = false;

  constructor() {
    super();
    new Watch(this, () => ['people', 'home', 'preferences', 'session']);
  }

  static override styles = [base, css`
    .card { margin-bottom: var(--s4); padding: var(--s4) var(--s5); }
    h2 { font-size: 1rem; }
  `];

  override render() {
    const me = store.myself;
    if (!me || signIn.isPanel) return html``;
    return html`<section class="card stack" aria-label=${t('presence.me')}><h2>${t('presence.me')}</h2>
      <k-segments .label=${t('presence.me')} .value=${me.at} ?pending=${this.pending} .items=${[{ value: 'home', text: t('presence.imHome'), icon: 'home' }, { value: 'away', text: t('presence.imAway'), icon: 'away' }]}
        @change=${(event: CustomEvent<Place>) => this.say(me, event.detail)}></k-segments>
      <p class="small muted">${t('presence.phones')}</p></section>`;
  }

  private async say(me: Person, at: Place): Promise<void> {
    this.pending = true;
    try {
      const kept = await put<Person>(homePath(`/people/${me.id}/presence`), { at });
      if (at === 'away' && kept.at === 'home') toast({ text: t('presence.leaving', { span: spanText(store.home?.leaveAfter ?? 300) }), action: t('do.undo'), run: () => void this.say(me, 'home') });
    } catch (error) {
      toast({ text: faultText(error), tone: 'alert' });
    } finally {
      this.pending = false;
    }
  }
}
