// Stretches of the home's calendar, as days written 2026-11-21; reckoned without hours, so that no clock change can touch them.
import { dayKey } from '../i18n/format.ts';
import { locale } from '../i18n/text.ts';

export type Range = 'day' | 'week' | 'month' | 'year';
export interface Period { from: string; to: string; by: 'hour' | 'day' | 'month' }

const dayOf = (key: string): Date => new Date(`${key}T00:00:00Z`);
const keyOf = (day: Date): string => day.toISOString().slice(0, 10);

function moved(key: string, days: number): string {
  const day = dayOf(key);
  day.setUTCDate(day.getUTCDate() + days);
  return keyOf(day);
}

/** A range as it is now (0) or some of its lengths ago (-1, -2, ...). A week is the last seven days, so that it can be compared with the seven before. */
export function period(range: Range, back: number, today = dayKey(Date.now())): Period {
  const [year, month] = today.split('-').map(Number) as [number, number];
  switch (range) {
    case 'day': return { from: moved(today, back), to: moved(today, back + 1), by: 'hour' };
    case 'week': return { from: moved(today, 7 * back - 6), to: moved(today, 7 * back + 1), by: 'day' };
    case 'month': return { from: keyOf(new Date(Date.UTC(year, month - 1 + back, 1))), to: keyOf(new Date(Date.UTC(year, month + back, 1))), by: 'day' };
    case 'year': return { from: `${year + back}-01-01`, to: `${year + back + 1}-01-01`, by: 'month' };
  }
}

const written = (options: Intl.DateTimeFormatOptions, day: Date): string => new Intl.DateTimeFormat(locale(), { ...options, timeZone: 'UTC' }).format(day);

export function periodText(range: Range, { from, to }: Period): string {
  if (range === 'year') return from.slice(0, 4);
  if (range === 'month') return written({ month: 'long', year: 'numeric' }, dayOf(from));
  if (range === 'day') return written({ weekday: 'long', day: 'numeric', month: 'long' }, dayOf(from));
  return new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'long', timeZone: 'UTC' }).formatRange(dayOf(from), dayOf(moved(to, -1)));
}
