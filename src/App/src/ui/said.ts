// Why something failed, in the words of this page: the code's own text, else what the server said.
import { Fault } from '../live/api.ts';
import { t, textOf } from '../i18n/text.ts';

export function faultText(error: unknown): string {
  if (!(error instanceof Fault)) return t('error.unknown');
  if (error.code === 'rate.limited' && error.retryAfterSeconds) return t('error.wait', { n: error.retryAfterSeconds });
  // The server names who did not, each with a code.
  if (error.code === 'device.partly' && error.detail) return t('groups.partly', { who: error.detail.replace(/: [\w.]+(?=, |$)/g, '') });
  if (error.code === 'alarm.open' && error.detail) return t('alarm.open', { what: error.detail });
  const known = textOf(`error.${error.code}`);
  if (known && error.code !== 'device.refused') return known;
  return error.detail ?? known ?? error.title ?? t('error.unknown');
}
