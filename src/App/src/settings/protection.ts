// What the cards of the security page share: their look, and the password asked once more before a change.
import { css, html, type TemplateResult } from 'lit';
import { t } from '../i18n/text.ts';
import { signIn } from '../live/session.ts';
import { faultText } from '../ui/said.ts';

export const protection = css`
  :host { display: block; }
  .head { display: flex; align-items: center; gap: var(--s3); }
  .head > k-icon { font-size: 1.4rem; color: var(--accent-text); }
  .actions { display: flex; flex-wrap: wrap; gap: var(--s2); }
`;

/** The heading of a card, with how it stands. */
export const heading = (icon: string, text: string, badge?: string, good = false): TemplateResult =>
  html`<div class="head"><k-icon name=${icon}></k-icon><h2 class="grow">${text}</h2>${badge ? html`<span class="badge ${good ? 'safe' : ''}">${badge}</span>` : ''}</div>`;

/** A form of one step of a sheet; a fault stands above its button. */
export const step = (submit: (event: Event) => void, body: TemplateResult | TemplateResult[], yes: string, fault: unknown, danger = false): TemplateResult =>
  html`<form class="stack" @submit=${submit}>${body}${fault ? html`<p class="problem" role="alert">${faultText(fault)}</p>` : ''}
    <button class="button ${danger ? 'danger' : 'primary'} wide">${yes}</button></form>`;

/** The password once more. The hidden name tells a password keeper whose it is. */
export const passwordField = (): TemplateResult =>
  html`<input type="text" autocomplete="username" .value=${signIn.current?.account.user ?? ''} hidden />
    <label>${t('security.again')}<input name="password" type="password" required autocomplete="current-password" /></label>`;

/** What was typed, and no page load. */
export function typed(event: Event): (name: string) => string {
  event.preventDefault();
  const form = new FormData(event.target as HTMLFormElement);
  return (name) => String(form.get(name) ?? '');
}
