import { dayKey, momentText, timeText } from '../i18n/format.ts';
import { t } from '../i18n/text.ts';
import type { Person } from '../live/contract.ts';

/** Since when somebody is at home or away; undefined when nothing is known. */
export function whereText({ at, since }: Person): string | undefined {
  if (!at || !since) return undefined;
  const time = dayKey(since) === dayKey(Date.now()) ? timeText(since) : momentText(since);
  return at === 'home' ? t('presence.since', { time }) : t('presence.awaySince', { time });
}
