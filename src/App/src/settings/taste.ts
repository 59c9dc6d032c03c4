import { LitElement, css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { language, languages, t, useLanguage } from '../i18n/text.ts';
import { patch } from '../live/api.ts';
import type { Language } from '../live/contract.ts';
import { Watch } from '../live/watch.ts';
import { languageNames } from '../signin/page.ts';
import { base } from '../ui/base.ts';
import '../ui/segments.ts';
import { chooseTheme, theme, themes } from './theme.ts';

/** Language and theme of this device. */
@customElement('k-taste')
export class Taste extends LitElement {
  constructor() {
    super();
    new Watch(this, () => ['preferences']);
  }

  static override styles = [base, css`:host { display: block; margin-top: var(--s5); } .label { font-size: var(--size-small); font-weight: 600; color: var(--text-2); }`];

  override render() {
    return html`<div class="card stack"><p class="label" aria-hidden="true">${t('settings.language')}</p>
      <k-segments .label=${t('settings.language')} .value=${language} .items=${languages.map((one) => ({ value: one, text: languageNames[one] }))} @change=${(event: CustomEvent<Language>) => this.speak(event.detail)}></k-segments>
      <p class="label" aria-hidden="true">${t('settings.theme')}</p>
      <k-segments .label=${t('settings.theme')} .value=${theme()} .items=${themes.map((one) => ({ value: one, text: t(`theme.${one}`) }))} @change=${(event: CustomEvent<string>) => { chooseTheme(event.detail); this.requestUpdate(); }}></k-segments></div>`;
  }

  private async speak(wanted: Language): Promise<void> {
    await useLanguage(wanted, true);
    await patch('/account', { language: wanted }).catch(() => undefined);
  }
}
