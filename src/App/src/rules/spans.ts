// Lengths of time as documents write them, [d.]hh:mm:ss, and as people read them.
import { language, locale } from '../i18n/text.ts';

const Format = /^(-)?(?:(\d+)\.)?(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.\d+)?)?$/;

/** Seconds; undefined for what is no length of time. */
export function secondsOf(span: string | undefined): number | undefined {
  const found = Format.exec(span ?? '');
  if (!found) return undefined;
  const [, minus, days = '0', hours, minutes, seconds = '0'] = found;
  return (minus ? -1 : 1) * (((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds));
}

export function spanOf(seconds: number): string {
  const whole = Math.round(Math.abs(seconds));
  const two = (value: number): string => String(value).padStart(2, '0');
  const days = Math.floor(whole / 86_400);
  return `${seconds < 0 && whole > 0 ? '-' : ''}${days > 0 ? `${days}.` : ''}${two(Math.floor(whole / 3600) % 24)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
}

const units = [['day', 86_400], ['hour', 3_600], ['minute', 60], ['second', 1]] as const;

/** 2 min, 1 hr 30 min, 2分钟. */
export function spanText(span: string | number | undefined): string {
  let left = Math.abs(typeof span === 'number' ? span : (secondsOf(span) ?? 0));
  const words: string[] = [];
  for (const [unit, length] of units) {
    const count = Math.floor(left / length);
    left -= count * length;
    if (count > 0 || (unit === 'second' && words.length === 0)) {
      words.push(new Intl.NumberFormat(locale(), { style: 'unit', unit, unitDisplay: language === 'zh' ? 'long' : 'short' }).format(count));
    }
  }
  return words.join(language === 'zh' ? '' : ' ');
}

/** A time of day as this language writes it. */
export function clockOf(time: string): string {
  const [hours = '0', minutes = '0', seconds] = time.split(':');
  return new Intl.DateTimeFormat(locale(), { hour: '2-digit', minute: '2-digit', ...(seconds ? { second: '2-digit' } : {}), timeZone: 'UTC' })
    .format(Date.UTC(2024, 0, 1, Number(hours), Number(minutes), Number(seconds ?? 0)));
}
