// How a rule stands, in words: what became of its last start, when it starts next, what is wrong with it.
import { html, type TemplateResult } from 'lit';
import { ageText, dayKey, timeText } from '../i18n/format.ts';
import { locale, t } from '../i18n/text.ts';
import { store } from '../live/store.ts';
import type { RuleView, Trace } from './document.ts';

export const outcomeText = ({ end, at, ended }: Trace): string => t(`rules.end.${end}`, { age: ageText(ended ?? at) });

/** Today 07:00, Mon, 30 Nov, 07:00. */
export function whenText(at: string): string {
  const time = timeText(at);
  if (dayKey(at) === dayKey(Date.now())) return t('rules.nextToday', { time });
  return `${new Intl.DateTimeFormat(locale(), { weekday: 'short', day: 'numeric', month: 'short', timeZone: store.home?.timeZone }).format(new Date(at))}, ${time}`;
}

/** Once around a loop; the server names it until it stopped it: A → B → A → B → A. */
export function roundOf(chain: string): string {
  const names = chain.split(' → ');
  const before = names.lastIndexOf(names.at(-1)!, -2);
  return (before < 0 ? names : names.slice(before)).join(' → ');
}

export const isBroken = ({ problems }: RuleView): boolean => (problems ?? []).some((problem) => !problem.isWarning);

export function badges(view: RuleView): (TemplateResult | '')[] {
  return [
    view.halted ? html`<span class="badge alert"><k-icon name="warning"></k-icon>${t('rules.halted')}</span>` : '',
    isBroken(view) ? html`<span class="badge alert"><k-icon name="warning"></k-icon>${t('rules.broken')}</span>` : view.problems?.length ? html`<span class="badge stale">${t('rules.look')}</span>` : '',
    view.running > 0 ? html`<span class="badge safe">${t('rules.runningNow')}</span>` : '',
    !view.enabled && !view.halted ? html`<span class="badge">${t('rules.off')}</span>` : '',
  ];
}
