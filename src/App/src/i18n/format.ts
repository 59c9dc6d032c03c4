// Numbers, units, times and ages as people of a language write them.
import type { Property, Scalar } from '../live/contract.ts';
import { store } from '../live/store.ts';
import { language, local, locale, t, textOf } from './text.ts';
import { symbols } from './units.ts';

export const unitText = (unit: string | undefined): string => (unit ? (symbols[unit] ?? unit) : '');

/** A number with its unit, spaced as the language does; percent and degrees follow at once where that is the custom. */
export function withUnit(number: string, unit: string | undefined): string {
  const text = unitText(unit);
  if (!text) return number;
  if (text === '°' || text === '°C') return `${number}${text === '°C' ? ' °C' : '°'}`;
  if (text === '%') return language === 'zh' ? `${number}%` : `${number} %`;
  return `${number} ${text}`;
}

/** Digits after the point that a step asks for, at most 3. */
function digitsOf(property: Property | undefined): number {
  const step = property?.range?.step;
  if (property && property.format !== 'float') return 0;
  // Sensors tell hundredths of a degree; they are kept, and nobody reads them.
  if (!step || step <= 0 || property?.unit === 'celsius') return 1;
  return Math.min(3, Math.max(0, Math.ceil(-Math.log10(step) - 1e-9)));
}

const numbers = new Map<string, Intl.NumberFormat>();
export function number(value: number, digits = 0): string {
  const key = `${locale()}/${digits}`;
  let format = numbers.get(key);
  if (!format) numbers.set(key, (format = new Intl.NumberFormat(locale(), { maximumFractionDigits: digits })));
  return format.format(value);
}

/** Several names, one after the other, as this language parts them. */
export const namesOf = (names: readonly string[]): string => names.join(language === 'zh' ? '、' : ', ');

/** Any value of a property as a person reads it. */
export function valueText(property: Property | undefined, value: Scalar | undefined): string {
  if (value === undefined) return t('value.unknown');
  if (typeof value === 'boolean') return boolText(property, value);
  if (typeof value === 'string') return value || '–';
  const choice = property?.choices?.find((one) => one.value === value);
  if (choice) return local(choice.name);
  if (property?.unit === 'rgb') return `#${value.toString(16).padStart(6, '0')}`;
  // What is large is read to its last whole, or its first decimal.
  const digits = Math.min(digitsOf(property), Math.abs(value) >= 1000 ? 0 : Math.abs(value) >= 100 ? 1 : 3);
  return withUnit(number(value, digits), property?.unit);
}

/** A truth in words that fit what it is about: open or closed, wet or dry, else on or off, yes or no. */
export function boolText(property: Property | undefined, value: boolean): string {
  const name = property?.name ?? 'on';
  const known = textOf(`bool.${name}.${value}`);
  if (known) return known;
  return property?.access.includes('write') || name === 'on' ? t(value ? 'value.on' : 'value.off') : t(value ? 'value.yes' : 'value.no');
}

const zone = (): string | undefined => store.home?.timeZone;

function dates(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(locale(), { ...options, timeZone: zone() });
  } catch {
    // A time zone this browser does not know: its own is better than nothing.
    return new Intl.DateTimeFormat(locale(), options);
  }
}

export const timeText = (at: string | number | Date): string => dates({ hour: '2-digit', minute: '2-digit' }).format(new Date(at));
export const dayText = (at: string | number | Date): string => dates({ weekday: 'long', day: 'numeric', month: 'long' }).format(new Date(at));
export const dateText = (at: string | number | Date): string => dates({ dateStyle: 'medium' }).format(new Date(at));
export const momentText = (at: string | number | Date): string => dates({ dateStyle: 'medium', timeStyle: 'short' }).format(new Date(at));
/** A day as a key that sorts, in the home's time zone. */
export const dayKey = (at: string | number | Date): string => {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: zone(), year: 'numeric', month: '2-digit', day: '2-digit' });
  return parts.format(new Date(at));
};

const steps: [Intl.RelativeTimeFormatUnit, number][] = [['day', 86_400], ['hour', 3_600], ['minute', 60]];

/** How long ago, in one step: just now, 5 min ago, 3 days ago. */
export function ageText(at: string | number | undefined): string {
  if (at === undefined) return t('age.unknown');
  const seconds = (Date.now() - new Date(at).getTime()) / 1000;
  for (const [unit, length] of steps) {
    if (seconds >= length) return new Intl.RelativeTimeFormat(locale(), { style: language === 'zh' ? 'long' : 'short' }).format(-Math.floor(seconds / length), unit);
  }
  return t('age.now');
}

/** A length of time as players write it: 3:07, 1:02:45. */
export function clockText(seconds: number): string {
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, Math.floor(seconds) % 60];
  return `${h > 0 ? `${h}:${String(m).padStart(2, '0')}` : m}:${String(s).padStart(2, '0')}`;
}
